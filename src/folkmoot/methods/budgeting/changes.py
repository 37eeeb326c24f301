"""The same election with one thing changed, to be counted again. Nothing is changed in place."""

from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.grouping import positions

Ints = NDArray[np.int64]
Whole = NDArray[np.integer[Any]]


def with_cost(election: Election, project: int, cost: int) -> Election:
    """One project at another cost.

    >>> election = Election.of(approvals=[[1, 1]], costs=[5, 6], budget=9)
    >>> with_cost(election, 1, 4).costs.tolist(), election.costs.tolist()
    ([5, 4], [5, 6])
    """
    costs = election.costs.copy()
    costs[project] = cost
    costs.setflags(write=False)
    return replace(election, costs=costs)


def with_new_voters(election: Election, project: int, n_new: int, score: int = 1) -> Election:
    """More voters, each of whom chooses this project alone (and gives it `score` points).

    >>> election = Election.of(approvals=[[1, 1]], costs=[5, 6], budget=9)
    >>> more = with_new_voters(election, 1, 3)
    >>> more.votes.tolist(), more.n_voters, more.budget
    ([1, 4], 4, 9)
    """
    weights, indptr = election.weights, election.indptr
    alone = np.flatnonzero(np.diff(indptr) == 1)
    first = indptr[alone]
    same = alone[(election.indices[first] == project) & (election.scores[first] == score)]
    if same.size:
        weights = weights.copy()
        weights[same[0]] += n_new
        return _with_ballots(election, weights, indptr, election.indices, election.scores)
    return _with_ballots(
        election,
        np.append(weights, n_new),
        np.append(indptr, indptr[-1] + 1),
        np.append(election.indices, project),
        np.append(election.scores, score),
    )


def with_more_choosing(
    election: Election, project: int, rows: Ints, numbers: Ints, score: int = 1
) -> Election:
    """Some of the voters who did not choose this project choose it as well.

    Parameters
    ----------
    rows, numbers : int64 arrays of one shape
        Distinct ballots without the project, and how many of the voters of each add it.

    Notes
    -----
    Time O(entries · log entries): ballots are grouped afresh.

    Examples
    --------
    >>> election = Election.of(approvals=[[1, 0], [1, 0], [0, 1]], costs=[5, 6], budget=9)
    >>> more = with_more_choosing(election, 1, np.array([0]), np.array([1]))
    >>> more.votes.tolist(), more.n_voters
    ([2, 2], 3)
    """
    at, lengths = positions(election.indptr, rows)
    added = np.insert(election.indices[at], np.cumsum(lengths), project)
    points = np.insert(election.scores[at], np.cumsum(lengths), score)
    weights = election.weights.copy()
    weights[rows] -= numbers
    kept = np.flatnonzero(weights)
    still, still_lengths = positions(election.indptr, kept)
    made = Election.of_arrays(
        indptr=np.concatenate(([0], np.cumsum(np.append(still_lengths, lengths + 1)))),
        indices=np.append(election.indices[still], added),
        scores=np.append(election.scores[still], points),
        weights=np.append(weights[kept], numbers),
        costs=election.costs,
        budget=election.budget,
        lots=election.lots,
    )
    return _with_ballots(election, made.weights, made.indptr, made.indices, made.scores)


def without_voters(election: Election, numbers: Ints) -> Election:
    """The election with some voters gone: `numbers` of each distinct ballot, not all of them.

    Time and memory O(entries) where ballots disappear, O(ballots) where none does.

    >>> election = Election.of(approvals=[[1, 0], [1, 0], [0, 1]], costs=[5, 6], budget=9)
    >>> fewer = without_voters(election, np.array([1, 1]))
    >>> fewer.votes.tolist(), fewer.weights.tolist()
    ([1, 0], [1])
    """
    weights = election.weights - numbers
    kept = np.flatnonzero(weights)
    if kept.size == weights.size:
        return _with_ballots(election, weights, election.indptr, election.indices, election.scores)
    at, lengths = positions(election.indptr, kept)
    ends = np.concatenate(([0], np.cumsum(lengths)))
    return _with_ballots(election, weights[kept], ends, election.indices[at], election.scores[at])


def _with_ballots(
    election: Election, weights: Whole, indptr: Whole, indices: Whole, scores: Whole
) -> Election:
    """The same projects and money, other ballots; every array of the kind it was."""
    return replace(
        election,
        weights=_as(election.weights, weights),
        indptr=_as(election.indptr, indptr),
        indices=_as(election.indices, indices),
        scores=_as(election.scores, scores),
    )


def _as(like: NDArray[Any], values: Whole) -> NDArray[Any]:
    made = values.astype(like.dtype, copy=False)
    made.setflags(write=False)
    return made
