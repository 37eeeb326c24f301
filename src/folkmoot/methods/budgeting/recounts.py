"""How much an outcome hangs on a few ballots: some are left out at random, again and again."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.changes import without_voters
from folkmoot.methods.budgeting.counting import count
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.patience import Patience, Progress, Stop
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class Robustness:
    """What became of an outcome when a few ballots were left out.

    Attributes
    ----------
    n_recounts : int
        How many counts were done; fewer than asked for where it was ended early.
    n_left_out : int
        Voters left out in each.
    n_same : int
        Recounts that funded exactly the same projects.
    n_won : tuple of int, one a project
        Recounts in which it was funded.
    funded : tuple of int
        The projects funded with all ballots.
    """

    n_recounts: int
    n_left_out: int
    n_same: int
    n_won: tuple[int, ...]
    funded: tuple[int, ...]

    @property
    def same_share(self) -> float:
        """The share of recounts in which nothing changed."""
        return self.n_same / self.n_recounts if self.n_recounts else 0.0

    def won_share(self, project: int) -> float:
        """The share of recounts in which a project was funded."""
        return self.n_won[project] / self.n_recounts if self.n_recounts else 0.0

    @property
    def shaky(self) -> tuple[int, ...]:
        """Projects that were funded in some recounts and not in others, least sure first."""
        changing = [j for j, won in enumerate(self.n_won) if 0 < won < self.n_recounts]
        return tuple(sorted(changing, key=lambda j: abs(2 * self.n_won[j] - self.n_recounts)))


def robustness(
    election: Election,
    rule: Rule,
    *,
    rng: "np.random.Generator",
    left_out_share: float = 0.01,
    n_recounts: int = 1000,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Robustness:
    """Leave out a share of the voters at random and count again, many times.

    In each recount every voter is as likely to be left out as any other, and no one twice:
    how many of each distinct ballot go follows the hypergeometric distribution. The budget
    stays the same, so under equal shares the others' shares become a little larger.

    Parameters
    ----------
    election : Election
    rule : Rule
    rng : numpy Generator (named in quotation marks: numpy loads its chance only when asked)
        The only source of chance: the same state gives the same answer.
    left_out_share : float
        Of the voters, above 0 and below 1; at least one voter goes, and at least one stays.
    n_recounts : int
    progress : function of (done, n_recounts), optional
    stop : function, optional
        Asked before every recount; what is known by then is returned when it answers True.

    Notes
    -----
    This describes how close the vote was, not what other people might have voted: it is not
    an interval of confidence. A share of 93 % from 1,000 recounts is itself known to within
    about 2 points. Time: `n_recounts` counts. Memory: one election more than the one given,
    whatever `n_recounts` is.

    Examples
    --------
    >>> election = Election.of(approvals=[[1, 0]] * 60 + [[0, 1]] * 40, costs=[9, 8], budget=10)
    >>> found = robustness(election, Rule("greedy"), rng=np.random.default_rng(1), n_recounts=50)
    >>> found.n_left_out, found.same_share, found.won_share(1)
    (1, 1.0, 0.0)
    """
    if not 0 < left_out_share < 1:
        raise InvalidInput("The share left out lies between nothing and everybody.")
    if election.n_voters < 2:
        raise InvalidInput("With one voter there is nobody to leave out.")
    n_left_out = min(max(1, round(left_out_share * election.n_voters)), election.n_voters - 1)
    funded = set(count(election, rule).funded)
    won, same = np.zeros(election.n_projects, dtype=np.int64), 0
    ends = np.cumsum(election.weights)
    patience = Patience(n_recounts, progress, stop)
    while patience.lasts():
        fewer = without_voters(election, _drawn(ends, n_left_out, rng))
        again = count(fewer, rule).funded
        won[list(again)] += 1
        same += set(again) == funded
        patience.step()
    return Robustness(
        n_recounts=patience.done,
        n_left_out=n_left_out,
        n_same=same,
        n_won=tuple(won.tolist()),
        funded=tuple(sorted(funded)),
    )


def _drawn(ends: NDArray[np.int64], n_voters: int, rng: "np.random.Generator") -> NDArray[np.int64]:
    """How many of each distinct ballot are among voters drawn without putting back.

    Voters stand in a row, ballot after ballot; `ends` says where each ballot's voters end.
    """
    places = rng.choice(int(ends[-1]), size=n_voters, replace=False, shuffle=False)
    drawn = np.searchsorted(ends, places, side="right")
    return np.bincount(drawn, minlength=ends.size).astype(np.int64)
