"""A message to many goes to those who said yes to just this, and nobody else; and says why not."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.gatherings import actions as gatherings
from folkmoot.gatherings.models import Invited, Report
from folkmoot.gatherings.tests.makers import a_gathering
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, rules
from folkmoot.organising.models import Circular, Copy, Neighbour
from folkmoot.organising.queries.audience import audience_of
from folkmoot.organising.tests.circular_makers import (
    a_circular,
    a_draft,
    a_reader,
    all_sent,
    on_its_way,
    reasons,
)
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_group,
    a_place,
    a_round,
    a_street,
)
from folkmoot.organising.tests.people_makers import (
    a_gift,
    a_neighbour,
    an_answer,
    an_opportunity,
    linked,
    tags,
)
from folkmoot.people import actions as people
from folkmoot.people.models import Person
from folkmoot.places.models import Place

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def who_gets(circular: Circular, *, at: datetime = LATER) -> set[str]:
    return {each.neighbour.name for each in audience_of(circular, at=at).getting}


def no_answer(place: Place) -> Neighbour:
    return a_neighbour(place, "Cai", reach_by="email", email="cai@people.example")


def test_only_who_said_yes_to_this_in_this_way_gets_it_and_each_other_is_told_of() -> None:
    place = a_place()
    a_reader(place, "Dilys")
    no_answer(place)
    an_answer(a_reader(place, "Non"), purpose="news", through="email", said="no")
    a_reader(place, "Text", through="text")
    a_reader(place, "Help", purpose="ask")
    gone = a_reader(place, "Gone")
    Person.objects.filter(pk=gone.person_id).update(email="")
    quiet = a_reader(place, "Quiet")
    Person.objects.filter(pk=quiet.person_id).update(reach_by="none")
    an_answer(a_reader(place, "Law"), purpose="news", through="email", basis="legitimate")
    a_reader(a_place("Elm Park"), "Elsewhere")
    assert reasons(audience_of(a_circular(place), at=LATER)) == {
        "Dilys": "", "Cai": "not_asked", "Non": "said_no", "Text": "not_asked",
        "Help": "not_asked", "Gone": "no_address", "Quiet": "no_contact", "Law": "by_law",
    }  # fmt: skip


def test_a_yes_taken_back_says_so() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys")
    yes = dilys.person.consents.get()
    actions.take_back_answer(neighbour=dilys, consent=yes, by=None, at=LATER)
    assert reasons(audience_of(a_circular(place), at=LATER)) == {"Dilys": "took_back"}


def test_a_yes_to_another_organisation_is_none_to_this_one() -> None:
    place = a_place()
    trust = people.add_organisation(name="The Trust", kind="charity", by=None, at=LATER)
    other = people.add_organisation(name="The Shop", kind="company", by=None, at=LATER)
    an_answer(a_reader(place, "Dilys"), purpose="news", through="email", organisation=other)
    a_reader(place, "Cai")
    actions.speak_for(place=place, organisation=trust, by=None, at=LATER)
    assert reasons(audience_of(a_circular(place), at=LATER)) == {"Cai": "", "Dilys": "other_name"}


def test_it_can_be_for_a_street_a_group_a_gift_or_those_who_spoke() -> None:
    round = a_round(a_place())
    place = round.place
    lane, young = a_street(place), a_group(place)
    a_reader(place, "Dilys", street=lane)
    cook, speaker = a_reader(place, "Cai"), a_reader(place, "Non")
    a_gift(cook, "Cooking")
    linked(a_conversation(round, groups=[young]), speaker)
    a_reader(place, "Nobody")
    cooking = tags("Cooking")[0]
    for among, which, who in (
        ("street", lane, {"Dilys"}),
        ("tag", cooking, {"Cai"}),
        ("group", young, {"Non"}),
        ("spoke", round, {"Non"}),
        ("all", None, {"Dilys", "Cai", "Non", "Nobody"}),
    ):
        assert who_gets(a_circular(place, among=among, which=which)) == who
    actions.withdraw_words(conversation=round.conversations.get(), by=None, at=LATER)
    assert who_gets(a_circular(place, among="spoke", which=round)) == set()


def test_those_invited_to_a_gathering_and_those_who_came_are_known_by_address_or_number() -> None:
    place = a_place()
    a_reader(place, "Dilys")
    a_reader(place, "Cai", phone="+44 7700 900123")
    a_reader(place, "Non")
    party = a_gathering(place)
    people = [
        Invited(name="D.", email="DILYS@people.example"),
        Invited(name="C.", phone="07700 900 123"),
    ]
    gatherings.invite(gathering=party, invited=people, by=None, at=LATER)
    assert who_gets(a_circular(place, among="invited", which=party)) == {"Dilys", "Cai"}
    came = [guest for guest in party.guests.all() if guest.email]
    gatherings.tell_what_came_of_it(
        gathering=party, report=Report(came=came, walked_in=[], n_counted=None, said={}),
        by=None, at=party.ends_at,
    )  # fmt: skip
    assert who_gets(a_circular(place, among="came", which=party)) == {"Dilys"}


def test_nobody_gets_more_than_four_a_month_and_who_was_asked_lately_is_not_asked_again() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys", through="text")
    for number in range(rules.MOST_A_MONTH):
        on_its_way(a_circular(place, through="text"), at=LATER + number * DAY)
        all_sent(lambda number=number: LATER + number * DAY)  # type: ignore[misc]
    again = a_circular(place, through="text")
    assert reasons(audience_of(again, at=LATER + 5 * DAY)) == {"Dilys": "enough"}
    assert who_gets(again, at=LATER + 34 * DAY) == {"Dilys"}
    an_answer(dilys, purpose="ask", through="text")
    an_answer(dilys, purpose="ask", through="person")
    a_gift(dilys, "Cooking", gap_days=90)
    for_help = a_circular(place, purpose="ask", through="text")
    actions.ask(
        opportunity=an_opportunity(place), neighbour=dilys, because="Cooking", through="person",
        by=None, at=LATER + 40 * DAY,
    )  # fmt: skip
    assert reasons(audience_of(for_help, at=LATER + 120 * DAY)) == {"Dilys": "lately"}
    assert who_gets(for_help, at=LATER + 131 * DAY) == {"Dilys"}


def test_one_address_gets_it_once_and_a_named_street_has_to_be_known() -> None:
    place = a_place()
    a_reader(place, "Ann", email="home@people.example", street=a_street(place))
    a_reader(place, "Bob", email="HOME@people.example")
    a_reader(place, "Cai")
    assert reasons(audience_of(a_circular(place), at=LATER))["Bob"] == "same"
    with_street = a_circular(place, text="To all of {street}: hello, {name}.")
    assert reasons(audience_of(with_street, at=LATER)) == {
        "Ann": "", "Bob": "no_street", "Cai": "no_street"
    }  # fmt: skip


def test_a_letter_nobody_asked_for_goes_through_no_door_to_be_left_in_peace() -> None:
    place = a_place()
    lane = a_street(place)
    a_reader(place, "Ann", through="letter", address="6 Mill Lane", street=lane)
    for name, address in (("Bob", "6 Mill Lane"), ("Cai", "60 Mill Lane")):
        neighbour = a_neighbour(place, name, reach_by="letter", address=address, street=lane)
        an_answer(neighbour, purpose="news", through="letter", basis="legitimate")
    actions.leave_in_peace(street=lane, house="6", until_date=date(2027, 1, 1), by=None, at=LATER)
    assert reasons(audience_of(a_circular(place, through="letter"), at=LATER)) == {
        "Ann": "", "Bob": "in_peace", "Cai": ""
    }  # fmt: skip


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"subject": " "}, "Say on one line"),
        ({"subject": "x" * 121}, "120 letters"),
        ({"text": "\n "}, "nothing written"),
        ({"text": "Dear {nmae}"}, "cannot fill in {nmae}"),
        ({"through": "text", "text": "x" * 451}, "450 letters; this has 451"),
        ({"purpose": "know"}, "Choose what it is for"),
        ({"through": "person"}, "how it is sent"),
        ({"among": "street"}, "Choose which street"),
        ({"among": "moon"}, "Choose whom"),
    ],
)
def test_a_message_that_cannot_be_kept_says_why(more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        a_circular(**more)


def test_a_street_or_a_gathering_of_another_place_is_refused_twice() -> None:
    place, lane = a_place(), a_street(a_place("Elm Park"))
    with pytest.raises(Refused, match="in another place"):
        a_circular(place, among="street", which=lane)
    theirs = a_circular(place)
    with pytest.raises(IntegrityError, match="its own place"), transaction.atomic():
        Circular.objects.filter(pk=theirs.pk).update(among="street", street=lane)
    with pytest.raises(IntegrityError, match="its own place"), transaction.atomic():
        Copy.objects.create(circular=theirs, neighbour=a_neighbour(a_place("Elm Park"), "Cai"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Come on [date]!", "still something to fill in: “\\[date\\]”"),
        ("Come at ____.", "still something to fill in"),
        ("Come, {name!", "without its other half"),
    ],
)
def test_nothing_goes_with_a_blank_in_it(text: str, sentence: str) -> None:
    place = a_place()
    a_reader(place, "Dilys")
    circular = a_circular(place, text=text)
    with pytest.raises(Refused, match=sentence):
        on_its_way(circular)


def test_nothing_goes_to_nobody_nor_to_another_number_than_was_seen_nor_twice() -> None:
    place = a_place()
    circular = a_circular(place)
    with pytest.raises(Refused, match="Nobody would get it"):
        on_its_way(circular)
    a_reader(place, "Dilys")
    with pytest.raises(Refused, match="go to 1, not to 0"):
        actions.send_circular(circular=circular, n_expected=0, by=None, at=LATER)
    on_its_way(circular)
    with pytest.raises(Refused, match="being sent"):
        actions.send_circular(circular=circular, n_expected=1, by=None, at=LATER)
    with pytest.raises(Refused, match="no longer be changed"):
        actions.rewrite_circular(circular=circular, drafted=a_draft(), by=None, at=LATER)
    with pytest.raises(Refused, match="no longer be changed"):
        actions.drop_circular(circular=circular, by=None, at=LATER)
