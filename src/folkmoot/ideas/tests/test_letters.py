"""Letters: printed by the team of a place, posted, and forgotten but for the day."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from folkmoot.ideas import actions
from folkmoot.ideas.models import Contact
from folkmoot.ideas.queries.tasks import tasks_for
from folkmoot.ideas.tests.makers import NOON, a_co_author, a_place, a_put, an_organiser
from folkmoot.kernel import clock
from folkmoot.kernel.notify import queries
from folkmoot.kernel.notify.actions import note_posted, note_printed
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]

LOU = Contact("Lou Lloyd", "", "letter", address="2 High Street\nWren's Cross")


@pytest.fixture
def place() -> Place:
    return a_place()


def a_letter(place: Place, title: str = "A bench", contact: Contact = LOU) -> tuple[Message, str]:
    """A letter that waits, and the secret of the private link in it."""
    put = a_put(title, place=place, contact=contact)
    return Message.objects.get(channel="letter", about=f"ideas.Proposal:{put.proposal.pk}"), (
        put.secret
    )


def at_the_desk(place: Place) -> Client:
    client = Client()
    client.force_login(an_organiser(place))
    return client


def days(day: date) -> dict[str, str]:
    return {
        "posted_date_day": str(day.day),
        "posted_date_month": str(day.month),
        "posted_date_year": str(day.year),
    }


def test_a_letter_is_printed_posted_and_seen_to_have_gone(
    place: Place, valid_html: ValidHtml
) -> None:
    letter, secret = a_letter(place)
    client, home = at_the_desk(place), f"/ideas/in/{place.slug}/letters/"
    page = client.get(home)
    valid_html(page)
    assert "To print (1)" in page.content.decode()

    sheet = client.get(f"{home}print/")
    valid_html(sheet)
    words = sheet.content.decode()
    assert "2 High Street" in words
    assert secret in words
    assert "no-store" in sheet["Cache-Control"]
    assert Message.objects.get(pk=letter.pk).printed_at is None, "looking changes nothing"

    client.post(f"{home}printed/", {"letter": [str(letter.pk)]})
    assert "Printed, to post (1)" in client.get(home).content.decode()
    assert secret in client.get(f"{home}{letter.pk}/").content.decode(), "it can be printed again"

    today = localdate(clock.now())
    client.post(home, {"letters": [str(letter.pk)], **days(today)})
    page = client.get(home)
    valid_html(page)
    assert "Posted (1)" in page.content.decode()
    letter.refresh_from_db()
    assert (letter.posted_date, letter.text) == (today, "")
    assert client.get(f"{home}{letter.pk}/").status_code == 404
    kinds = Event.objects.filter(about__contains=str(letter.pk)).values_list("kind", flat=True)
    assert {"letter_written", "letter_printed", "letter_posted"} <= set(kinds)


def test_no_list_shows_a_link_or_a_street(place: Place) -> None:
    letter, secret = a_letter(place)
    client, home = at_the_desk(place), f"/ideas/in/{place.slug}/letters/"
    for step in ("waiting", "printed", "posted"):
        if step == "printed":
            note_printed(letters=[letter], by=None, at=clock.now())
        elif step == "posted":
            today = localdate(clock.now())
            note_posted(letters=[letter], posted_date=today, by=None, at=clock.now())
        shown = client.get(home).content.decode()
        assert "Lou Lloyd" in shown, step
        assert secret not in shown
        assert "High Street" not in shown
        assert "/ideas/link/" not in shown


def test_another_place_s_letters_are_neither_seen_nor_marked(place: Place) -> None:
    letter, _ = a_letter(place)
    there = a_place("Elm Park")
    client, home = at_the_desk(there), f"/ideas/in/{there.slug}/letters/"
    assert "To print (0)" in client.get(home).content.decode()
    assert client.get(f"{home}print/").status_code == 409
    assert client.post(f"{home}printed/", {"letter": [str(letter.pk)]}).status_code == 409
    note_printed(letters=[letter], by=None, at=clock.now())
    assert client.get(f"{home}{letter.pk}/").status_code == 404
    today = localdate(clock.now())
    refused = client.post(home, {"letters": [str(letter.pk)], **days(today)})
    assert refused.status_code == 422
    letter.refresh_from_db()
    assert letter.sent_at is None


def test_a_form_that_cannot_be_right_says_why_and_keeps_what_was_said(
    place: Place, valid_html: ValidHtml
) -> None:
    first, _ = a_letter(place)
    second, _ = a_letter(place, "A shelter")
    note_printed(letters=[first, second], by=None, at=clock.now())
    client, home = at_the_desk(place), f"/ideas/in/{place.slug}/letters/"
    tomorrow = localdate(clock.now()) + timedelta(days=1)
    page = client.post(home, {"letters": [str(first.pk)], **days(tomorrow)})
    assert page.status_code == 422
    tree = valid_html(page)
    boxes = [box for box in tree.iter("input") if box.get("type") == "checkbox"]
    ticked = [box.get("value") for box in boxes if box.get("checked") is not None]
    assert ticked == [str(first.pk)]
    assert "or an earlier day" in page.content.decode()
    nothing = client.post(home, days(localdate(clock.now())))
    assert "Tick the letters that are in the post." in nothing.content.decode()


def test_two_who_post_the_same_letter_post_it_once(place: Place) -> None:
    letter, _ = a_letter(place)
    today = localdate(NOON)
    with pytest.raises(Refused, match="not been printed"):
        note_posted(letters=[letter], posted_date=today, by=None, at=NOON)
    note_printed(letters=[letter], by=None, at=NOON)
    with pytest.raises(Refused, match="written after"):
        note_posted(letters=[letter], posted_date=today - timedelta(days=9), by=None, at=NOON)
    note_posted(letters=[letter], posted_date=today, by=None, at=NOON)
    with pytest.raises(Refused, match="Somebody else"):
        note_posted(letters=[letter], posted_date=today, by=None, at=NOON)
    with pytest.raises(Refused, match="Somebody else"):
        note_printed(letters=[letter], by=None, at=NOON)


def test_the_database_knows_no_posted_letter_that_was_not_printed(place: Place) -> None:
    letter, _ = a_letter(place)
    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=letter.pk).update(sent_at=NOON, posted_date=localdate(NOON))


def test_letters_wait_on_those_who_post_them(place: Place) -> None:
    organiser = an_organiser(place)
    assert not tasks_for(organiser, NOON)
    a_letter(place)
    a_letter(place, "A shelter")
    (task,) = tasks_for(organiser, NOON)
    assert (task.about, task.place) == ("2 letters", place.name)
    assert not tasks_for(an_organiser(a_place("Elm Park")), NOON)


def test_who_is_forgotten_gets_no_letter_and_stands_on_no_list(place: Place) -> None:
    put = a_put(place=place, contact=LOU)
    a_co_author(put.proposal)
    actions.forget_author(author=put.author, by=None, at=NOON)
    assert not queries.letters_to_print(place).exists()
    assert not Message.objects.filter(to__contains="Lou").exists()


def test_a_stack_of_letters_costs_as_many_queries_as_one(place: Place) -> None:
    client = at_the_desk(place)
    home = f"/ideas/in/{place.slug}/letters/"
    a_letter(place)
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as seen:
            client.get(home)
            client.get(f"{home}print/")
        counts.append(len(seen))
        for number in range(5):
            a_letter(place, f"Bench {number}")
    assert counts[0] == counts[1]
