"""How one voter's share was spent: for the voter alone, and without anybody else's ballot."""

from collections.abc import Collection, Mapping
from fractions import Fraction

from numpy.typing import ArrayLike

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.errors import InvalidInput


def share_spent(
    election_or_costs: Election | ArrayLike,
    outcome: Outcome,
    ballot: Mapping[int, int] | Collection[int],
) -> tuple[tuple[int, Fraction], ...]:
    """What a voter with this ballot paid, project by project, in the order funded.

    Worked out from the published rounds: in each one that funded a project on the ballot
    the voter paid the rate (with points: for each point), or the last they had.
    Nothing where the rule gives voters no money (greedy, and projects added by votes).

    Parameters
    ----------
    election_or_costs : Election, or the costs
        Only to check that the ballot names projects that exist.
    outcome : Outcome
    ballot : the projects chosen, or the points given to each

    Examples
    --------
    >>> from folkmoot.methods.budgeting.counting import count
    >>> election = Election.of(approvals=[[1, 1], [1, 0], [1, 1]], costs=[60, 30], budget=90)
    >>> outcome = count(election, Rule("equal-shares"))
    >>> [(project, str(paid)) for project, paid in share_spent(election, outcome, [0, 1])]
    [(0, '20')]
    """
    election = election_or_costs
    size = election.n_projects if isinstance(election, Election) else len(election)  # type: ignore[arg-type]
    points = dict(ballot) if isinstance(ballot, Mapping) else dict.fromkeys(ballot, 1)
    if any(not 0 <= project < size for project in points):
        raise InvalidInput("A ballot names a project which is not in this election.")
    rule = Rule.parse(outcome.rule)
    by_points = rule.family == "equal-shares" and rule.satisfaction == "points"
    spent: list[tuple[int, Fraction]] = []
    purse, since = outcome.endowment, NOTHING
    for step in outcome.rounds:
        units = points.get(step.project, 0)
        if units <= 0:
            continue
        if step.by == "phragmen":
            paid, since = step.time - since, step.time
        else:
            paid = min(purse, step.rate * (units if by_points else 1))
            purse -= paid
        if paid:
            spent.append((step.project, paid))
    return tuple(spent)
