"""Why a set of choices is not a ballot of this decision. Each sentence says what to mend."""

from collections.abc import Mapping, Sequence

from folkmoot.deciding.ballots import Choices, Choosable
from folkmoot.deciding.models import BallotType, Decision, Option
from folkmoot.kernel.ui.words import money

MOST_GIVEN = 65_535

OnPaper = Mapping[int, Option | Choosable]


def why_not_these_choices(
    decision: Decision, options: Sequence[Option | Choosable], choices: Choices
) -> str:
    """What is wrong with a filled-in ballot; "" when it may go into its envelope."""
    given = {number: value for number, value in choices.items() if value}
    standing = {option.number: option for option in options if not option.is_struck_out}
    if unknown := sorted(set(given) - set(standing)):
        return f"Number {unknown[0]} is not on this ballot."
    for number, value in sorted(given.items()):
        if not 0 < value <= MOST_GIVEN:
            return f"Use a whole number of one or more for “{standing[number].title}”."
    if few := _why_too_few(decision, given):
        return few
    check = {
        BallotType.APPROVAL: _why_not_ticks,
        BallotType.POINTS: _why_not_points,
        BallotType.RANKING: _why_not_order,
        BallotType.KNAPSACK: _why_not_within_budget,
    }[BallotType(decision.ballot_type)]
    return check(decision, standing, given)


def _why_too_few(decision: Decision, given: Choices) -> str:
    if len(given) >= decision.min_choices:
        return ""
    least = "one" if decision.min_choices == 1 else f"{decision.min_choices}"
    return f"Choose at least {least}. You have chosen {len(given) or 'none'}."


def _why_not_ticks(decision: Decision, options: OnPaper, given: Choices) -> str:
    most = decision.max_choices
    if most and len(given) > most:
        return (
            f"Choose at most {most}. You have chosen {len(given)}: take {len(given) - most} away."
        )
    return "" if set(given.values()) <= {1} else "Tick each option once or not at all."


def _why_not_points(decision: Decision, options: OnPaper, given: Choices) -> str:
    total, most = sum(given.values()), decision.points_most
    for number, points in given.items():
        if points > most:
            title = options[number].title
            return f"You can give one option at most {most} points. “{title}” has {points}."
    if total > decision.points_total:
        over = total - decision.points_total
        return f"You have {decision.points_total} points and gave {total}: take {over} back."
    return ""


def _why_not_order(decision: Decision, options: OnPaper, given: Choices) -> str:
    most = decision.max_choices
    if most and len(given) > most:
        return f"Put at most {most} in order. You have {len(given)}."
    ranks = sorted(given.values())
    for place, rank in enumerate(ranks, start=1):
        if ranks.count(rank) > 1:
            same = [options[number].title for number in sorted(given) if given[number] == rank]
            both = f"“{same[0]}” and “{same[1]}”"
            return f"{both} share place {rank}. Give each a place of its own."
        if rank != place:
            return f"Place {place} is empty. Number your choices 1, 2, 3 without a gap."
    return ""


def _why_not_within_budget(decision: Decision, options: OnPaper, given: Choices) -> str:
    cost = sum(options[number].cost_pence for number in given)
    if cost <= decision.budget_pence:
        return "" if set(given.values()) <= {1} else "Choose each option once or not at all."
    over = money(cost - decision.budget_pence, decision.currency)
    budget = money(decision.budget_pence, decision.currency)
    return f"Your choices cost {over} more than the {budget} there is. Take something out."
