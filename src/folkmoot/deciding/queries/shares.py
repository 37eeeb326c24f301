"""How one voter's share was spent, put ready to be read. Nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from folkmoot.deciding.analysis import share_of
from folkmoot.deciding.ballots import Choices
from folkmoot.deciding.explaining import Telling
from folkmoot.deciding.models import Count, Decision, Option


@dataclass(frozen=True, slots=True)
class SharePart:
    """What went from one voter's share to one option."""

    option: Option
    pence: int


@dataclass(frozen=True, slots=True)
class NotFunded:
    """Something the voter chose which gets no money, and why."""

    option: Option
    why: str


@dataclass(frozen=True, slots=True)
class SpentShare:
    """One voter's share: what it was, where it went, and what became of each choice."""

    pence: int  # 0 where the rule gives voters no money of their own
    began: int  # the money there was, by the number of voters
    parts: Sequence[SharePart]
    funded: Sequence[Option]
    not_funded: Sequence[NotFunded]
    rule: str

    @property
    def was_raised(self) -> bool:
        """Whether shares were raised above an equal part of the money."""
        return self.pence > self.began

    @property
    def left(self) -> int:
        """What was not spent."""
        return max(self.pence - sum(part.pence for part in self.parts), 0)


def _in_whole_pence(sums: Sequence[float], held: float) -> list[int]:
    """Where a purse stands from nothing spent to all it held, so that parts and rest add up.

    >>> _in_whole_pence([333 + 1 / 3, 333 + 1 / 3, 333 + 1 / 3], 1000)
    [0, 333, 667, 1000, 1000]
    """
    return [round(each) for each in (0.0, *accumulate(sums), held)]


def spent_share(
    decision: Decision, options: Sequence[Option], choices: Choices
) -> SpentShare | None:
    """Where the share of a voter with these choices went; None before the count. One query."""
    count = Count.objects.filter(decision=decision).first()
    if count is None:
        return None
    payments, held = share_of(decision, count, choices)
    whole = _in_whole_pence([part.pence for part in payments], held)
    by_number = {option.number: option for option in options}
    telling = Telling(
        count.outcome, {n: option.title for n, option in by_number.items()}, decision.currency
    )
    chosen = [
        account
        for account in count.outcome["accounts"]
        if choices.get(account["option"]) and account["option"] in by_number
    ]
    return SpentShare(
        pence=whole[-1],
        began=round(decision.budget_pence / max(count.n_ballots, 1)),
        parts=[
            SharePart(by_number[part.option], after - before)
            for part, (before, after) in zip(payments, pairwise(whole), strict=False)
        ],
        funded=[by_number[one["option"]] for one in chosen if one["funded"]],
        not_funded=[
            NotFunded(by_number[one["option"]], telling.why(one))
            for one in chosen
            if not one["funded"]
        ],
        rule=count.outcome["sentence"],
    )
