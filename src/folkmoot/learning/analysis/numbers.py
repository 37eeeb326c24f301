"""How many learnt what: exact for those whose numbers they are, and with little hidden for others.

Outsiders read no count from one to four, nor one that would give such a count away: not of those
who began, not of those who finished, and not of those who began and did not finish.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.methods.disclosure import Standing, guarded

LEAST = 5
WORDS = {
    Standing.FEW: f"fewer than {LEAST}",
    Standing.KEPT: "not shown",
    Standing.EITHER: "not shown",
}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a whole, such as a quarter: its name, and what is counted in it."""

    name: str
    n_runs: int
    n_started: int  # came to at least one session
    n_finished: int
    n_known: int  # of those who finished: could do it already
    hours: float  # that people spent, all sessions together
    key: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """A part as one reader may read it; None and “not shown” where it is not told."""

    name: str
    key: str
    n_runs: int
    started: str
    finished: str
    hours: str
    n_started: int | None
    n_finished: int | None


def exact(parts: Sequence[Part]) -> list[Told]:
    """Parts as they are, for those whose numbers they are."""
    return [
        _told(each, f"{each.n_started:,}", f"{each.n_finished:,}", each.n_started, each.n_finished)
        for each in parts
    ]


def for_outsiders(parts: Sequence[Part]) -> list[Told]:
    """Parts of a whole that is told as well, so that no small number can be worked out.

    Where a few began and did not finish (or knew it already), who began is not told. Hours are
    told only together with who spent them.
    """
    few_apart = {at for at, each in enumerate(parts) if 0 < abs(_apart(each)) < LEAST}
    started = _hidden([each.n_started for each in parts], few_apart)
    finished = _hidden([each.n_finished for each in parts], set())
    return [
        _told(
            each,
            started.get(at, f"{each.n_started:,}"),
            finished.get(at, f"{each.n_finished:,}"),
            None if at in started else each.n_started,
            None if at in finished else each.n_finished,
        )
        for at, each in enumerate(parts)
    ]


def _apart(part: Part) -> int:
    return part.n_started - part.n_finished


def _hidden(counts: Sequence[int], also: set[int]) -> dict[int, str]:
    """Which of these counts are not told, and what stands in their place."""
    shown = guarded(counts, least=LEAST)
    words = {at: WORDS[one.standing] for at, one in enumerate(shown) if one.count is None}
    words |= dict.fromkeys(also - words.keys(), "not shown")
    if len(words) == 1:  # the whole would give it away: the smallest of the others goes with it
        others = [at for at, count in enumerate(counts) if at not in words and count]
        smallest = sorted(others, key=lambda at: (counts[at], at))[:1]
        words |= dict.fromkeys(smallest, "not shown")
    return words


def _told(
    part: Part, started: str, finished: str, n_started: int | None, n_finished: int | None
) -> Told:
    hours = f"{part.hours:,.0f}" if n_started is not None else "not shown"
    return Told(part.name, part.key, part.n_runs, started, finished, hours, n_started, n_finished)


def whole_of(parts: Sequence[Part], *, name: str = "In all") -> Part:
    """All parts together."""
    return Part(
        name=name,
        n_runs=sum(each.n_runs for each in parts),
        n_started=sum(each.n_started for each in parts),
        n_finished=sum(each.n_finished for each in parts),
        n_known=sum(each.n_known for each in parts),
        hours=sum(each.hours for each in parts),
    )
