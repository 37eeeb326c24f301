"""Two notes of one person are found, with reasons; people who are easily mistaken stay apart."""

from itertools import combinations
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.duplicates import CROWD, Note, compare, duplicates
from folkmoot.methods.duplicates.finding import _worth_comparing
from folkmoot.methods.duplicates.names import name_of
from folkmoot.methods.duplicates.notes import ready
from folkmoot.methods.duplicates.spelling import folded, one_slip
from folkmoot.methods.duplicates.tests.made_up import COMMON, FIRST, a_neighbourhood
from folkmoot.methods.errors import InvalidInput

DILYS = Note("a", "Dilys Jones", "07700 900123", "dilys@example.org", "12 Mill Lane", "Mill Lane")


def likely(one: Note, **other: str) -> bool:
    return compare(one, Note("b", **other)) is not None


@pytest.mark.parametrize(
    "other",
    [
        {"name": "DILYS JONES", "street": "Mill Lane"},
        {"name": "Jones, Dilys"},
        {"name": "D. Jones", "phone": "+44 (0) 7700-900-123"},
        {"name": "Dilys", "phone": "00447700900123"},
        {"name": "Mrs Jones", "email": "Dilys@Example.org"},
        {"name": "Dilys Jonse", "address": "No. 12, Mill Ln"},
        {"name": "Dilys Mair Jones", "street": "Mill lane"},
        {"name": "Dilys Probert", "email": "dilys@example.org"},
        {"name": "Dilys", "address": "12 mill lane\nWren's Cross"},
    ],
)
def test_one_person_written_down_twice_is_seen(other: dict[str, str]) -> None:
    assert likely(DILYS, **other)


@pytest.mark.parametrize(
    "other",
    [
        {"name": "Megan Jones", "phone": "07700 900123", "address": "12 Mill Lane"},  # her twin
        {"name": "Mr Jones", "address": "12 Mill Lane"},
        {"name": "Dilys Jones", "phone": "07700 900999", "address": "12 Mill Lane"},  # her daughter
        {"name": "Dilys Jones junior", "phone": "07700 900123", "email": "dilys@example.org"},
        {"name": "Dilys Jones", "street": "Elm Park"},
        {"name": "Dilys Jones", "address": "14 Mill Lane"},
        {"name": "D", "street": "Mill Lane"},
        {"name": "D Jones"},
        {"name": "Dilys", "street": "Elm Park"},
        {"name": "Owen Jones", "email": "dilys@example.org"},  # they share a mailbox
    ],
)
def test_somebody_else_who_shares_a_good_deal_stays_apart(other: dict[str, str]) -> None:
    assert not likely(DILYS, **other)


def test_each_suggestion_says_why_in_words_and_what_differs() -> None:
    found = compare(DILYS, Note("b", "Dil Jones", "07700 900123", "dil@example.org"))
    assert found is None  # nothing says that Dil is Dilys
    found = compare(
        Note("a", "Bill Carter", "01632 960001", "bill@example.org", "3 Mill Lane"),
        Note("b", "William Carter", "01632 960001", "BILL@example.org", "5 Mill Lane"),
    )
    assert found is not None
    assert found.reasons == (
        "Bill and William are forms of one name.", "The same e-mail address.",
        "The same telephone number.", "The same street.",
    )  # fmt: skip
    assert found.against == ("Different houses.",)


def test_accents_and_letters_of_other_tongues_are_no_difference() -> None:
    for one, other in (
        ("Małgorzata Wiśniewska", "Malgorzata Wisniewska"),
        ("Siân O’Brien", "sian obrien"),
        ("José García", "JOSE GARCIA"),
        ("Trần Nguyễn", "Nguyen Tran"),
        ("Жанна Петрова", "жанна петрова"),
        ("李 明", "明 李"),
    ):
        phone = {"phone": "07700 900123"}
        assert compare(Note("a", one, **phone), Note("b", other, **phone)) is not None, one


def test_what_a_crowd_shares_says_nothing() -> None:
    hall = [Note(f"n{n}", f"{FIRST[n]} Smith", phone="01632 960000") for n in range(CROWD)]
    first = Note("first", "F Smith", phone="01632 960000")
    assert len(duplicates([*hall[: CROWD - 2], first])) == 0  # no first name begins with F there
    again = [Note("x", "Dilys", phone="01632 960000"), Note("y", "Dilys", phone="01632 960000")]
    assert [(e.one, e.other) for e in duplicates([*again, *hall])] == []
    assert [(e.one, e.other) for e in duplicates([*again, *hall[4:]])] == [("x", "y")]


def test_two_notes_under_one_key_are_refused() -> None:
    with pytest.raises(InvalidInput, match="same key"):
        duplicates([Note("a", "D"), Note("a", "E")])


