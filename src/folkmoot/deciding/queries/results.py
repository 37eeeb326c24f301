"""Results, ready to be read: one row for each option, with its picture and its reason."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.db.models import Count as CountOf
from django.db.models import IntegerField, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from folkmoot.deciding.explaining import Telling
from folkmoot.deciding.models import Channel, Count, Decision, Option, RollEntry, Standing

CHANNEL_WORDS = {
    Channel.WEB.value: "On the web",
    Channel.PAPER.value: "On paper",
    Channel.PHONE.value: "By phone",
    Channel.HALL.value: "In the hall",
    "IMPORTED": "Counted from a file",
}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the bar of whose money went where. Shares are of the whole bar, 0 to 1."""

    name: str
    sum: str
    start_share: float
    share: float
    tone: str  # "this", "other", "rest" or "left"

    @property
    def start_percent(self) -> str:
        """Where it starts, as an attribute of a picture."""
        return f"{100 * self.start_share:.2f}"

    @property
    def percent(self) -> str:
        """How wide it is, as an attribute of a picture."""
        return f"{100 * self.share:.2f}"


ALL_BUT = 1e-6  # what falls short by less is a tie, a limit, or no money left; never too little


@dataclass(frozen=True, slots=True)
class Row:
    """One option in a result."""

    option: Option
    place: int  # 1 for the first funded; 0 when not funded
    votes: int
    support_share: float
    why: str
    parts: Sequence[Part]
    near: str = ""  # what would have been enough, where it is known
    is_ruled_out: bool = False  # by a limit, beside what is funded

    @property
    def funded(self) -> bool:
        """Whether it gets its money."""
        return self.place > 0

    def answers_to(self, sought: str) -> bool:
        """Whether someone who looks for these words, or this number, looks for it."""
        number = self.option.label or str(self.option.number)
        where = f"{self.option.title} {self.option.theme} {self.option.district}".casefold()
        return not sought or sought == number or sought.casefold() in where

    @property
    def support_percent(self) -> int:
        """Effective support as a whole percentage; never 100 for what was not funded."""
        percent = int(self.support_share * 100)
        return percent if self.funded else min(percent, 99)

    @property
    def had_enough(self) -> bool:
        """Whether its own support would have done: what stopped it, if anything, was not that."""
        return self.funded or self.support_share > 1 - ALL_BUT


@dataclass(frozen=True, slots=True)
class Result:
    """Everything a result page shows."""

    count: Count
    funded: Sequence[Row]
    not_funded: Sequence[Row]
    struck_out: Sequence[Option]
    something_percent: float
    by_number: Sequence[tuple[int, int, float]]  # winners on a ballot, voters, share
    greedy: "BesideGreedy"
    turnout: Sequence[tuple[str, int]]
    n_refused: int  # votes taken in doubt that two people found not to count
    first_share: str  # what each voter held at first, and after all raises
    last_share: str

    @property
    def rows(self) -> list[Row]:
        """All rows, funded first."""
        return [*self.funded, *self.not_funded]


@dataclass(frozen=True, slots=True)
class BesideGreedy:
    """What "most votes wins" would have done with the same ballots."""

    only_here: Sequence[Option]
    only_greedy: Sequence[Option]
    n_winners: int
    spent_pence: int
    something_percent: float
    prefer_here: int
    prefer_greedy: int
    indifferent: int
    kept: str

    @property
    def same(self) -> bool:
        """Whether both fund the same options."""
        return not self.only_here and not self.only_greedy


def result_of(decision: Decision) -> Result | None:
    """The result of a counted decision; None before. Two queries, however many options."""
    found = Count.objects.select_related("certificate").filter(decision=decision)
    count = found.annotate(n_refused=_n_refused()).first()
    if count is None:
        return None
    options = {option.number: option for option in decision.options.all()}
    outcome = count.outcome
    names = {number: option.title for number, option in options.items()}
    telling = Telling(outcome, names, decision.currency)
    rows = [
        row_of(outcome, account, options[account["option"]], telling)
        for account in outcome["accounts"]
    ]
    return Result(
        count=count,
        funded=sorted((row for row in rows if row.funded), key=lambda row: row.place),
        not_funded=sorted(
            (row for row in rows if not row.funded), key=lambda row: -row.support_share
        ),
        struck_out=[option for option in options.values() if option.vetoed_at],
        something_percent=100 * outcome["measures"]["with_something_share"],
        by_number=_by_number(outcome["measures"]),
        greedy=_beside_greedy(outcome["greedy"], options),
        turnout=[(CHANNEL_WORDS.get(way, way), n) for way, n in sorted(count.turnout.items())],
        n_refused=count.n_refused,
        first_share=telling.sum(Fraction(decision.budget_pence, max(count.n_ballots, 1))),
        last_share=telling.sum(outcome["endowment"]),
    )


def _n_refused() -> Coalesce:
    """How many votes were taken and found not to count, in the query of the count."""
    refused = RollEntry.objects.filter(
        decision=OuterRef("decision"), standing=Standing.REFUSED
    ).exclude(channel=Channel.NONE)
    counted = refused.order_by().values("decision").annotate(n=CountOf("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), Value(0))


def row_of(
    outcome: Mapping[str, Any], account: dict[str, Any], option: Option, telling: Telling
) -> Row:
    """One option as a row of the result."""
    winners = outcome["winners"]
    return Row(
        option=option,
        place=winners.index(option.number) + 1 if account["funded"] else 0,
        votes=account["votes"],
        support_share=account["effective_support"],
        why=telling.why(account),
        parts=_parts(account, telling),
        is_ruled_out=account["why"] == "ruled-out",
    )


def _parts(account: dict[str, Any], telling: Telling) -> list[Part]:
    """Where the shares of an option's supporters went: the largest four, the rest, what is left."""
    taken = [(part["option"], Fraction(part["sum"])) for part in account["taken"]]
    left = Fraction(account["left"])
    whole = sum((money for _, money in taken), left)
    if not taken or not whole:
        return []
    told = [
        (telling.name(number), money, "this" if number == account["option"] else "other")
        for number, money in taken[:4]
    ]
    if rest := sum((money for _, money in taken[4:]), Fraction(0)):
        told.append((f"{len(taken) - 4} others", rest, "rest"))
    told.append(("Not spent", left, "left"))
    parts, start = [], 0.0
    for name, money, tone in told:
        share = float(money / whole)
        parts.append(Part(name, telling.sum(money), start, share, tone))
        start += share
    return parts


def _by_number(measures: dict[str, Any]) -> list[tuple[int, int, float]]:
    """How many voters have 0, 1, 2 … winners; everything from six on together."""
    numbers = measures["by_number"]
    folded = [*numbers[:6], sum(numbers[6:])] if len(numbers) > 7 else numbers
    return [(n, voters, voters / measures["n_voters"]) for n, voters in enumerate(folded)]


def _beside_greedy(greedy: dict[str, Any], options: dict[int, Option]) -> BesideGreedy:
    return BesideGreedy(
        only_here=[options[number] for number in greedy["only_here"]],
        only_greedy=[options[number] for number in greedy["only_greedy"]],
        n_winners=len(greedy["winners"]),
        spent_pence=greedy["spent"],
        something_percent=100 * greedy["measures"]["with_something_share"],
        prefer_here=greedy["prefer_here"],
        prefer_greedy=greedy["prefer_greedy"],
        indifferent=greedy["indifferent"],
        kept=greedy["kept"],
    )
