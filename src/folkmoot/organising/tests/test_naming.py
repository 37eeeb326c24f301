"""Who connects people: named by those heard, counted by streets, forgotten after twelve months."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from folkmoot.kernel import clock
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Asks, Conversation, ListeningRound, NamedPerson, Naming
from folkmoot.organising.rules import NAMES_LAST, matched
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_place,
    a_round,
    a_street,
    an_organiser,
)
from folkmoot.places.models import Place

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def naming(
    round: ListeningRound,
    *names: str,
    street: str = "",
    asks: str = Asks.TOGETHER,
    nobody: bool = False,
    at: Any = LATER,
) -> Conversation:
    """A conversation in which somebody was named."""
    there = a_street(round.place, street) if street else None
    said = a_conversation(round, street=there)
    actions.name_people(
        conversation=said, named={asks: (names, nobody)}, by=an_organiser(round.place), at=at
    )
    return said


def the(name: str) -> NamedPerson:
    return NamedPerson.objects.get(name=name)


def ranking(place: Place, asks: str = Asks.TOGETHER) -> list[tuple[str, int, int]]:
    [found] = [each for each in queries.connectors(place) if each.asks == asks]
    return [(one.person.name, one.n_streets, one.n_heard) for one in found.ranked]


def test_who_is_named_from_many_streets_comes_before_who_is_named_often_on_one() -> None:
    round = a_round()
    for _ in range(3):
        naming(round, "Asha", street="Mill Lane")
    naming(round, "Ted", street="Mill Lane")
    naming(round, "ted.", street="Quay Row")
    naming(round, "Nan", "Asha", street="")
    naming(round, nobody=True)
    assert ranking(round.place) == [("Ted", 2, 2), ("Asha", 1, 4), ("Nan", 0, 1)]
    [together, reach] = queries.connectors(round.place)
    assert (together.n_heard, together.n_nobody) == (7, 1)
    assert (reach.n_heard, reach.ranked) == (0, [])


def test_the_two_questions_are_counted_apart() -> None:
    round = a_round()
    naming(round, "Asha", street="Mill Lane")
    naming(round, "The councillor", street="Mill Lane", asks=Asks.REACH)
    assert ranking(round.place) == [("Asha", 1, 1)]
    assert ranking(round.place, Asks.REACH) == [("The councillor", 1, 1)]


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("José  Ángel", "jose angel", True),
        ("The lady at No. 6", "lady at no 6", True),
        ("O'Brien", "OBrien", True),
        ("Mr Hale", "Mrs Hale", False),
        ("The", "the", True),
        ("Łukasz", "Lukasz", False),
    ],
)
def test_names_are_compared_without_capitals_accents_and_points(
    one: str, other: str, is_same: bool
) -> None:
    assert (matched(one) == matched(other)) is is_same


def test_two_names_are_one_person_when_a_human_says_so_and_two_again_when_it_is_undone() -> None:
    round = a_round()
    naming(round, "Mrs Hale", street="Mill Lane")
    naming(round, "Dot", street="Quay Row")
    naming(round, "Dot", "Mrs Hale", street="Quay Row")
    naming(round, "Dorothy", street="Canal Side")
    by = an_organiser(round.place)
    actions.take_for_one(person=the("Dot"), same_as=the("Mrs Hale"), by=by, at=LATER)
    actions.take_for_one(person=the("Mrs Hale"), same_as=the("Dorothy"), by=by, at=LATER)
    assert ranking(round.place) == [("Dorothy", 3, 4)], "one who says both names says one"
    with pytest.raises(Refused, match="taken for this one already"):
        actions.take_for_one(person=the("Dorothy"), same_as=the("Dot"), by=by, at=LATER)
    with pytest.raises(Refused, match="same name already"):
        actions.take_for_one(person=the("Dorothy"), same_as=the("Dorothy"), by=by, at=LATER)
    with pytest.raises(Refused, match="Undo that first"):
        actions.take_for_one(person=the("Dot"), same_as=the("Dorothy"), by=by, at=LATER)
    actions.take_apart(person=the("Mrs Hale"), by=by, at=LATER)
    assert ranking(round.place) == [("Mrs Hale", 2, 3), ("Dorothy", 1, 1)]
    actions.take_apart(person=the("Dot"), by=by, at=LATER)
    assert ranking(round.place) == [("Dot", 1, 2), ("Mrs Hale", 2, 2), ("Dorothy", 1, 1)] or (
        ranking(round.place)[0] == ("Mrs Hale", 2, 2)
    )
    with pytest.raises(Refused, match="by itself already"):
        actions.take_apart(person=the("Dot"), by=by, at=LATER)


def test_somebody_of_another_place_is_nobody_here_also_to_the_database() -> None:
    here, there = a_round(), a_round(a_place("Elm Park"))
    naming(here, "Asha", street="Mill Lane")
    naming(there, "Asha", "Ted")
    assert NamedPerson.objects.filter(matched="asha").count() == 2
    with pytest.raises(Refused, match="another place"):
        actions.take_for_one(
            person=the("Ted"),
            same_as=NamedPerson.objects.get(place=here.place),
            by=an_organiser(there.place),
            at=LATER,
        )
    changes: list[Any] = [
        lambda: NamedPerson.objects.filter(name="Ted").update(
            same_as=NamedPerson.objects.get(place=here.place)
        ),
        lambda: Naming.objects.get(place=here.place).people.add(the("Ted")),
        lambda: Naming.objects.filter(place=here.place).update(place=there.place),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="one place"), transaction.atomic():
            change()


def test_names_said_again_take_the_place_of_those_before_also_in_a_note_put_right() -> None:
    round = a_round()
    said = naming(round, "Asha", "Ted", street="Mill Lane")
    by = an_organiser(round.place)
    later = a_conversation(round, "Put right.", amends=said)
    with pytest.raises(Refused, match="later note"):
        actions.name_people(conversation=said, named={"together": (["X"], False)}, by=by, at=LATER)
    actions.name_people(conversation=later, named={"together": (["Ted"], False)}, by=by, at=LATER)
    assert ranking(round.place) == [("Ted", 0, 1)]
    assert not NamedPerson.objects.filter(name="Asha").exists(), "nobody names her any more"
    assert [each.name for n in queries.names_in(later) for each in n.people.all()] == ["Ted"]


@pytest.mark.parametrize(
    ("names", "nobody", "sentence"),
    [
        (["Asha"], True, "Either write down names"),
        (["x" * 81], False, "80 letters"),
        (["..."], False, "has no letters"),
        (["dot@example.org"], False, "no address and no number"),
        (["Dot 07700 900 123"], False, "no address and no number"),
        ([f"Name {n}" for n in range(11)], False, "at most 10 names; you have 11"),
    ],
)
def test_a_name_that_cannot_be_kept_says_why(names: list[str], nobody: bool, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        naming(a_round(), *names, nobody=nobody)
    assert not NamedPerson.objects.exists()


def test_names_are_gone_after_twelve_months_and_people_nobody_names_any_more() -> None:
    round = a_round()
    naming(round, "Asha", "Ted", street="Mill Lane")
    by = an_organiser(round.place)
    actions.take_for_one(person=the("Asha"), same_as=the("Ted"), by=by, at=LATER)
    naming(round, "Asha", street="Quay Row", at=LATER + timedelta(days=30))
    assert actions.forget_namings(by=None, at=LATER + NAMES_LAST - timedelta(days=1)) == 0
    assert actions.forget_namings(by=None, at=LATER + NAMES_LAST) == 1
    assert ranking(round.place) == [("Ted", 1, 1)], "Asha is taken for Ted, and was named since"
    assert actions.forget_namings(by=None, at=LATER + 2 * NAMES_LAST) == 1
    assert not NamedPerson.objects.exists()


def test_who_is_forgotten_is_gone_under_every_name_and_all_is_counted_anew() -> None:
    round = a_round()
    naming(round, "Asha", street="Mill Lane")
    naming(round, "Mrs Khan", "Ted", street="Quay Row")
    by = an_organiser(round.place)
    actions.take_for_one(person=the("Asha"), same_as=the("Mrs Khan"), by=by, at=LATER)
    assert actions.forget_named_person(person=the("Asha"), by=by, at=LATER) == 2
    assert ranking(round.place) == [("Ted", 1, 1)]
    [together, _] = queries.connectors(round.place)
    assert (together.n_heard, together.n_nobody) == (2, 0), "two were still asked and named"
    told = " ".join(str(event.facts) for event in Event.objects.all())
    assert "Asha" not in told
    assert "Khan" not in told


def test_words_taken_back_or_passed_on_take_the_names_along() -> None:
    round = a_round()
    by = an_organiser(round.place)
    actions.withdraw_words(conversation=naming(round, "Asha"), by=by, at=LATER)
    actions.move_to_concern(conversation=naming(round, "Ted"), by=by, at=LATER)
    assert not NamedPerson.objects.exists()
    assert not Naming.objects.exists()
