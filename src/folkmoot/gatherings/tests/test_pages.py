"""The pages of gatherings: public ones for everyone, names for the team of one place alone."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.gatherings import actions
from folkmoot.gatherings.models import DayOfAction, Gathering, GatheringStage, Invited, Reply
from folkmoot.gatherings.tests.makers import (
    NOON,
    THEN,
    a_day,
    a_draft,
    a_gathering,
    a_guest,
    a_place,
    a_steward,
    an_organiser,
    at,
    someone,
)
from folkmoot.kernel import clock
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at_moment(monkeypatch, NOON)


def at_moment(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: when)


def a_filled(**more: Any) -> dict[str, Any]:
    facts: dict[str, Any] = {
        "title": "Street party", "kind": "party", "where": "Mill Lane", "open_to": "everyone",
        "childcare": "none", "about": "", "agenda": "Setting up\nEating",
        "starts_day": "21", "starts_month": "5", "starts_year": "2026", "starts_time": "2 pm",
        "ends_day": "21", "ends_month": "5", "ends_year": "2026", "ends_time": "7 pm",
    }  # fmt: skip
    return facts | more


def test_every_page_is_sound(valid_html: ValidHtml, monkeypatch: pytest.MonkeyPatch) -> None:
    place, day = a_place(), a_day()
    gathering = a_gathering(place, day=day, childcare="ask", access=["is_step_free"], seats=90)
    guest, secret = a_guest(gathering, needs="No nuts", n_people=3, n_children=1)
    actions.invite(
        gathering=gathering, invited=[Invited("Ann", "", "01632 960001")], by=None, at=NOON
    )
    draft = a_draft(place, title="Hidden")
    browser = browser_of(an_organiser(place))
    pages = [
        at("everywhere"), at("in_place", place.slug), at("new", place.slug),
        at("gathering", gathering.ref), at("come", gathering.ref), at("answer", secret),
        at("change", gathering.ref), at("call_off", gathering.ref), at("guests", gathering.ref),
        at("sheet", gathering.ref), at("gathering", draft.ref), at("day", day.slug),
    ]  # fmt: skip
    for address in pages:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        valid_html(answer)
    at_moment(monkeypatch, THEN + timedelta(hours=6))
    valid_html(browser.get(at("report", gathering.ref)))
    steward = browser_of(a_steward())
    for address in (at("new_day"), at("change_day", day.slug), at("everywhere")):
        valid_html(steward.get(address))
    assert guest.shown_name == "Dai"


def test_names_are_for_the_team_of_the_place_and_drafts_too() -> None:
    here, there = a_place(), a_place("Elm Park")
    gathering, draft = a_gathering(here), a_draft(here, title="Hidden")
    guest, _ = a_guest(gathering)
    team = ("change", "call_off", "guests", "report", "sheet", "announce")
    for who in (an_organiser(there), someone("Sam"), None):
        browser = browser_of(who)
        for page in team:
            assert browser.post(at(page, gathering.ref)).status_code == 403, (page, who)
            assert browser.get(at(page, draft.ref)).status_code == 404, (page, who)
        assert browser.get(at("gathering", draft.ref)).status_code == 404
        assert browser.get(at("calendar", draft.ref)).status_code == 404
        assert browser.post(at("guest_reply", guest.pk), {"reply": "COMING"}).status_code == 404
        assert browser.get(at("new", here.slug)).status_code == 403
        assert browser.get(at("new_day")).status_code == 403
        seen = browser.get(at("in_place", here.slug)).content.decode()
        assert "Street party" in seen
        assert "Hidden" not in seen
        shown = browser.get(at("gathering", gathering.ref)).content.decode()
        assert "Dai" not in shown
        assert "1 is coming so far" in shown


def test_a_gathering_is_planned_and_announced_on_the_pages() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    answer = browser.post(at("new", place.slug), a_filled())
    gathering = Gathering.objects.get()
    assert answer.status_code == 302
    assert gathering.starts_at.isoformat() == "2026-05-21T13:00:00+00:00"
    assert [item.title for item in gathering.agenda.all()] == ["Setting up", "Eating"]
    browser.post(at("announce", gathering.ref))
    gathering.refresh_from_db()
    assert gathering.stage == GatheringStage.ANNOUNCED


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_time": "1 pm"}, "It cannot end before it begins."),
        ({"starts_month": "2", "starts_day": "31"}, "31"),
        ({"starts_year": "2025", "ends_year": "2025"}, "That time has passed."),
        ({"title": ""}, "What is it called"),
        ({"title": "x" * 121}, "121"),
        ({"kind": "dragon"}, "kind"),
        ({"point": "200, 300"}, "Choose a point on the map"),
        ({"point": "-33.9, 18.4"}, "km from"),
        ({"seats": "-3"}, "1"),
        ({"seats": "many"}, "figures"),
        ({"agenda": "x\n" * 21}, "20 lines"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    wrong: dict[str, str], sentence: str
) -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    answer = browser.post(at("new", place.slug), a_filled(about="Bring a chair.", **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "Bring a chair." in page
    assert not Gathering.objects.exists()


def test_the_team_notes_an_answer_given_on_the_telephone() -> None:
    gathering = a_gathering()
    actions.invite(gathering=gathering, invited=[Invited("Ann")], by=None, at=NOON)
    ann = gathering.guests.get()
    browser = browser_of(an_organiser(gathering.place))
    assert browser.post(at("guest_reply", ann.pk), {"reply": "DRAGON"}).status_code == 422
    browser.post(at("guest_reply", ann.pk), {"reply": "COMING"})
    ann.refresh_from_db()
    assert ann.reply == Reply.COMING


def test_what_came_of_it_is_told_and_read_by_everyone_without_names(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gathering = a_gathering()
    dai, _ = a_guest(gathering)
    browser = browser_of(an_organiser(gathering.place))
    assert browser.get(at("report", gathering.ref)).status_code == 409
    at_moment(monkeypatch, THEN + timedelta(hours=6))
    told = {
        "came": [str(dai.pk)], "walked_in": "Mo", "n_counted": "500",
        "said_2": "The bread was gone by one.",
    }  # fmt: skip
    assert browser.post(at("report", gathering.ref), told).status_code == 302
    shown = Client().get(at("gathering", gathering.ref)).content.decode()
    assert "500 people came" in shown
    assert "The bread was gone by one." in shown
    assert "Mo" not in re.sub(r"<[^>]+>", " ", shown).split()


def test_what_is_wrong_in_a_report_is_said() -> None:
    gathering = a_gathering(
        starts_at=NOON - timedelta(hours=3), ends_at=NOON, at=NOON - timedelta(days=1)
    )
    browser = browser_of(an_organiser(gathering.place))
    for wrong in ({"n_counted": "-1"}, {"walked_in": "x" * 90}, {"said_1": "x" * 4001}):
        assert browser.post(at("report", gathering.ref), wrong).status_code == 422, wrong


def test_calendars_are_public_and_hold_what_was_announced() -> None:
    place, day = a_place(), a_day()
    gathering = a_gathering(place, day=day)
    a_draft(place, title="Hidden")
    for address in (
        at("place_calendar", place.slug),
        at("day_calendar", day.slug),
        at("calendar", gathering.ref),
    ):
        answer = Client().get(address)
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        assert b"SUMMARY:Street party" in answer.content
        assert b"Hidden" not in answer.content


def test_a_steward_plans_a_day_of_action_and_nobody_else() -> None:
    sent = {
        "name": "Day of Neighbours", "why": "To meet.",
        "starts_day": "21", "starts_month": "5", "starts_year": "2026",
    }  # fmt: skip
    steward = browser_of(a_steward())
    assert steward.post(at("new_day"), sent).status_code == 302
    day = DayOfAction.objects.get()
    assert (day.slug, day.ends_date) == ("day-of-neighbours", day.starts_date)
    wrong = sent | {"ends_day": "20", "ends_month": "5", "ends_year": "2026"}
    answer = steward.post(at("change_day", day.slug), wrong)
    assert answer.status_code == 422
    assert "It cannot end before it begins." in answer.content.decode()


def n_queries(browser: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(address).status_code == 200
    return len(caught)


def test_pages_ask_as_much_for_one_gathering_as_for_many() -> None:
    place, day = a_place(), a_day()
    gathering = a_gathering(place, day=day)
    a_guest(gathering, "First")
    browser = browser_of(an_organiser(place))
    pages = [
        at("everywhere"), at("in_place", place.slug), at("gathering", gathering.ref),
        at("guests", gathering.ref), at("sheet", gathering.ref), at("day", day.slug),
        at("place_calendar", place.slug),
    ]  # fmt: skip
    for address in pages:
        n_queries(browser, address)  # once, so that what is remembered is remembered
    before = [n_queries(browser, address) for address in pages]
    for n in range(12):
        a_guest(gathering, f"Guest {n}", needs="A chair")
        a_gathering(place, day=day, title=f"Party {n}")
    assert [n_queries(browser, address) for address in pages] == before
    assert max(before) <= 9


def test_who_finds_it_full_is_led_to_say_that_they_would_like_to_come() -> None:
    gathering = a_gathering(seats=2)
    a_guest(gathering, n_people=2)
    page = Client().get(at("gathering", gathering.ref)).content.decode()
    assert "It is full: there is room for 2." in page
    assert at("come", gathering.ref) in page
    assert "just come" not in page
    assert Client().get(at("come", gathering.ref)).status_code == 200
