"""Nobody has more than must be, nobody has what they may not, and what cannot be is said."""

from itertools import combinations, product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from folkmoot.methods.allocation import share_out
from folkmoot.methods.errors import Infeasible, InvalidInput

PEOPLE = tuple("wxyz")
PIECES = tuple("abcde")
Way = tuple[tuple[str, ...], ...]


def numbers(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def ways(pieces: int, each: int, barred: set[tuple[str, str]]) -> list[Way]:
    """Every sharing-out there is."""
    of_each = [
        [some for some in combinations(PEOPLE, each) if not any((p, s) in barred for s in some)]
        for p in PIECES[:pieces]
    ]
    return list(product(*of_each))


def loads_of(way: Way) -> list[int]:
    return [sum(person in some for some in way) for person in PEOPLE]


barred_pairs = st.sets(st.tuples(st.sampled_from(PIECES), st.sampled_from(PEOPLE)), max_size=12)


@given(st.integers(1, 5), st.integers(1, 3), barred_pairs)
def test_no_other_way_is_more_even(pieces: int, each: int, barred: set[tuple[str, str]]) -> None:
    every = ways(pieces, each, barred)
    assume(every)

    given_ = share_out(PIECES[:pieces], PEOPLE, each, barred=barred)

    assert all(len(given_.of[piece]) == each for piece in PIECES[:pieces])
    assert not any((p, person) in barred for p, has in given_.of.items() for person in has)
    assert [given_.loads[person] for person in PEOPLE] == loads_of(tuple(given_.of.values()))
    best = min(sum(load**2 for load in loads_of(way)) for way in every)
    assert sum(load**2 for load in given_.loads.values()) == best


@given(st.integers(1, 5), st.integers(1, 3), barred_pairs)
def test_where_there_is_no_way_it_says_which_pieces_and_who_is_left_for_them(
    pieces: int, each: int, barred: set[tuple[str, str]]
) -> None:
    if ways(pieces, each, barred):
        return

    with pytest.raises(Infeasible) as refused:
        share_out(PIECES[:pieces], PEOPLE, each, barred=barred)

    stuck = refused.value.facts["pieces"]
    assert isinstance(stuck, tuple)
    assert any(sum((piece, person) not in barred for person in PEOPLE) < each for piece in stuck)


@given(
    st.integers(1, 4),
    st.integers(1, 2),
    barred_pairs,
    st.lists(st.integers(0, 3), min_size=4, max_size=4),
)
def test_nobody_has_more_than_they_take_and_what_can_be_is_found(
    pieces: int, each: int, barred: set[tuple[str, str]], said: list[int]
) -> None:
    most = dict(zip(PEOPLE, said, strict=True))
    fits = [
        way
        for way in ways(pieces, each, barred)
        if all(load <= most[person] for person, load in zip(PEOPLE, loads_of(way), strict=True))
    ]
    if not fits:
        with pytest.raises(Infeasible):
            share_out(PIECES[:pieces], PEOPLE, each, barred=barred, most=most)
        return

    given_ = share_out(PIECES[:pieces], PEOPLE, each, barred=barred, most=most)

    assert all(given_.loads[person] <= most[person] for person in PEOPLE)
    best = min(sum(load**2 for load in loads_of(way)) for way in fits)
    assert sum(load**2 for load in given_.loads.values()) == best


def test_work_that_was_begun_stays_with_who_began_it() -> None:
    given_ = share_out("abc", "xyz", 2, kept={"a": {"x"}}, barred=[("b", "z")])

    assert "x" in given_.of["a"]
    assert given_.of["b"] == ("x", "y")
    assert sorted(given_.loads.values()) == [2, 2, 2]


def test_two_people_do_not_always_read_the_same() -> None:
    given_ = share_out(numbers(15), numbers(6), 2)  # there are 15 pairs

    assert len(set(given_.of.values())) == 15
    assert set(given_.loads.values()) == {5}
    assert given_.is_connected


def test_people_who_share_nothing_with_the_others_are_told_of() -> None:
    barred = [(piece, person) for piece in "ab" for person in "yz"]
    barred += [(piece, person) for piece in "cd" for person in "wx"]

    assert not share_out("abcd", "wxyz", 2, barred=barred).is_connected


def test_sixty_applications_go_to_twelve_assessors_evenly() -> None:
    given_ = share_out(numbers(60), numbers(12), 3)

    assert set(given_.loads.values()) == {15}
    assert given_.is_connected
    meetings = [
        sum(a in has and b in has for has in given_.of.values())
        for a, b in combinations(numbers(12), 2)
    ]
    assert max(meetings) - min(meetings) <= 2  # 180 meetings of 66 pairs: 2.7 each


@pytest.mark.parametrize(
    ("pieces", "people", "each", "kept", "sentence"),
    [
        ("aa", "xy", 1, {}, "Somebody or something is given twice."),
        ("ab", "xx", 1, {}, "Somebody or something is given twice."),
        ("ab", "xy", 0, {}, "Each piece goes to one person or more."),
        ("ab", "xy", 1, {"a": "xy"}, "Something is kept by more people than it is to go to."),
        ("ab", "xy", 1, {"a": "z"}, "Somebody who keeps something is not among the people."),
    ],
)
def test_a_question_that_is_not_well_formed_is_refused(
    pieces: str, people: str, each: int, kept: dict[str, str], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        share_out(pieces, people, each, kept=kept)


def test_where_there_is_nothing_to_share_nobody_has_anything() -> None:
    found = share_out([], ["Ada", "Ben"], 2)
    assert (found.of, found.loads) == ({}, {"Ada": 0, "Ben": 0})
