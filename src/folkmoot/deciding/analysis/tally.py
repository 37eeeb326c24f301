"""The count of a decision: its frozen rule applied to its piles, with the whole account."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from folkmoot.deciding.ballots import from_text
from folkmoot.deciding.models import BallotType, Decision, Option
from folkmoot.methods.budgeting import (
    Account,
    Election,
    Outcome,
    Rule,
    compare,
    count,
    explain,
    measure,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """An outcome in plain values, ready to keep.

    `outcome` names options by their numbers and gives exact sums as "numerator/denominator"
    of the smallest unit of money.
    """

    rule: str
    outcome: dict[str, Any]
    digest: str
    n_ballots: int
    spent_pence: int


def rule_of(decision: Decision) -> Rule:
    """The rule as it was frozen."""
    shares = decision.rule_family == "equal-shares"
    return Rule(
        family=decision.rule_family,  # type: ignore[arg-type]
        satisfaction=decision.satisfaction if shares else "cost",  # type: ignore[arg-type]
        completion=decision.completion if shares else "none",  # type: ignore[arg-type]
        increment=decision.increment_pence if shares else 1,
        minimum_votes=decision.minimum_votes,
        eligibility_cut=decision.eligibility_cut,
    )


def election_of(decision: Decision, options: Sequence[Option]) -> Election:
    """The piles of a decision as an election over these options; other marks are left out."""
    column = {option.number: position for position, option in enumerate(options)}
    piles = decision.piles.order_by("id").values_list("choices", "n_ballots")
    ballots, weights = [], []
    for choices, n_ballots in piles:
        scored = scores(decision, from_text(choices))
        ballots.append({column[n]: score for n, score in scored.items() if n in column})
        weights.append(n_ballots)
    lots = sorted(range(len(options)), key=lambda position: options[position].lot or 0)
    return Election.of_ballots(
        ballots,
        weights,
        costs=[option.cost_pence for option in options],
        budget=decision.budget_pence,
        lots=[lots.index(position) for position in range(len(options))],
    )


def scores(decision: Decision, choices: dict[int, int]) -> dict[int, int]:
    """What each mark on a ballot is worth to the rule.

    A rank becomes points: with three places 3, 2 and 1; without a limit, as many points for
    the first as there are options. The others are worth what they say.
    """
    if decision.ballot_type != BallotType.RANKING:
        return choices
    places = decision.max_choices or decision.options.count()
    return {number: places + 1 - rank for number, rank in choices.items()}


def tally(decision: Decision) -> Tally:
    """Count the piles by the frozen rule, explain every option, and set it beside greedy."""
    options = list(decision.options.standing().order_by("number"))
    election, rule = election_of(decision, options), rule_of(decision)
    outcome = count(election, rule)
    plain = _plain(election, rule, outcome, [option.number for option in options])
    canonical = json.dumps(plain, sort_keys=True, ensure_ascii=False)
    return Tally(
        rule=outcome.rule,
        outcome=plain,
        digest=hashlib.sha256(canonical.encode()).hexdigest(),
        n_ballots=election.n_voters,
        spent_pence=outcome.spent,
    )


def _plain(
    election: Election, rule: Rule, outcome: Outcome, numbers: list[int]
) -> dict[str, Any]:
    return {
        "format": "folkmoot-count/1",
        "rule": outcome.rule,
        "sentence": rule.sentence,
        "winners": [numbers[project] for project in outcome.funded],
        "spent": outcome.spent,
        "unspent": outcome.unspent,
        "endowment": as_text(outcome.endowment),
        "add1_steps": outcome.add1_steps,
        "stopped_because": outcome.stopped_because,
        "n_exact": outcome.n_exact,
        "rounds": [_round(step, numbers) for step in outcome.rounds],
        "accounts": [_account(account, numbers) for account in explain(election, outcome)],
        "measures": asdict(measure(election, outcome)),
        "greedy": _beside_greedy(election, rule, outcome, numbers),
    }


def _round(step: Any, numbers: list[int]) -> dict[str, Any]:
    return {
        "option": numbers[step.project],
        "votes": step.votes,
        "by": step.by,
        "cap": as_text(step.cap),
        "rate": as_text(step.rate),
        "time": as_text(step.time),
        "effective_votes": as_text(step.effective_votes),
        "paid_full": step.paid_full,
        "paid_rest": step.paid_rest,
        "tied_with": [numbers[project] for project in step.tied_with],
    }


def _account(account: Account, numbers: list[int]) -> dict[str, Any]:
    return {
        "option": numbers[account.project],
        "cost": account.cost,
        "votes": account.votes,
        "funded": account.funded,
        "effective_support": account.effective_support,
        "left": as_text(account.left),
        "taken": [
            {"option": numbers[project], "sum": as_text(money), "voters": n_voters}
            for project, money, n_voters in account.taken
        ],
        "why": account.why,
    }


def _beside_greedy(
    election: Election, rule: Rule, outcome: Outcome, numbers: list[int]
) -> dict[str, Any]:
    """What "most votes wins" would have funded with the same ballots."""
    greedy = count(election, Rule("greedy", minimum_votes=rule.minimum_votes))
    found = compare(election, outcome, greedy)
    return {
        "winners": [numbers[project] for project in greedy.funded],
        "spent": greedy.spent,
        "only_here": [numbers[project] for project in found.only_first],
        "only_greedy": [numbers[project] for project in found.only_second],
        "prefer_here": found.prefer_first,
        "prefer_greedy": found.prefer_second,
        "indifferent": found.indifferent,
        "measures": asdict(measure(election, greedy)),
        "step": asdict(outcome.compared) if outcome.compared else None,
    }


def as_text(exact: Fraction) -> str:
    """An exact sum as text: "1/3".

    >>> as_text(Fraction(2, 6))
    '1/3'
    """
    return f"{exact.numerator}/{exact.denominator}"
