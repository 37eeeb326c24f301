"""Calls and texts: made by the team of a place, and forgotten but for who was told, and when."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.ideas import actions
from folkmoot.ideas.models import Contact
from folkmoot.ideas.queries.tasks import tasks_for
from folkmoot.ideas.tests.makers import NOON, a_co_author, a_place, a_put, an_organiser
from folkmoot.kernel import clock
from folkmoot.kernel.notify import queries, rules
from folkmoot.kernel.notify.actions import note_by_telephone
from folkmoot.kernel.notify.models import Message, Outcome
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

PAT = Contact("Pat Price", "", "phone", phone="+44 1632 960 001")
TESS = Contact("Tess Tudor", "", "text", phone="07700 900123")


@pytest.fixture
def place() -> Place:
    return a_place()


def to_tell(place: Place, contact: Contact = PAT, title: str = "A bench") -> tuple[Message, str]:
    """A call or text that waits, and the secret of the private link in it."""
    put = a_put(title, place=place, contact=contact)
    return Message.objects.get(about=f"ideas.Proposal:{put.proposal.pk}"), put.secret


def at_the_desk(place: Place, name: str = "Orla Organiser") -> tuple[Client, str]:
    client = Client()
    client.force_login(an_organiser(place, name))
    return client, f"/ideas/in/{place.slug}/calls/"


def test_a_call_is_made_and_it_is_seen_who_made_it(place: Place, valid_html: ValidHtml) -> None:
    call, secret = to_tell(place)
    client, home = at_the_desk(place)
    page = client.get(home)
    valid_html(page)
    assert "To do now (1)" in page.content.decode()

    page = client.get(f"{home}{call.pk}/")
    valid_html(page)
    words = page.content.decode()
    assert 'href="tel:+441632960001">+44 1632 960 001</a>' in words
    assert secret not in words, "nobody can say it over the telephone"
    assert "no-store" in page["Cache-Control"]

    assert client.post(f"{home}{call.pk}/", {"outcome": "no_answer"})["Location"] == home
    shown = client.get(home).content.decode()
    assert "To do now (0)" in shown
    assert "To try again later (1)" in shown
    assert "Orla Organiser tried on" in shown
    assert "by Orla Organiser: nobody answered" in client.get(f"{home}{call.pk}/").content.decode()

    client.post(f"{home}{call.pk}/", {"outcome": "reached"})
    page = client.get(home)
    valid_html(page)
    assert "Done (1)" in page.content.decode()
    assert "by phone on " in page.content.decode()
    call.refresh_from_db()
    assert call.text == ""
    gone = client.get(f"{home}{call.pk}/")
    assert (gone.status_code, secret in gone.content.decode()) == (409, False)


def test_a_text_is_sent_from_the_team_s_telephone(place: Place, valid_html: ValidHtml) -> None:
    text, _ = to_tell(place, TESS)
    client, home = at_the_desk(place)
    page = client.get(f"{home}{text.pk}/")
    valid_html(page)
    assert 'href="sms:07700900123?body=' in page.content.decode()
    client.post(f"{home}{text.pk}/", {"outcome": "sent"})
    assert "by text on " in client.get(home).content.decode()


def test_no_list_shows_a_number_or_a_link(place: Place) -> None:
    client, home = at_the_desk(place)
    for outcome in (Outcome.REACHED, Outcome.NO_ANSWER, Outcome.WRONG_NUMBER, None):
        number = f"01632 96000{len(str(outcome))}"
        contact = Contact("Pat Price", "", "phone", phone=number)
        call, secret = to_tell(place, contact)
        if outcome:
            note_by_telephone(message=call, outcome=outcome, by=None, at=clock.now())
        shown = client.get(home).content.decode()
        assert "Pat Price" in shown
        assert number not in shown, outcome
        assert secret not in shown, outcome


def test_only_those_who_tell_people_see_a_number(place: Place) -> None:
    call, _ = to_tell(place)
    home = f"/ideas/in/{place.slug}/calls/"
    for client in (Client(), at_the_desk(a_place("Elm Park"))[0]):
        for address in (home, f"{home}{call.pk}/"):
            answer = client.get(address)
            assert answer.status_code == 403
            assert "960 001" not in answer.content.decode()


def test_another_place_s_calls_are_neither_seen_nor_marked(place: Place) -> None:
    call, _ = to_tell(place)
    client, home = at_the_desk(a_place("Elm Park"))
    assert "To do now (0)" in client.get(home).content.decode()
    for key in (call.pk, uuid4()):
        assert client.get(f"{home}{key}/").status_code == 404
        assert client.post(f"{home}{key}/", {"outcome": "reached"}).status_code == 404
    call.refresh_from_db()
    assert call.sent_at is None


@pytest.mark.parametrize("wrong", ["", "sent", "reached\x00", "x" * 5000, "\N{PARTY POPPER}"])
def test_an_answer_that_does_not_fit_is_asked_for_again(
    place: Place, wrong: str, valid_html: ValidHtml
) -> None:
    call, _ = to_tell(place)
    client, home = at_the_desk(place)
    page = client.post(f"{home}{call.pk}/", {"outcome": wrong})
    assert page.status_code == 422
    valid_html(page)
    call.refresh_from_db()
    assert (call.tries, call.sent_at) == (0, None)


def test_two_who_ring_the_same_person_note_it_once(place: Place) -> None:
    call, _ = to_tell(place)
    client, home = at_the_desk(place)
    client.get(f"{home}{call.pk}/")
    note_by_telephone(message=call, outcome=Outcome.REACHED, by=None, at=clock.now())
    late = client.post(f"{home}{call.pk}/", {"outcome": "no_answer"})
    assert late.status_code == 409
    assert "done this already" in late.content.decode()


def test_who_could_not_be_reached_stands_where_somebody_sees_it(place: Place) -> None:
    call, _ = to_tell(place)
    client, home = at_the_desk(place)
    client.post(f"{home}{call.pk}/", {"outcome": "wrong_number"})
    shown = client.get(home).content.decode()
    assert "Not reached (1)" in shown
    assert "The number is wrong. Orla Organiser tried last" in shown


def test_calls_wait_on_those_who_make_them_and_not_while_they_are_put_off(place: Place) -> None:
    organiser = an_organiser(place)
    assert not tasks_for(organiser, NOON)
    call, _ = to_tell(place)
    to_tell(place, TESS)
    (task,) = tasks_for(organiser, NOON)
    assert (task.about, task.href) == ("1 call and 1 text", f"/ideas/in/{place.slug}/calls/")
    note_by_telephone(message=call, outcome=Outcome.NO_ANSWER, by=organiser, at=NOON)
    assert [task.about for task in tasks_for(organiser, NOON)] == ["1 text"]
    later = NOON + rules.CALL_AGAIN_AFTER + timedelta(minutes=1)
    assert [task.about for task in tasks_for(organiser, later)] == ["1 call and 1 text"]
    assert not tasks_for(an_organiser(a_place("Elm Park")), NOON)


@pytest.mark.parametrize("contact", [PAT, TESS])
def test_who_is_forgotten_is_not_rung_and_stands_on_no_list(place: Place, contact: Contact) -> None:
    put = a_put(place=place, contact=contact)
    a_co_author(put.proposal)
    actions.forget_author(author=put.author, by=None, at=NOON)
    assert not queries.telephone_list(place).exists()
    assert not queries.not_reached(place).exists()
    assert not Message.objects.filter(to__contains=contact.phone).exists()


def test_a_long_list_of_calls_costs_as_many_queries_as_one(place: Place) -> None:
    client, home = at_the_desk(place)
    counts = []
    for number in range(2):
        for each in range(1 + 4 * number):
            by = an_organiser(place, f"Caller {number}{each}")
            for outcome in (*Outcome, None):
                contact = PAT if outcome != Outcome.SENT else TESS
                contact = Contact(
                    contact.name, "", contact.reach_by, phone=f"01632 9600{number}{each}"
                )
                message, _ = to_tell(place, contact, title=f"Bench {number} {each} {outcome}")
                if outcome:
                    note_by_telephone(message=message, outcome=outcome, by=by, at=clock.now())
        with CaptureQueriesContext(connection) as seen:
            client.get(home)
        counts.append(len(seen))
    assert counts[0] == counts[1]
