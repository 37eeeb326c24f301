"""How one voter's share was spent: for the voter alone, and without anybody else's ballot."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import ArrayLike

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an outcome holds for voters with one ballot.

    Attributes
    ----------
    given : Fraction
        What each of them was given: the endowment; under Phragmen, what each had been given
        when the rule stopped; 0 where voters hold no money.
    paid : tuple of (project, money)
        What each of them paid, in the order funded. Exact; `paid` and `left` are all that was
        given.
    left : Fraction
        What each had left at the end.
    funded : tuple of int
        The projects on the ballot that are funded, in the order funded, paid for or not.
    not_funded : tuple of int
        The others on the ballot, ascending.
    worth : int
        What the funded projects on the ballot cost together.
    """

    given: Fraction
    paid: tuple[tuple[int, Fraction], ...]
    left: Fraction
    funded: tuple[int, ...]
    not_funded: tuple[int, ...]
    worth: int


def receipt(
    election_or_costs: Election | ArrayLike,
    outcome: Outcome,
    ballot: Mapping[int, int] | Collection[int],
) -> Receipt:
    """What became of one voter's share and choices, by any rule.

    Like `share_spent`, it needs no ballots but this one.

    Examples
    --------
    >>> from folkmoot.methods.budgeting.counting import count
    >>> election = Election.of(approvals=[[1, 1], [1, 0], [1, 1]], costs=[60, 30], budget=90)
    >>> mine = receipt(election, count(election, Rule("equal-shares")), [0, 1])
    >>> [(j, str(paid)) for j, paid in mine.paid], str(mine.left), mine.funded, mine.not_funded
    ([(0, '20')], '10', (0,), (1,))
    >>> receipt(election, count(election, Rule("greedy")), [0, 1]).worth
    90
    """
    paid = share_spent(election_or_costs, outcome, ballot)
    costs = np.asarray(_costs(election_or_costs), dtype=np.int64)
    chosen = {j for j in ballot if not isinstance(ballot, Mapping) or ballot[j] > 0}
    funded = tuple(j for j in outcome.funded if j in chosen)
    return Receipt(
        given=outcome.endowment,
        paid=paid,
        left=outcome.endowment - sum((money for _, money in paid), start=NOTHING),
        funded=funded,
        not_funded=tuple(sorted(chosen.difference(funded))),
        worth=int(costs[list(funded)].sum()),
    )


def receipts(election: Election, outcome: Outcome) -> Iterator[tuple[int, Receipt]]:
    """The receipt of every distinct ballot, and how many voters have it; one at a time.

    In the order of the election's ballots. Time O(entries · rounds) in fractions: some
    thousand different ballots a second.

    >>> from folkmoot.methods.budgeting.counting import count
    >>> election = Election.of(approvals=[[1, 1], [1, 0], [1, 1]], costs=[60, 30], budget=90)
    >>> outcome = count(election, Rule("equal-shares"))
    >>> [(n_voters, str(each.left)) for n_voters, each in receipts(election, outcome)]
    [(2, '10'), (1, '10')]
    """
    ends, weights = election.indptr.tolist(), election.weights.tolist()
    indices, scores = election.indices.tolist(), election.scores.tolist()
    for start, end, n_voters in zip(ends, ends[1:], weights, strict=False):
        ballot = dict(zip(indices[start:end], scores[start:end], strict=True))
        yield n_voters, receipt(election, outcome, ballot)


def share_spent(
    election_or_costs: Election | ArrayLike,
    outcome: Outcome,
    ballot: Mapping[int, int] | Collection[int],
) -> tuple[tuple[int, Fraction], ...]:
    """What a voter with this ballot paid, project by project, in the order funded.

    Worked out from the published rounds: in each one that funded a project on the ballot
    the voter paid the rate (with points: for each point), or the last they had (exact equal
    shares: or nothing).
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
    size = np.size(_costs(election_or_costs))
    points = dict(ballot) if isinstance(ballot, Mapping) else dict.fromkeys(ballot, 1)
    if any(not 0 <= project < size for project in points):
        raise InvalidInput("A ballot names a project which is not in this election.")
    rule = Rule.parse(outcome.rule)
    by_points = rule.satisfaction == "points"
    spent: list[tuple[int, Fraction]] = []
    purse, since = outcome.endowment, NOTHING
    for step in outcome.rounds:
        units = points.get(step.project, 0)
        if units <= 0:
            continue
        if step.by == "phragmen":
            paid, since = step.time - since, step.time
        else:
            asked = step.rate * (units if by_points else 1)
            all_or_nothing = step.by == "exact-equal-shares" and purse < asked
            paid = NOTHING if all_or_nothing else min(purse, asked)
            purse -= paid
        if paid:
            spent.append((step.project, paid))
    return tuple(spent)


def _costs(election_or_costs: Election | ArrayLike) -> ArrayLike:
    if isinstance(election_or_costs, Election):
        return election_or_costs.costs
    return election_or_costs
