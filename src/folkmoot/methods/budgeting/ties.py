"""Which of two equally strong projects goes first: decided before the vote, never after.

The cheaper project; then the one with more votes; then the lower lot, drawn in public.
"""

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Ints


def tie_order(election: Election) -> Ints:
    """The place of every project in the tie order, shape (n_projects,): the lower goes first.

    >>> tie_order(Election.of(approvals=[[1, 1, 0]], costs=[2, 1, 1], budget=3)).tolist()
    [2, 0, 1]
    """
    return election.tie_order
