"""What may be counted, and what is refused with a sentence."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, grouping
from folkmoot.methods.budgeting.kinds import Ints, Shorts
from folkmoot.methods.budgeting.tests.makers import an_election
from folkmoot.methods.errors import InvalidInput


def test_a_table_a_list_and_arrays_are_the_same_election() -> None:
    table = Election.of(approvals=[[1, 0, 1], [0, 1, 0]], costs=[1, 2, 3], budget=4)
    ballots = Election.of_ballots([[2, 0], {1: 1}], costs=[1, 2, 3], budget=4)
    arrays = Election.of_arrays(
        indptr=[0, 2, 3], indices=[0, 2, 1], costs=[1, 2, 3], budget=4, lots=[0, 1, 2]
    )
    for other in (ballots, arrays):
        for field in ("costs", "weights", "indptr", "indices", "scores", "lots"):
            assert np.array_equal(getattr(table, field), getattr(other, field)), field


def test_someone_who_ticks_a_project_twice_has_one_vote_for_it() -> None:
    election = Election.of_ballots([[1, 1, 0], [1]], costs=[1, 1], budget=1)
    assert election.votes.tolist() == [1, 2]


def test_people_who_tick_nothing_still_count_as_voters() -> None:
    election = Election.of_ballots([[], [0], {0: 0}], costs=[1], budget=1)
    assert election.n_voters == 3
    assert election.votes.tolist() == [1]


def test_people_with_the_same_ballot_are_kept_as_one_row() -> None:
    election = Election.of_ballots([[0, 1], [1, 0], [1]], [5, 2, 1], costs=[1, 1], budget=1)
    assert election.weights.tolist() == [7, 1]
    assert election.points.tolist() == [7, 8]


def test_nobody_can_change_an_election_once_it_is_made() -> None:
    election = Election.of(approvals=[[1]], costs=[1], budget=1)
    for field in ("costs", "weights", "indptr", "indices", "scores", "lots"):
        with pytest.raises(ValueError, match="read-only"):
            getattr(election, field)[0] = 9


def test_sums_are_made_once_and_kept_as_they_are() -> None:
    election = Election.of_ballots([{0: 2}, {0: 1, 1: 3}], [3, 1], costs=[5, 5], budget=10)
    assert (election.votes.tolist(), election.points.tolist()) == ([4, 1], [7, 3])
    for name in ("votes", "points", "tie_order"):
        assert getattr(election, name) is getattr(election, name)
        with pytest.raises(ValueError, match="read-only"):
            getattr(election, name)[0] = 9


def test_sums_over_many_ballots_are_those_over_all_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ballots = [{j % 3: 1 + j % 5, (j + 1) % 3: 2} for j in range(60)]
    whole = Election.of_ballots(ballots, costs=[1, 1, 1], budget=1)
    monkeypatch.setattr("folkmoot.methods.budgeting.election_numbers.AT_ONCE", 2)
    parted = Election.of_ballots(ballots, costs=[1, 1, 1], budget=1)
    assert parted.points.tolist() == whole.points.tolist()
    assert parted.votes.tolist() == whole.votes.tolist()


@given(an_election())
def test_ballots_in_order_are_kept_as_they_are(election: Election) -> None:
    parts = election.indptr, election.indices, election.scores
    assert grouping.is_tidy(*parts)
    weights, *again = grouping.grouped(*parts, election.weights)
    assert weights is election.weights
    assert all(part is kept for part, kept in zip(again, parts, strict=True))


ROWS = st.lists(st.dictionaries(st.integers(0, 6), st.integers(1, 3), max_size=4), min_size=1)


def in_rows(rows: list[dict[int, int]]) -> tuple[Ints, Shorts, Shorts]:
    """Compressed rows of choices in order."""
    choices = [choice for row in rows for choice in sorted(row.items())]
    both = np.array(choices, dtype=np.int32).reshape(-1, 2)
    ends = np.cumsum([0, *map(len, rows)])
    return ends, np.ascontiguousarray(both[:, 0]), np.ascontiguousarray(both[:, 1])


@given(ROWS)
def test_ballots_that_are_alike_are_piled_where_the_first_was_seen(
    rows: list[dict[int, int]],
) -> None:
    heads = np.arange(1, len(rows) + 1)
    weights, ends, choices, points = grouping.grouped(*in_rows(rows), heads)
    piles: dict[tuple[tuple[int, int], ...], int] = {}
    for row, voters in zip(rows, heads.tolist(), strict=True):
        content = tuple(sorted(row.items()))
        piles[content] = piles.get(content, 0) + voters
    assert weights.tolist() == list(piles.values())
    pairs = list(zip(choices.tolist(), points.tolist(), strict=True))
    assert [tuple(pairs[start:end]) for start, end in pairwise(ends.tolist())] == list(piles)


@given(ROWS)
def test_rows_are_put_in_the_order_of_their_pairs(rows: list[dict[int, int]]) -> None:
    found = grouping.in_order(*in_rows(rows)).tolist()
    pairs = [sorted(row.items()) for row in rows]
    assert [pairs[row] for row in found] == sorted(pairs)
    assert sorted(found) == list(range(len(rows)))


@given(an_election())
def test_ballots_that_share_a_fingerprint_by_accident_stay_apart(election: Election) -> None:
    parts = election.indptr, election.indices, election.scores
    first, kind = grouping._by_contents(*parts)
    assert first.tolist() == list(range(election.weights.size))
    assert kind.tolist() == first.tolist()
    assert grouping._all_equal(*parts, kind)
    if election.weights.size > 1:
        assert not grouping._all_equal(*parts, np.zeros_like(kind))


REFUSED = [
    ({"costs": [0, 5]}, "more than nothing"),
    ({"costs": [-1, 5]}, "more than nothing"),
    ({"costs": [5]}, "not in this election"),
    ({"costs": [2.5, 5]}, "whole numbers"),
    ({"costs": []}, "no projects"),
    ({"costs": [2**62, 5]}, "too large"),
    ({"costs": ["x", 5]}, "read as numbers"),
    ({"budget": 0}, "above nothing"),
    ({"budget": 1.5}, "above nothing"),
    ({"ballots": []}, "Nobody has voted"),
    ({"ballots": [[7]]}, "not in this election"),
    ({"ballots": [[-1]]}, "not in this election"),
    ({"ballots": [{0: -3}]}, "below nothing"),
    ({"ballots": [{0: 2**60}]}, "more points than can be counted"),
    ({"ballots": [{0: 2**31 - 1}], "weights": [2**23]}, "more points in this election"),
    ({"weights": [0]}, "at least one voter"),
    ({"weights": [1, 1]}, "at least one voter"),
    ({"lots": [1, 1]}, "its own lot"),
    ({"lots": [0]}, "its own lot"),
]


@pytest.mark.parametrize(("change", "sentence"), REFUSED, ids=str)
def test_a_malformed_election_is_refused_in_words(change: dict[str, object], sentence: str) -> None:
    given_: dict[str, object] = {"ballots": [[0, 1]], "costs": [5, 5], "budget": 10} | change
    with pytest.raises(InvalidInput, match=sentence):
        Election.of_ballots(given_.pop("ballots"), **given_)  # type: ignore[arg-type]


def test_rows_that_do_not_add_up_are_refused() -> None:
    for rows, points in (([0, 1], [1, 1]), ([1, 2], [1, 1]), ([0, 2, 1, 2], [1, 1]), ([0, 2], [1])):
        with pytest.raises(InvalidInput):
            Election.of_arrays(indptr=rows, indices=[0, 1], scores=points, costs=[1, 1], budget=1)


def test_a_table_needs_a_cost_a_column_and_ticks_only() -> None:
    with pytest.raises(InvalidInput, match="exactly one cost"):
        Election.of(approvals=[[1]], costs=[1, 1], budget=1)
    with pytest.raises(InvalidInput, match="1 or 0"):
        Election.of(approvals=[[2]], costs=[1], budget=1)
    with pytest.raises(InvalidInput, match="axes"):
        Election.of(approvals=[1], costs=[1], budget=1)
