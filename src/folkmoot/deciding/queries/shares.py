"""How one voter's share was spent, put ready to be read. Nothing of it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from folkmoot.deciding.analysis import share_of
from folkmoot.deciding.ballots import Choices
from folkmoot.deciding.explaining import Telling
from folkmoot.deciding.models import Count, Decision, Option
from folkmoot.deciding.queries.findings import ways_known
from folkmoot.deciding.queries.moments import Course, Purse, VoterMoment


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
    n_raises: int
    is_saved: bool  # given little by little, as under Phragmén
    parts: Sequence[SharePart]
    funded: Sequence[Option]
    not_funded: Sequence[NotFunded]
    moments: Sequence[VoterMoment]
    is_waiting: bool  # when their choices fell is not worked out yet
    has_rounds: bool  # a set chosen as a whole has none
    rule: str

    @property
    def left(self) -> int:
        """What was not spent."""
        return max(self.pence - sum(part.pence for part in self.parts), 0)

    @property
    def worth(self) -> int:
        """What the funded choices cost together."""
        return sum(option.cost_pence for option in self.funded)


def _in_whole_pence(sums: Sequence[float], held: float) -> list[int]:
    """Where a purse stands from nothing spent to all it held, so that parts and rest add up.

    >>> _in_whole_pence([333 + 1 / 3, 333 + 1 / 3, 333 + 1 / 3], 1000)
    [0, 333, 667, 1000, 1000]
    """
    return [round(each) for each in (0.0, *accumulate(sums), held)]


def spent_share(
    decision: Decision, options: Sequence[Option], choices: Choices
) -> SpentShare | None:
    """Where the share of a voter with these choices went; None before the count. Two queries."""
    count = Count.objects.filter(decision=decision).first()
    if count is None:
        return None
    outcome, share = count.outcome, share_of(decision, count, choices)
    whole = _in_whole_pence([part.pence for part in share.payments], share.given)
    paid = [after - before for before, after in pairwise(whole[:-1])]
    by_number = {option.number: option for option in options}
    names = {number: option.title for number, option in by_number.items()}
    telling = Telling(outcome, names, decision.currency)
    chosen = [
        account
        for account in outcome["accounts"]
        if choices.get(account["option"]) and account["option"] in by_number
    ]
    lost = [account["option"] for account in chosen if not account["funded"]]
    findings = ways_known(count, lost)
    course = Course(telling, Purse(share, whole[-1], paid), by_number, decision.budget_pence)
    return SpentShare(
        pence=whole[-1],
        began=round(decision.budget_pence / max(count.n_ballots, 1)),
        n_raises=outcome["add1_steps"],
        is_saved=outcome["rule"].startswith("phragmen"),
        parts=[
            SharePart(by_number[part.option], pence)
            for part, pence in zip(share.payments, paid, strict=True)
        ],
        funded=[by_number[one["option"]] for one in chosen if one["funded"]],
        not_funded=[
            NotFunded(by_number[one["option"]], telling.why(one))
            for one in chosen
            if not one["funded"]
        ],
        moments=course.moments(chosen, findings),
        is_waiting=bool(lost) and not findings.complete and not findings.by_kind,
        has_rounds=not outcome["rule"].startswith("welfare"),
        rule=outcome["sentence"],
    )
