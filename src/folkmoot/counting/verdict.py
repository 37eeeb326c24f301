"""Our count beside a published one: all agrees, or where they first differ, and why."""

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

from folkmoot.counting.facts.counted import Counted, base
from folkmoot.counting.pages.knowing import Known, people
from folkmoot.counting.published import Published, number
from folkmoot.counting.why_first import why_first

Difference = tuple[str, str]
"""What differs ("budget", "round 7", ...), and the sentence that says it."""

SUMS = {"cost", "cap"}
BESIDE = {
    "cost": "what it costs",
    "votes": "the number of its votes",
    "by": "the part of the rule that bought it",
    "cap": "the most that one supporter paid",
    "paid_full": "the number who paid in full",
    "paid_rest": "the number who paid their last",
    "effective_votes": "the number of its effective votes",
}
NEAR = Fraction(1, 100_000)  # effective votes are published rounded


def first_difference(theirs: Published, found: Counted) -> Difference | None:
    """The first thing that differs, in the order in which a count is made."""
    ours, known = base(found), Known.of(found.file)
    return next(_differences(theirs, ours, found, known), None)


def agreement(theirs: Published, found: Counted) -> str:
    """The sentence when nothing differs; it says what was there to be compared."""
    ours, known = base(found), Known.of(found.file)
    order = ", in their order" if theirs.rounds is not None else ""
    parts = [f"{len(ours['winners'])} winners{order}"]
    if "spent" in theirs.told:
        parts.append(f"{known.sums.exact(ours['spent'])} spent")
    if "digest" in theirs.told:
        parts.append(f"fingerprint {str(ours['digest'])[:12]}…")
    return (
        f"All agrees: {', '.join(parts)}, counted again from {people(ours['ballots'])} by "
        f"{ours['rule']}."
    )


def _differences(
    theirs: Published, ours: dict[str, Any], found: Counted, known: Known
) -> Iterator[Difference]:
    told = theirs.told
    yield from _currency(told, ours)
    yield from _amount("budget", "The budget", told, ours, known.sums.exact)
    yield from _amount("ballots", "The number of ballots", told, ours, _whole)
    if theirs.rounds is not None:
        yield from _rounds(theirs.rounds, ours, found, known)
        funded = {step["project"] for step in theirs.rounds}
        yield from _winners(theirs.winners, funded, "their rounds fund", known)
    yield from _winners(theirs.winners, set(ours["winners"]), "we fund", known)
    yield from _amount("spent", "What is spent", told, ours, known.sums.exact)
    yield from _amount("unspent", "What is left", told, ours, known.sums.exact)
    yield from _amount("endowment", "Each voter's share", told, ours, known.sums.about)
    yield from _amount("add1_steps", "The number of steps", told, ours, _whole)
    yield from _digest(told, ours)


def _currency(told: dict[str, Any], ours: dict[str, Any]) -> Iterator[Difference]:
    """Sums in another currency are other sums, whatever their figures.

    Where only one of the two names a currency, they are taken to mean the same.
    """
    theirs, mine = (str(each.get("currency") or "").strip() for each in (told, ours))
    if theirs and mine and theirs.upper() != mine.upper():
        yield "currency", f"The currency differs: they count in {theirs[:20]}, the file in {mine}."


def _whole(value: Any) -> str:
    return f"{int(value):,}"


def _amount(
    key: str, what: str, told: dict[str, Any], ours: dict[str, Any], written: Callable[[Any], str]
) -> Iterator[Difference]:
    """A number that both give; what they leave out is not held against them."""
    if key in told and number(told[key]) != number(ours[key]):
        value = number(told[key])
        theirs = f"“{told[key]}”" if value is None else written(_plain(value))
        yield key, f"{what} differs: they say {theirs}, and here it is {written(ours[key])}."


def _plain(value: Fraction) -> int | str:
    return value.numerator if value.denominator == 1 else f"{float(value):.2f}"


def _rounds(
    theirs: tuple[dict[str, Any], ...], ours: dict[str, Any], found: Counted, known: Known
) -> Iterator[Difference]:
    for at, step in enumerate(ours["rounds"]):
        label = f"round {at + 1}"
        if at == len(theirs):
            mine = known.called(step["project"])
            yield label, f"Round {at + 1} differs: they end before it, and we fund {mine}."
            return
        if theirs[at]["project"] != step["project"]:
            yield label, _other_project(at, theirs[at]["project"], step, found, known)
            return
        yield from _beside(label, theirs[at], step, known)
    if len(theirs) > len(ours["rounds"]):
        at = len(ours["rounds"])
        more = known.called(theirs[at]["project"])
        yield (
            f"round {at + 1}",
            f"Round {at + 1} differs: they fund {more}, and we fund nothing more. "
            f"{ours['stopped_because']}",
        )


def _other_project(at: int, theirs: str, step: dict[str, Any], found: Counted, known: Known) -> str:
    reason = why_first(at, theirs, found, known.sums)
    return (
        f"Round {at + 1} differs: they funded {known.called(theirs)}, and we fund "
        f"{known.called(step['project'])}, because {reason}."
    )


def _beside(
    label: str, theirs: dict[str, Any], ours: dict[str, Any], known: Known
) -> Iterator[Difference]:
    """The same project, but bought otherwise."""
    for key, what in BESIDE.items():
        if key in theirs and not _alike(key, theirs[key], ours[key]):
            written = known.sums.about if key in SUMS else str
            value = number(theirs[key])
            shown = str(theirs[key]) if value is None else written(_plain(value))
            name = known.called(ours["project"])
            yield (
                label,
                f"{label.capitalize()}, {name}: {what} differs: they say {shown}, and here it is "
                f"{written(ours[key])}.",
            )


def _alike(key: str, theirs: Any, ours: Any) -> bool:
    if key == "by":
        return bool(theirs == ours)
    one, other = number(theirs), number(Fraction(ours) if isinstance(ours, float) else ours)
    if one is None or other is None:
        return False
    return abs(one - other) <= NEAR if key == "effective_votes" else one == other


def _winners(
    theirs: tuple[str, ...], ours: set[str], who: str, known: Known
) -> Iterator[Difference]:
    if len(set(theirs)) < len(theirs):
        twice = next(each for each in theirs if theirs.count(each) > 1)
        yield "winners", f"The winners differ: they name {known.called(twice)} twice."
    if missing := sorted(ours - set(theirs)):
        yield (
            "winners",
            (f"The winners differ: {who} {known.listed(missing)}, which they do not name."),
        )
    if more := sorted(set(theirs) - ours):
        yield "winners", f"The winners differ: they name {known.listed(more)}, {who} not."


def _digest(told: dict[str, Any], ours: dict[str, Any]) -> Iterator[Difference]:
    if "digest" in told and told["digest"] != ours["digest"]:
        yield (
            "digest",
            (
                "The fingerprint differs, although all that is told agrees: some ballot, cost or "
                f"lot is not the one they counted. Theirs begins {str(told['digest'])[:12]}, ours "
                f"{ours['digest'][:12]}."
            ),
        )
