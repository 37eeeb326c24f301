"""How one voter's share was spent, from the published rounds and the voter's own word."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from folkmoot.deciding.analysis.tally import scores
from folkmoot.deciding.ballots import Choices
from folkmoot.deciding.models import Count, Decision
from folkmoot.methods.budgeting import Outcome, Round, Rule, share_spent


@dataclass(frozen=True, slots=True)
class Payment:
    """A part of one voter's share, and the option it went to, in smallest units of money."""

    option: int
    pence: float
    place: int  # the round in which it was paid, from 1
    is_last: bool  # the last they had, and less than others paid


@dataclass(frozen=True, slots=True)
class Share:
    """One voter's share from the first round to the last, in smallest units of money.

    Attributes
    ----------
    given : float
        All they were given: after any raises; where people save up, by the end.
    payments : list of Payment
        In the order of the rounds.
    held : tuple of float, one a round and one for the start
        What they held at the start, and after each round.
    asked : dict of int to float
        For each round that funded an option on the ballot, what was asked of whoever had
        enough. 0 where voters hold no money.
    """

    given: float
    payments: list[Payment]
    held: tuple[float, ...]
    asked: Mapping[int, float]


def share_of(decision: Decision, count: Count, choices: Choices) -> Share:
    """What a ballot like this had and paid, round by round.

    Needs no ballot from the box: the rounds are published, and the voter says what they
    chose. So nobody has to find anybody's ballot, and nobody can.
    """
    kept = count.outcome
    numbers = [account["option"] for account in kept["accounts"]]
    column = {number: position for position, number in enumerate(numbers)}
    outcome = as_counted(kept)
    scored = scores(decision, dict(choices))
    ballot = {column[n]: score for n, score in scored.items() if n in column}
    costs = [account["cost"] for account in kept["accounts"]]
    paid = dict(share_spent(costs, outcome, ballot))
    asked = _asked(outcome, ballot)
    payments = [
        Payment(
            option=numbers[step.project],
            pence=float(paid[step.project]),
            place=place,
            is_last=paid[step.project] < asked[place],
        )
        for place, step in enumerate(outcome.rounds, start=1)
        if step.project in paid
    ]
    return Share(
        given=float(outcome.endowment),
        payments=payments,
        held=tuple(map(float, _held(outcome, paid))),
        asked={place: float(money) for place, money in asked.items()},
    )


def as_counted(kept: Mapping[str, Any]) -> Outcome:
    """An outcome as it is kept, in the shape in which it was counted; sums in whole pence."""
    column = {account["option"]: at for at, account in enumerate(kept["accounts"])}
    return Outcome(
        rule=kept["rule"],
        rounds=tuple(_round(step, column) for step in kept["rounds"]),
        spent=kept["spent"],
        unspent=kept["unspent"],
        endowment=Fraction(kept["endowment"]),
    )


def _asked(outcome: Outcome, ballot: Choices) -> dict[int, Fraction]:
    by_points = Rule.parse(outcome.rule).satisfaction == "points"
    return {
        place: step.rate * (ballot[step.project] if by_points else 1)
        for place, step in enumerate(outcome.rounds, start=1)
        if ballot.get(step.project, 0) > 0
    }


def _held(outcome: Outcome, paid: Mapping[int, Fraction]) -> list[Fraction]:
    """What one voter held at the start and after each round; savings grow from one to the next."""
    if not outcome.rule.startswith("phragmen"):
        held = [outcome.endowment]
        for step in outcome.rounds:
            held.append(held[-1] - paid.get(step.project, 0))
        return held
    held, since = [Fraction(0)], Fraction(0)
    for step in outcome.rounds:
        since = step.time if step.project in paid else since
        held.append(step.time - since)
    return held


def _round(step: Mapping[str, Any], column: Mapping[int, int]) -> Round:
    return Round(
        project=column[step["option"]],
        votes=step["votes"],
        by=step["by"],
        cap=Fraction(step["cap"]),
        rate=Fraction(step["rate"]),
        effective_votes=Fraction(step["effective_votes"]),
        time=Fraction(step["time"]),
    )
