"""Which of two equally strong projects goes first: decided before the vote, never after.

The cheaper project; then the one with more votes; then the lower lot, drawn in public.
"""

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election


def tie_order(election: Election) -> NDArray[np.int64]:
    """The place of every project in the tie order, shape (n_projects,): the lower goes first.

    >>> tie_order(Election.of(approvals=[[1, 1, 0]], costs=[2, 1, 1], budget=3)).tolist()
    [2, 0, 1]
    """
    place = np.empty(election.n_projects, dtype=np.int64)
    place[np.lexsort((election.lots, -election.votes, election.costs))] = np.arange(place.size)
    return place
