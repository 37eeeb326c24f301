"""How fairly an outcome serves the people who voted, ready to be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from folkmoot.deciding.explaining import FEW, Telling, few
from folkmoot.deciding.models import Count, FindingKind, Option
from folkmoot.deciding.queries.findings import Findings

MOST_PARTS = 6  # shown on the result page; all of them beside it
MOST_ROWS = 7  # of the table by how many options people chose


@dataclass(frozen=True, slots=True)
class Worth:
    """How many voters have funded choices worth so much together."""

    name: str
    voters: str
    share: float | None  # of all voters; not told of very few
    x: str  # of its column in the picture, like the rest in hundredths
    y: str
    width: str
    height: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """Voters who chose so many options, and how many of them have nothing."""

    fewest: int
    most: int
    n_voters: int
    n_with_nothing: int

    @property
    def name(self) -> str:
        """How many they chose, in words."""
        if self.fewest == self.most:
            return f"{self.most}" if self.most else "nothing"
        return f"{self.fewest} to {self.most}"

    @property
    def with_nothing(self) -> str:
        """How many of them have nothing; of very few not how many."""
        return few(self.n_with_nothing)

    def with_next(self, other: "Chosen") -> "Chosen":
        """These and those who chose more, together."""
        n_voters = self.n_voters + other.n_voters
        nothing = self.n_with_nothing + other.n_with_nothing
        return Chosen(self.fewest, other.most, n_voters, nothing)


@dataclass(frozen=True, slots=True)
class Group:
    """People left behind: they could have paid for an option together, and have less."""

    option: Option
    voters: str
    deserved: str
    at_most: str
    is_ruled_out: bool = False  # a limit does not allow what they could have paid for


@dataclass(frozen=True, slots=True)
class Part:
    """One theme, or one part of the place: its part of the votes beside that of the money."""

    name: str
    n_options: int
    n_funded: int
    votes_share: float
    money_share: float
    money: str


@dataclass(frozen=True, slots=True)
class Parts:
    """Votes beside money, part by part; and how much of the money is elsewhere."""

    parts: Sequence[Part]
    misplaced_share: float  # 0 to 100

    @property
    def in_short(self) -> Sequence[Part]:
        """The first few, with most of the votes."""
        return self.parts[:MOST_PARTS]

    @property
    def n_more(self) -> int:
        """How many there are beside these few."""
        return max(len(self.parts) - MOST_PARTS, 0)


@dataclass(frozen=True, slots=True)
class Shaky:
    """An option funded in some recounts and not in others."""

    option: Option
    funded: bool
    won_share: float  # 0 to 1

    @property
    def won_percent(self) -> str:
        """In how many recounts of a hundred; never 0 or 100, as it was not none and not all."""
        if self.won_share < 0.01:
            return "under 1%"
        return "over 99%" if self.won_share > 0.99 else f"{self.won_share:.0%}"


@dataclass(frozen=True, slots=True)
class Fairness:
    """Everything the page on fairness shows; None for what is not known yet."""

    findings: Findings
    nothing_share: float
    greedy_nothing_share: float
    n_nothing: int
    mean: str
    median: str
    greedy_mean: str
    worths: Sequence[Worth]
    chosen: Sequence[Chosen]
    n_not_funded: int
    groups: Sequence[Group]
    n_greedy_groups: int
    by: str  # what a funded option is worth: "cost", "count" or "points"
    themes: "Parts | None"  # None where no option has one
    districts: "Parts | None"
    shaky: Sequence[Shaky]


def fairness_of(
    count: Count, findings: Findings, options: Mapping[int, Option], currency: str
) -> Fairness | None:
    """What is known of fairness; None while that is not worked out. `options` by their numbers."""
    kept = findings.of(FindingKind.FAIRNESS)
    if kept is None:
        return None
    telling = Telling(count.outcome, {}, currency)
    shut_out = {each["option"] for each in count.outcome["accounts"] if each["why"] == "ruled-out"}
    ours, greedy = kept["ours"], kept["greedy"]
    nothing = sum(nothing for _, _, nothing in kept["chosen"])
    return Fairness(
        findings=findings,
        nothing_share=100 * ours["nothing_share"],
        greedy_nothing_share=100 * greedy["nothing_share"],
        n_nothing=nothing,
        mean=telling.sum(ours["mean"]),
        median=telling.sum(ours["median"]),
        greedy_mean=telling.sum(greedy["mean"]),
        worths=_worths(ours["bars"], count.n_ballots, telling),
        chosen=_folded(kept["chosen"]),
        n_not_funded=sum(not account["funded"] for account in count.outcome["accounts"]),
        groups=[
            replace(
                _group(each, options, telling, ours["satisfaction"]),
                is_ruled_out=each["option"] in shut_out,
            )
            for each in ours["neglected"]
        ],
        n_greedy_groups=len(greedy["neglected"]),
        by=ours["satisfaction"],
        themes=_parts(kept["themes"], telling, "No theme"),
        districts=_parts(kept.get("districts"), telling, "No part named"),
        shaky=_shaky(count, findings, options),
    )


def _worths(bars: Sequence[Sequence[int]], n_voters: int, telling: Telling) -> list[Worth]:
    most = max((voters for _, _, voters in bars), default=0) or 1
    width = 100 / len(bars)
    worths = []
    for at, (lower, upper, voters) in enumerate(bars):
        height = 92 * voters / most
        name = (
            f"{telling.sum(lower)} to {telling.sum(upper)}"
            if lower
            else f"up to {telling.sum(upper)}"
        )
        worths.append(
            Worth(
                name=name if upper else "nothing",
                voters=few(voters),
                share=None if 0 < voters < FEW else 100 * voters / n_voters,
                x=f"{at * width + width * 0.08:.2f}",
                y=f"{100 - height:.2f}",
                width=f"{width * 0.84:.2f}",
                height=f"{height:.2f}",
            )
        )
    return worths


def _folded(chosen: Sequence[Sequence[int]]) -> list[Chosen]:
    """By how many they chose; with those beside them where they are very few.

    >>> [row.name for row in _folded([(1, 9, 3), (2, 1, 0), (3, 4, 1), (7, 2, 0)])]
    ['1', '2 to 7']
    """
    rows: list[Chosen] = []
    for n_chosen, n_voters, nothing in chosen:
        row = Chosen(n_chosen, n_chosen, n_voters, nothing)
        if rows and (rows[-1].n_voters < FEW or len(rows) == MOST_ROWS):
            rows[-1] = rows[-1].with_next(row)
        else:
            rows.append(row)
    if len(rows) > 1 and rows[-1].n_voters < FEW:
        few_left = rows.pop()
        rows[-1] = rows[-1].with_next(few_left)
    return rows


def _group(
    each: Mapping[str, Any], options: Mapping[int, Option], telling: Telling, by: str
) -> Group:
    most = each["at_most"]
    worth = {"cost": telling.sum(most), "count": f"{most:,}", "points": f"{most:,} points"}[by]
    deserved = telling.sum(each["deserved"])
    return Group(options[each["option"]], few(each["voters"]), deserved, worth)


def _parts(kept: Mapping[str, Any] | None, telling: Telling, without: str) -> Parts | None:
    if kept is None:
        return None
    parts = [_part(each, telling, without) for each in kept["labels"]]
    by_votes = sorted(parts, key=lambda part: -part.votes_share)
    return Parts(by_votes, 100 * kept["misplaced_share"])


def _part(each: Mapping[str, Any], telling: Telling, without: str) -> Part:
    return Part(
        name=each["label"] or without,
        n_options=each["options"],
        n_funded=each["funded"],
        votes_share=100 * each["votes_share"],
        money_share=100 * each["money_share"],
        money=telling.sum(Fraction(each["money"])),
    )


def _shaky(count: Count, findings: Findings, options: Mapping[int, Option]) -> list[Shaky]:
    """Options whose money hung on a few ballots, the least sure first."""
    recounts = findings.recounts
    if recounts is None:
        return []
    winners = set(count.outcome["winners"])
    found = [
        Shaky(options[number], number in winners, recounts.won_share(number))
        for number, n_won in recounts.n_won.items()
        if n_won < recounts.n_recounts
    ]
    return sorted(found, key=lambda each: (abs(each.won_share - 0.5), each.option.number))
