"""Distinct ballots as the core lays them down: four stretches of numbers in memory."""

from typing import NamedTuple

from folkmoot.methods.budgeting.kinds import Ints, Shorts
from folkmoot.methods.budgeting.memory import Stretch


class Laid(NamedTuple):
    """Ballots in compressed rows, as `Election` has them.

    Attributes
    ----------
    heads : Stretch of n_ballots
        How many voters cast each.
    ends : Stretch of n_ballots + 1
    projects, points : Stretch of n_choices
        Ballot `k` chose `projects[ends[k]:ends[k + 1]]`, and gave them these points.
    n_voters : int
    most : int
        The most points that one ballot gives to one project; 0 where all are empty.
    """

    heads: Stretch
    ends: Stretch
    projects: Stretch
    points: Stretch
    n_voters: int
    most: int

    @property
    def arrays(self) -> tuple[Ints, Ints, Shorts, Shorts]:
        """The same to numpy: weights, indptr, indices and scores."""
        return self.heads.array, self.ends.array, self.projects.array, self.points.array
