"""The count of a decision: its frozen rule applied to its piles, with the whole account."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from folkmoot.deciding.ballots import from_text
from folkmoot.deciding.models import BallotType, Decision, Option
from folkmoot.methods.budgeting import (
    Account,
    Election,
    Limit,
    Measures,
    Outcome,
    Round,
    Rule,
    compare,
    count,
    digest,
    explain,
    measure,
)
from folkmoot.methods.budgeting.rule import COMPLETES, SATISFIES

Told = Callable[[int, int, str], None]
N_PARTS = 4  # of a count, of very different length


def nobody(n_done: int, n_all: int, saying: str) -> None:
    """Nobody waits to hear how far a count is."""


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


@dataclass(frozen=True, slots=True)
class Question:
    """A decision as the methods see it.

    Money is in the largest unit in which every cost is a whole number (`pence` of them make
    one of the decision's pence), so that a file written from it reads back the same, and
    anybody's recount gives the same digest.
    """

    election: Election
    rule: Rule
    numbers: list[int]  # of the options, in the order of the election
    pence: int
    limits: tuple[tuple[Limit, dict[str, Any]], ...] = ()  # and as they are kept with the count


def question(decision: Decision) -> Question:
    """The piles and the frozen rule of a decision. Options struck out are left out."""
    options = list(decision.options.standing().order_by("number"))
    numbers = [option.number for option in options]
    told = _kept_limits(decision, numbers)
    pence = _unit(decision, options, told)
    limits = tuple((_limit(each, numbers, pence), each) for each in told)
    election = _election(decision, options, pence)
    if limits:
        election = election.with_limits(limit for limit, _ in limits)
    return Question(election, _rule(decision, pence), numbers, pence, limits)


def _kept_limits(decision: Decision, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The limits in plain values, about options with these numbers: those not struck out."""
    found: list[dict[str, Any]] = []
    for limit in decision.limits.prefetch_related("options"):
        about = sorted({option.number for option in limit.options.all()} & set(numbers))
        told = {"options": about, "number": limit.most_options, "money": limit.most_pence}
        found += [told | {"label": limit.name}] if about else []
    return found


def _limit(told: Mapping[str, Any], numbers: Sequence[int], pence: int) -> Limit:
    most = told["money"]
    projects = tuple(numbers.index(number) for number in told["options"])
    return Limit(projects, told["number"], None if most is None else most // pence)


def _unit(
    decision: Decision, options: Sequence[Option], limits: Sequence[Mapping[str, Any]]
) -> int:
    sums = [decision.budget_pence, *(option.cost_pence for option in options)]
    sums += [limit["money"] for limit in limits if limit["money"] is not None]
    if decision.rule_family in COMPLETES:
        sums.append(decision.increment_pence)
    return next(pence for pence in (100, 10, 1) if not any(each % pence for each in sums))


def _rule(decision: Decision, pence: int) -> Rule:
    family, completion = decision.rule_family, decision.completion
    worth, tops_up = family in SATISFIES, family in COMPLETES and completion != "none"
    return Rule(
        family=family,  # type: ignore[arg-type]
        satisfaction=decision.satisfaction if worth else "cost",  # type: ignore[arg-type]
        completion=completion if tops_up else "none",  # type: ignore[arg-type]
        increment=decision.increment_pence // pence if family in COMPLETES else 1,
        minimum_votes=decision.minimum_votes,
        eligibility_cut=decision.eligibility_cut,
    )


def rule_sentence(decision: Decision) -> str:
    """The rule of a decision in a sentence or two that can be read out before the vote."""
    rule = _rule(decision, 1)
    if decision.ballot_type not in {BallotType.POINTS, BallotType.RANKING}:
        return rule.sentence
    told = rule.sentence_of("points")
    if decision.ballot_type == BallotType.POINTS or rule.family == "majority-judgement":
        return told
    if not rule.adds_up_points:
        return f"{told} Wherever people put a project in their order, it counts the same."
    first = decision.max_choices or decision.options.count()
    return f"{told} A first place is worth {first} points, a second {first - 1}, and so on."


def _election(decision: Decision, options: Sequence[Option], pence: int) -> Election:
    column = {option.number: position for position, option in enumerate(options)}
    ballots, weights = [], []
    for choices, n_ballots in decision.piles.order_by("id").values_list("choices", "n_ballots"):
        scored = scores(decision, from_text(choices))
        ballots.append({column[n]: score for n, score in scored.items() if n in column})
        weights.append(n_ballots)
    by_lot = sorted(range(len(options)), key=lambda position: options[position].lot or 0)
    return Election.of_ballots(
        ballots,
        weights,
        costs=[option.cost_pence // pence for option in options],
        budget=decision.budget_pence // pence,
        lots=[by_lot.index(position) for position in range(len(options))],
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


def tally(decision: Decision, told: Told = nobody) -> Tally:
    """Count the piles by the frozen rule, explain every option, and set it beside greedy.

    `told` hears how far it is: parts done, of how many, and what comes next. Whatever it
    raises ends the count.
    """
    told(0, N_PARTS, "Reading the ballots")
    asked = question(decision)

    def further(done: int, of: int) -> None:
        told(1, N_PARTS, how_far(done, of))

    told(1, N_PARTS, "Applying the rule")
    outcome = count(asked.election, asked.rule, further)
    told(2, N_PARTS, "Explaining what became of each option")
    plain = in_plain_values(asked, outcome)
    told(3, N_PARTS, "Making the fingerprint")
    return Tally(
        rule=outcome.rule,
        outcome=plain,
        digest=digest(asked.election, asked.rule, outcome),
        n_ballots=asked.election.n_voters,
        spent_pence=outcome.spent * asked.pence,
    )


def how_far(done: int, of: int) -> str:
    """What a rule that takes long is doing, in words.

    >>> how_far(1200, 0), how_far(12, 50_000)
    ('Raising everyone’s share, step 1,200', 'Looking for the best set, case 12 of at most 50,000')
    """
    if of:
        return f"Looking for the best set, case {done:,} of at most {of:,}"
    return f"Raising everyone’s share, step {done:,}"


def in_plain_values(asked: Question, outcome: Outcome) -> dict[str, Any]:
    """The count as it is kept: exact sums as text, options by their numbers."""
    election, numbers, pence = asked.election, asked.numbers, asked.pence
    accounts = explain(election, outcome)
    return {
        "format": "folkmoot-outcome/1",
        "rule": outcome.rule,
        "sentence": asked.rule.sentence_of(election.marks),
        "marks": election.marks,
        "winners": [numbers[project] for project in outcome.funded],
        "spent": outcome.spent * pence,
        "unspent": outcome.unspent * pence,
        "endowment": as_text(outcome.endowment * pence),
        "add1_steps": outcome.add1_steps,
        "stopped_because": outcome.stopped_because,
        "n_exact": outcome.n_exact,
        "rounds": [_round(step, asked) for step in outcome.rounds],
        "accounts": [_account(account, asked) for account in accounts],
        "measures": _measures(measure(election, outcome), pence),
        "greedy": _beside_greedy(asked, outcome),
        **({"limits": [told for _, told in asked.limits]} if asked.limits else {}),
    }


def _measures(found: Measures, pence: int) -> dict[str, Any]:
    return asdict(found) | {"mean_money": found.mean_money * pence}


def _round(step: Round, asked: Question) -> dict[str, Any]:
    return {
        "option": asked.numbers[step.project],
        "votes": step.votes,
        "by": step.by,
        "cap": as_text(step.cap * asked.pence),
        "rate": as_text(step.rate * asked.pence),
        "time": as_text(step.time * asked.pence),
        "effective_votes": as_text(step.effective_votes),
        "paid_full": step.paid_full,
        "paid_rest": step.paid_rest,
        "tied_with": [asked.numbers[project] for project in step.tied_with],
    }


def _account(account: Account, asked: Question) -> dict[str, Any]:
    return {
        "option": asked.numbers[account.project],
        "cost": account.cost * asked.pence,
        "votes": account.votes,
        "points": int(asked.election.points[account.project]),
        "funded": account.funded,
        "effective_support": account.effective_support,
        "left": as_text(account.left * asked.pence),
        "taken": [
            {
                "option": asked.numbers[project],
                "sum": as_text(money * asked.pence),
                "voters": n_voters,
            }
            for project, money, n_voters in account.taken
        ],
        "why": account.why,
    }


def _beside_greedy(asked: Question, outcome: Outcome) -> dict[str, Any]:
    """What "most votes wins" would have funded with the same ballots."""
    election, numbers = asked.election, asked.numbers
    greedy = count(election, Rule("greedy", minimum_votes=asked.rule.minimum_votes))
    found = compare(election, outcome, greedy)
    return {
        "winners": [numbers[project] for project in greedy.funded],
        "spent": greedy.spent * asked.pence,
        "only_here": [numbers[project] for project in found.only_first],
        "only_greedy": [numbers[project] for project in found.only_second],
        "prefer_here": found.prefer_first,
        "prefer_greedy": found.prefer_second,
        "indifferent": found.indifferent,
        "measures": _measures(measure(election, greedy), asked.pence),
        "kept": outcome.compared.kept if outcome.compared else "",
    }


def as_text(exact: Fraction) -> str:
    """An exact sum as text: "1/3".

    >>> as_text(Fraction(2, 6))
    '1/3'
    """
    return f"{exact.numerator}/{exact.denominator}"
