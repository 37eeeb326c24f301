"""Texts, calls and letters go on lists, at kind hours, and come off them with a STOP."""

from datetime import timedelta

import pytest
from django.db.models import QuerySet

from folkmoot.kernel.notify.actions import note_by_telephone
from folkmoot.kernel.notify.models import Message, Outcome
from folkmoot.kernel.notify.queries import telephone_list
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Circular
from folkmoot.organising.tests.circular_makers import (
    SOON,
    a_circular,
    a_reader,
    all_sent,
    on_its_way,
    reasons,
)
from folkmoot.organising.tests.makers import LATER, a_place
from folkmoot.people.models import Consent

pytestmark = pytest.mark.django_db


def written() -> QuerySet[Message]:
    """What was written for copies; other letters go to people who were given a role."""
    return Message.objects.filter(about__startswith="organising.Copy")


def told(circular: Circular) -> Circular:
    return Circular.objects.get(pk=circular.pk)


def test_texts_go_on_the_list_in_a_kind_hour_and_come_off_it_with_a_stop() -> None:
    place = a_place()
    ann, bob = (a_reader(place, name, through="text") for name in ("Ann", "Bob"))
    at_night = LATER.replace(hour=22)
    circular = on_its_way(a_circular(place, through="text"), at=at_night)
    all_sent(lambda: at_night)
    waiting = list(telephone_list(place))
    assert len(waiting) == 2
    assert {each.next_try_at for each in waiting} == {LATER.replace(hour=8) + timedelta(days=1)}
    assert all("Reply STOP" in each.text for each in waiting)
    assert queries.went(told(circular), at=SOON).n_by_hand == 2
    in_the_morning = at_night + timedelta(hours=12)
    number = bob.person.phone.replace("0", "+44 (0)", 1)
    actions.stop_by_text(
        place=place, number=number, words="Stop please", by=None, at=in_the_morning
    )
    [left] = telephone_list(place)
    assert left.addressee == "Ann"
    assert queries.received_by(ann) == []
    note_by_telephone(message=left, outcome=Outcome.SENT, by=None, at=in_the_morning)
    assert [each.circular for each in queries.received_by(ann)] == [circular]
    assert queries.received_by(bob) == []
    assert queries.went(told(circular), at=SOON).left_out == [("They took their yes back", 1)]


def test_a_wrong_number_is_not_rung_again_until_it_is_put_right() -> None:
    place = a_place()
    a_reader(place, "Ann", through="phone")
    on_its_way(a_circular(place, through="phone"))
    all_sent()
    note_by_telephone(message=written().get(), outcome=Outcome.WRONG_NUMBER, by=None, at=SOON)
    assert reasons(queries.audience_of(a_circular(place, through="phone"), at=SOON)) == {
        "Ann": "not_arrive"
    }


def test_letters_go_on_the_pile_with_their_envelopes() -> None:
    place = a_place()
    a_reader(place, "Ann", through="letter")
    on_its_way(a_circular(place, through="letter"))
    all_sent()
    letter = written().get()
    assert letter.to == "Ann\n3 Mill Lane\nAnytown"
    assert "To have no more letters" in letter.text


@pytest.mark.parametrize("words", ["", "yes please", "don't stop", "😀"])
def test_what_does_not_ask_to_stop_stops_nothing(words: str) -> None:
    place = a_place()
    ann = a_reader(place, "Ann", through="text")
    with pytest.raises(Refused, match="does not begin with STOP"):
        actions.stop_by_text(place=place, number=ann.person.phone, words=words, by=None, at=SOON)


def test_a_stop_from_a_number_of_another_place_stops_nothing_here_or_there() -> None:
    ann = a_reader(a_place("Elm Park"), "Ann", through="text")
    with pytest.raises(Refused, match="Nobody we have met here"):
        actions.stop_by_text(
            place=a_place(), number=ann.person.phone, words="STOP", by=None, at=SOON
        )
    assert Consent.objects.filter(takes_back__isnull=False).count() == 0
