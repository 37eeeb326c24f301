"""Nobody is found in what is published: tried by brute force, as an attentive reader would."""

from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.methods.disclosure import Shown, Standing, guarded

LEAST = 3  # as in the trials below: small enough to try everything
counts = st.lists(st.integers(0, 7), max_size=5)


def could_be(shown: Sequence[Shown], total: int) -> Iterator[tuple[int, ...]]:
    """Everything a reader who knows the sum and what is told must think possible."""
    ranges = {
        Standing.FEW: range(1, LEAST),
        Standing.KEPT: range(LEAST, total + 1),
        Standing.EITHER: range(1, total + 1),
    }
    choices = [[one.count] if one.count is not None else ranges[one.standing] for one in shown]
    return (tried for tried in product(*choices) if sum(tried) == total)


@given(counts)
def test_no_small_count_can_be_worked_out_from_the_sum(given_counts: list[int]) -> None:
    shown = guarded(given_counts, least=LEAST)
    possible = list(could_be(shown, sum(given_counts)))
    assert tuple(given_counts) in possible
    few = [at for at, count in enumerate(given_counts) if 0 < count < LEAST]
    hidden = [at for at, one in enumerate(shown) if one.count is None]
    # One count that is all there is, or nothing but ones: then the sum is small, and never told.
    is_the_sum = len(hidden) == 1 or sum(given_counts[at] for at in hidden) == len(hidden)
    for at in few:
        assert len({tried[at] for tried in possible}) > 1 or is_the_sum


@given(counts)
def test_what_is_told_is_true_and_what_is_small_is_never_told(given_counts: list[int]) -> None:
    for count, one in zip(given_counts, guarded(given_counts, least=LEAST), strict=True):
        assert one.count in (None, count)
        assert (one.count is None) == (one.standing is not Standing.TOLD)
        if 0 < count < LEAST:
            assert one.count is None
        if one.standing is Standing.FEW:
            assert 0 < count < LEAST
        if one.standing is Standing.KEPT:
            assert count >= LEAST


@given(st.lists(st.one_of(st.just(0), st.integers(5, 99))))
def test_where_nothing_is_small_everything_is_told(given_counts: list[int]) -> None:
    assert [one.count for one in guarded(given_counts)] == given_counts


def test_one_small_count_takes_the_next_smallest_with_it() -> None:
    assert [str(one.standing) for one in guarded([40, 2, 9, 17])] == [
        "told",
        "few",
        "kept",
        "told",
    ]


def test_two_small_counts_keep_each_other_safe() -> None:
    assert [one.count for one in guarded([40, 2, 3])] == [40, None, None]


def test_two_counts_of_one_would_be_worked_out_and_take_another_along() -> None:
    assert [str(one.standing) for one in guarded([1, 1, 30, 8])] == ["few", "few", "told", "kept"]


def test_where_nothing_is_left_to_keep_back_it_is_not_said_which_are_few() -> None:
    assert {one.standing for one in guarded([4, 4])} == {Standing.EITHER}
    assert guarded([2])[0].standing is Standing.EITHER


def test_a_count_below_nought_is_no_count() -> None:
    with pytest.raises(ValueError, match="nought or more"):
        guarded([3, -1])
