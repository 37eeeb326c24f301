"""How one voter's share was spent, from the published rounds and the voter's own word."""

from dataclasses import dataclass
from fractions import Fraction

from folkmoot.deciding.analysis.tally import scores
from folkmoot.deciding.ballots import Choices
from folkmoot.deciding.models import Count, Decision
from folkmoot.methods.budgeting import Outcome, Round, share_spent


@dataclass(frozen=True, slots=True)
class Payment:
    """A part of one voter's share, and the option it went to, in smallest units of money."""

    option: int
    pence: float


def share_of(decision: Decision, count: Count, choices: Choices) -> tuple[list[Payment], float]:
    """What a ballot like this paid, option by option, and what it had in all.

    Needs no ballot from the box: the rounds are published, and the voter says what they
    chose. So nobody has to find anybody's ballot, and nobody can.
    """
    kept = count.outcome
    numbers = [account["option"] for account in kept["accounts"]]
    column = {number: position for position, number in enumerate(numbers)}
    outcome = Outcome(
        rule=kept["rule"],
        rounds=tuple(_round(step, column) for step in kept["rounds"]),
        spent=kept["spent"],
        unspent=kept["unspent"],
        endowment=Fraction(kept["endowment"]),
    )
    scored = scores(decision, dict(choices))
    ballot = {column[n]: score for n, score in scored.items() if n in column}
    costs = [account["cost"] for account in kept["accounts"]]
    paid = share_spent(costs, outcome, ballot)
    payments = [Payment(numbers[project], float(money)) for project, money in paid]
    return payments, float(outcome.endowment)


def _round(step: dict[str, object], column: dict[int, int]) -> Round:
    return Round(
        project=column[int(str(step["option"]))],
        votes=int(str(step["votes"])),
        by=step["by"],  # type: ignore[arg-type]
        cap=Fraction(str(step["cap"])),
        rate=Fraction(str(step["rate"])),
        effective_votes=Fraction(str(step["effective_votes"])),
        time=Fraction(str(step["time"])),
    )
