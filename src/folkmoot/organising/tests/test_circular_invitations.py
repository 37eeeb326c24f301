"""One rule for messages and invitations: a no to one holds for the other, in its place alone."""

from datetime import timedelta

import pytest
from django.test import Client

from folkmoot.gatherings import actions as gatherings
from folkmoot.gatherings.models import Gathering, Invited
from folkmoot.gatherings.tests.makers import a_gathering
from folkmoot.kernel.notify.models import Message
from folkmoot.organising import actions
from folkmoot.organising.models import Met, Neighbour
from folkmoot.organising.queries.audience import audience_of
from folkmoot.organising.tests.circular_makers import a_circular, a_reader, reasons
from folkmoot.organising.tests.makers import LATER, a_place
from folkmoot.organising.tests.people_makers import an_answer
from folkmoot.people.models import Consent

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def invited(party: Gathering, email: str = "dilys@people.example") -> int:
    people = [Invited("Dilys", email)]
    return gatherings.invite(gathering=party, invited=people, by=None, at=LATER)


def no_more(neighbour: Neighbour) -> None:
    yes = Consent.objects.get(person=neighbour.person, said="yes")
    actions.take_back_answer(neighbour=neighbour, consent=yes, by=None, at=LATER)


def test_who_took_their_yes_back_is_invited_by_no_list_of_this_place() -> None:
    place, elsewhere = a_place(), a_place("Elm Park")
    no_more(a_reader(place, "Dilys"))
    assert invited(a_gathering(place)) == 0
    assert invited(a_gathering(elsewhere)) == 1


def test_a_later_yes_lets_them_be_invited_again() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys")
    no_more(dilys)
    an_answer(dilys, purpose="news", through="email", at=LATER + HOUR)
    assert invited(a_gathering(place)) == 1


def test_a_no_to_help_or_by_text_is_none_to_invitations() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys")
    an_answer(dilys, purpose="ask", through="email", said="no")
    an_answer(dilys, purpose="news", through="letter", said="no")
    assert invited(a_gathering(place)) == 1


def test_who_asked_for_no_more_invitations_gets_no_news_until_they_say_yes_again() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys")
    party = a_gathering(place)
    invited(party)
    gatherings.stop_invitations(guest=party.guests.get(), by=None, at=LATER + HOUR)
    circular = a_circular(place)
    assert reasons(audience_of(circular, at=LATER + 2 * HOUR)) == {"Dilys": "uninvited"}
    an_answer(dilys, purpose="news", through="email", at=LATER + 3 * HOUR)
    assert reasons(audience_of(circular, at=LATER + 4 * HOUR)) == {"Dilys": ""}


def test_a_no_goes_with_them_to_another_address() -> None:
    place = a_place()
    dilys = a_reader(place, "Dilys")
    no_more(dilys)
    met = Met(name="Dilys", reach_by="email", email="new@people.example")
    actions.change_neighbour(neighbour=dilys, met=met, by=None, at=LATER)
    assert invited(a_gathering(place), "NEW@people.example") == 0


def test_a_mail_program_ends_invitations_with_one_press() -> None:
    place = a_place()
    party = a_gathering(place)
    invited(party)
    link = Message.objects.get(to="dilys@people.example").stop_link
    path = link[link.index("/gatherings/") :]
    client = Client(enforce_csrf_checks=True)
    assert client.get(path).status_code == 405
    assert party.guests.known().count() == 1
    assert client.post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not party.guests.known().exists()
    assert invited(a_gathering(place, title="Another")) == 0
