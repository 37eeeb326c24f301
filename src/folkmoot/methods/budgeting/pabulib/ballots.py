"""What a file says a ballot may be, and the ballots once read."""

from typing import NamedTuple

from folkmoot.methods.budgeting.kinds import Ints, Shorts
from folkmoot.methods.budgeting.laid import Laid
from folkmoot.methods.budgeting.pabulib.notes import Notes

WITH_POINTS = ("cumulative", "scoring")
MOST_POINTS = 2**31 - 1  # for one project from one voter


class BallotRules(NamedTuple):
    """What the file says a ballot may be.

    Attributes
    ----------
    ids : tuple of str
        The projects one may vote for.
    costs : tuple of int
        What each costs, in the smallest unit.
    vote_type : str
    voter_at, vote_at : int
        Where these columns stand.
    points_at : int or None
        Where the column `points` stands, if the points count.
    n_columns : int
    max_length : int or None
        How many projects a ballot may name.
    budget : int or None
        What they may cost together; for knapsack ballots only.
    lenient : bool
        Whether names of no project are left out instead of refused.
    """

    ids: tuple[str, ...]
    costs: tuple[int, ...]
    vote_type: str
    voter_at: int
    vote_at: int
    points_at: int | None
    n_columns: int
    max_length: int | None = None
    budget: int | None = None
    lenient: bool = False

    @property
    def needed(self) -> int:
        """The last of the columns that a row must have."""
        return max(self.voter_at, self.vote_at, self.points_at or 0)

    @property
    def ranked(self) -> bool:
        """Whether the order on the ballot makes the points."""
        return self.vote_type == "ordinal" and self.points_at is None

    @property
    def first_points(self) -> int:
        """What the first choice on a ranked ballot has."""
        return self.max_length or len(self.ids)

    @property
    def points_sentence(self) -> str:
        """Where the points of a ballot come from, in one sentence."""
        if self.points_at is not None:
            return "Each ballot gives its points."
        if not self.ranked:
            return "Each choice counts as one vote."
        first = self.max_length or "as many as there are projects"
        return f"Ranks become points: {first} for the first choice, one less for each next."


class Ballots(NamedTuple):
    """Distinct ballots in compressed rows, as `Election` keeps them, in order of first sight."""

    weights: Ints
    indptr: Ints
    indices: Shorts
    scores: Shorts
    notes: Notes

    @property
    def n_voters(self) -> int:
        """How many voters cast them."""
        return int(self.weights.sum())


class LaidBallots(NamedTuple):
    """The same, as the core lays them down."""

    laid: Laid
    notes: Notes

    @property
    def n_voters(self) -> int:
        """How many voters cast them."""
        return self.laid.n_voters
