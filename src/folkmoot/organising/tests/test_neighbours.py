"""Persons a team has met: noted as they wish, linked to what they said with a yes, unlinked."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Conversation, Met, Neighbour, Speaker
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_place,
    a_round,
    a_street,
    an_organiser,
)
from folkmoot.organising.tests.people_makers import a_neighbour, an_answer, linked
from folkmoot.people.models import Consent, Person
from folkmoot.people.rules import why_not_contact

pytestmark = pytest.mark.django_db


def test_somebody_is_noted_with_a_name_and_no_way_to_reach_them() -> None:
    place = a_place()
    d = actions.meet(place=place, met=Met(name="  D  "), by=an_organiser(place), at=LATER)
    assert (d.name, d.person.reach_by, d.person.account) == ("D", "none", None)


def test_what_they_answered_is_kept_in_the_words_they_were_asked() -> None:
    d = a_neighbour(reach_by="text", phone="07700 900000", answers={"ask": "yes", "news": "no"})
    kept = {each.purpose: each for each in Consent.objects.filter(person=d.person)}
    assert kept["ask"].wording.startswith("May we ask you to help")
    assert kept["ask"].wording.endswith("By text.")
    assert why_not_contact(d.person, "ask", "text", LATER + timedelta(days=1)) == ""
    assert "said no" in why_not_contact(d.person, "news", "text", LATER + timedelta(days=1))


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"name": " "}, "Write a name"),
        ({"name": "D" * 201}, "201"),
        ({"reach_by": "email"}, "Write the e-mail address"),
        ({"reach_by": "email", "email": "not an address"}, "does not look like"),
        ({"reach_by": "text"}, "Write the telephone number"),
        ({"reach_by": "letter"}, "Write the address"),
    ],
)
def test_a_note_of_somebody_that_cannot_be_says_why_and_leaves_nothing(
    more: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        a_neighbour(**more)
    assert not Person.objects.exists()
    assert not Neighbour.objects.exists()


def test_a_name_stands_with_what_was_said_only_with_their_yes() -> None:
    said = a_conversation()
    d = a_neighbour(said.place)
    with pytest.raises(Refused, match="Ask them first"):
        actions.link_speaker(conversation=said, neighbour=d, by=None, at=LATER)
    with pytest.raises(Refused, match="They said no"):
        linked(said, d, said_="no")
    assert not Consent.objects.exists()
    linked(said, d)
    assert [each.neighbour for each in Speaker.objects.filter(conversation=said)] == [d]


def test_the_database_too_wants_a_yes_of_the_same_person_in_the_same_place() -> None:
    said = a_conversation()
    d, other = a_neighbour(said.place), a_neighbour(said.place, name="Bryn")
    far = a_neighbour(a_place("Elm Park"), name="Cai")
    of_other, of_far, no = (
        an_answer(other, purpose="know"), an_answer(far, purpose="know"),
        an_answer(d, purpose="know", said="no"),
    )  # fmt: skip
    for neighbour, consent in ((d, of_other), (d, no), (far, of_far)):
        with pytest.raises(IntegrityError, match="A name stands"), transaction.atomic():
            Speaker.objects.create(conversation=said, neighbour=neighbour, consent=consent)


def test_one_press_takes_the_name_away_and_leaves_what_was_said() -> None:
    said = a_conversation(words="The swings are broken.")
    d = a_neighbour(said.place)
    linked(said, d)
    actions.unlink_speaker(conversation=said, neighbour=d, by=None, at=LATER)
    assert not Speaker.objects.exists()
    assert said.answers.get().words == "The swings are broken."
    event = Event.objects.get(kind="speaker_unlinked")
    assert event.about == f"organising.Conversation:{said.pk}"
    with pytest.raises(Refused, match="does not stand"):
        actions.unlink_speaker(conversation=said, neighbour=d, by=None, at=LATER)


def test_nothing_in_the_account_says_whose_words_they_were() -> None:
    said = a_conversation()
    d = a_neighbour(said.place)
    linked(said, d)
    of_the_conversation = Event.objects.filter(about=f"organising.Conversation:{said.pk}")
    assert {each.kind for each in of_the_conversation} == {"conversation_noted"}
    told = " ".join(f"{each.about} {each.facts}" for each in Event.objects.all())
    linking = [each for each in Event.objects.all() if each.kind.startswith("speaker_")]
    assert all(str(d.pk) not in f"{each.about} {each.facts}" for each in linking)
    assert "Dilys" not in told


def test_taking_the_yes_back_takes_the_name_from_everything_they_said() -> None:
    round = a_round()
    d = a_neighbour(round.place)
    for words in ("The swings are broken.", "The bins are full."):
        linked(a_conversation(round, words), d)
    yes = Consent.objects.filter(person=d.person, said="yes").newest_first()[0]
    actions.take_back_answer(neighbour=d, consent=yes, by=None, at=LATER + timedelta(days=1))
    assert not Speaker.objects.exists()
    assert Conversation.objects.count() == 2
    assert queries.known_of(d, at=LATER + timedelta(days=2)).remarks == []


def test_a_later_no_to_keeping_the_name_takes_it_away_too() -> None:
    said = a_conversation()
    d = a_neighbour(said.place)
    linked(said, d)
    an_answer(d, purpose="know", said="no", at=LATER + timedelta(days=1))
    assert not Speaker.objects.exists()


def test_a_name_follows_a_note_that_is_put_right_and_goes_with_words_taken_back() -> None:
    round = a_round()
    first = a_conversation(round)
    d = a_neighbour(round.place)
    linked(first, d)
    second = a_conversation(round, "The swings and the slide.", amends=first)
    assert [each.neighbour for each in Speaker.objects.filter(conversation=second)] == [d]
    assert Speaker.objects.count() == 1
    actions.withdraw_words(conversation=second, by=None, at=LATER)
    assert not Speaker.objects.exists()


def test_another_person_s_answer_is_not_taken_back_by_mistake() -> None:
    place = a_place()
    d, other = a_neighbour(place), a_neighbour(place, name="Bryn")
    with pytest.raises(Refused, match="somebody else's"):
        actions.take_back_answer(neighbour=d, consent=an_answer(other), by=None, at=LATER)


def test_people_are_seen_by_the_team_of_their_place_alone() -> None:
    here, there = a_place(), a_place("Elm Park")
    d = a_neighbour(here)
    assert list(Neighbour.objects.visible_to(an_organiser(here))) == [d]
    assert not Neighbour.objects.visible_to(an_organiser(there)).exists()
    assert not Person.objects.visible_to(an_organiser(here)).exists()
    with pytest.raises(Refused, match="another place"):
        actions.link_speaker(
            conversation=a_conversation(a_round(there)), neighbour=d, by=None, at=LATER
        )
    with pytest.raises(Refused, match="another place"):
        a_neighbour(here, name="Bryn", street=a_street(there))


def test_somebody_met_stays_with_their_place_and_their_row() -> None:
    d, there = a_neighbour(), a_place("Elm Park")
    changes: list[Callable[[], object]] = [
        lambda: Neighbour.objects.filter(pk=d.pk).update(place=there),
        lambda: by_hand("DELETE FROM organising_neighbour"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def by_hand(sql: str) -> None:
    """Straight to the database, past every action."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