names = st.builds(
    lambda first, last, style: style.format(first, last, first[:1], last[:1]),
    st.sampled_from([*FIRST[:6], "Bill", "Kate", "Katherine"]),
    st.sampled_from(COMMON[:5]),
    st.sampled_from(["{0} {1}", "{1}, {0}", "{2} {1}", "{0}", "Mrs {1}", "{0} {3} {1}"]),
)
notes = st.builds(
    Note,
    st.uuids().map(str),
    names,
    st.sampled_from(["", "07700 900123", "+447700900123", "07700 900124", "01632 960001"]),
    st.sampled_from(["", "a@example.org", "A@EXAMPLE.org", "b@example.org"]),
    st.sampled_from(["", "12 Mill Lane", "No 12, Mill Ln, WR1 2AB", "Flat 2, 14 Mill Lane"]),
    st.sampled_from(["", "Mill Lane", "Elm Park"]),
)


@given(notes, notes)
def test_it_does_not_matter_which_comes_first(one: Note, other: Note) -> None:
    assert compare(one, other) == compare(other, one)


@given(notes, notes)
def test_capitals_and_spaces_decide_nothing(one: Note, other: Note) -> None:
    loud = Note(
        other.key, f"  {other.name.upper()} ", f" {other.phone}", other.email.upper(),
        other.address.upper(), other.street.upper(),
    )  # fmt: skip
    assert compare(one, other) == compare(one, loud)


@pytest.mark.sqlite
@settings(max_examples=150, deadline=None)
@given(st.lists(notes, max_size=CROWD, unique_by=lambda note: note.key))
def test_the_quick_way_finds_exactly_what_comparing_each_with_each_finds(many: list[Note]) -> None:
    slowly = {
        (found.one, found.other)
        for one, other in combinations(many, 2)
        if (found := compare(one, other)) is not None and _tells(found.reasons, one, other, many)
    }
    quickly = [(each.one, each.other) for each in duplicates(many)]
    assert len(quickly) == len(set(quickly))
    assert set(quickly) == slowly


def _tells(reasons: tuple[str, ...], one: Note, other: Note, many: list[Note]) -> bool:
    """Whether more than a name speaks for it, or no third note bears that name (on the street)."""
    told = [why for why in reasons if why.startswith("The same ") and "name" not in why]
    words = [name_of(each.name).words for each in (one, other)]
    little = min(map(len, words)) == 1 or any("stand for" in why for why in reasons)
    little |= all(any(len(word) == 1 for word in each) for each in words)
    if told and not (told == ["The same street."] and little):
        return True
    both = sorted({w for w in words[0] if len(w) > 1} & set(words[1]))
    pairs = combinations(both, 2)
    if any(sum(set(pair) <= set(name_of(n.name).words) for n in many) == 2 for pair in pairs):
        return True
    street = "Mill" if "Mill" in f"{one.address}{one.street}" else "Elm"
    here = [n for n in many if street in f"{n.address}{n.street}"]
    return bool(told) and any(sum(w in name_of(n.name).words for n in here) == 2 for w in both)


@given(st.text("abc", max_size=5), st.text("abc", max_size=5))
def test_one_slip_is_one_step_of_the_slow_reckoning(one: str, other: str) -> None:
    assert one_slip(one, other) == (_steps(one, other) == 1)


def _steps(one: str, other: str) -> int:
    """The restricted Damerau–Levenshtein distance, straight from its recursion."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        _steps(one[1:], other) + 1,
        _steps(one, other[1:]) + 1,
        _steps(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if len(one) > 1 and len(other) > 1 and one[:2] == other[1::-1]:
        best = min(best, _steps(one[2:], other[2:]) + 1)
    return best


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.sqlite
def test_in_a_made_up_neighbourhood_most_are_found_and_few_are_mistaken() -> None:
    """The figures of docs/methods/duplicates.md."""
    truth = a_neighbourhood(2000, rng=Random("wren"))
    found = {(each.one, each.other) for each in duplicates(truth.notes)}
    right = found & truth.pairs
    assert (len(truth.pairs), len(found), len(right)) == (164, 172, 150)


def test_a_name_alone_tells_only_while_no_third_note_bears_it() -> None:
    two = [Note("a", "Dilys Jones"), Note("b", "dilys jones", street="Mill Lane")]
    assert len(duplicates(two)) == 1
    assert duplicates([*two, Note("c", "Dilys Jones", street="Elm Park")]) == ()
    near = [Note("a", "Dilys", street="Mill Lane"), Note("b", "D Jones", street="Mill Lane")]
    assert duplicates(near) == ()
    near = [Note("a", "Dilys", street="Mill Lane"), Note("b", "Dilys Jones", street="Mill Lane")]
    assert len(duplicates(near)) == 1
    assert duplicates([*near, Note("c", "Dilys Probert", street="Mill Lane")]) == ()


def test_twice_as_many_notes_put_about_twice_as_many_side_by_side() -> None:
    compared = []
    for n_people in (4_000, 8_000):
        notes = a_neighbourhood(n_people, rng=Random(7)).notes
        compared.append(len(_worth_comparing([ready(each) for each in notes])))
    assert 0 < compared[1] < 3 * compared[0]
