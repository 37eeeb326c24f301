"""Saying that one comes, and inviting people, over the web."""

import re
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.gatherings.models import Gathering, Guest, Reply
from folkmoot.gatherings.tests.makers import NOON, a_gathering, an_organiser, at
from folkmoot.kernel import clock
from tests.fixtures.pages import browser_of

pytestmark = [pytest.mark.django_db, pytest.mark.sqlite]


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at_moment(monkeypatch, NOON)


def at_moment(monkeypatch: pytest.MonkeyPatch, when: datetime) -> None:
    monkeypatch.setattr(clock, "now", lambda: when)


def come_with(browser: Client, gathering: Gathering, **more: Any) -> Any:
    """The form as a person sends it: opened, looked at for a while, filled in."""
    page = browser.get(at("come", gathering.ref)).content.decode()
    began = re.search(r'name="began" value="([^"]+)"', page)
    assert began
    facts = {"began": began[1], "website": "", "reply": "COMING", "n_people": "2", "name": "Dai"}
    return browser.post(at("come", gathering.ref), facts | more)


def test_anyone_says_that_they_come_and_changes_it_without_an_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    gathering = a_gathering()
    browser = Client()
    moments = iter(NOON + timedelta(seconds=5 * n) for n in range(99))
    monkeypatch.setattr(clock, "now", lambda: next(moments))
    answer = come_with(browser, gathering)
    own = answer["Location"]
    assert answer.status_code == 302
    page = browser.get(own)
    assert "no-store" in page["Cache-Control"]
    assert page["X-Robots-Tag"] == "noindex"
    assert "You told us: coming" in page.content.decode()
    changed = {"reply": "PERHAPS", "n_people": "5", "name": "Dai", "needs": "A lift"}
    assert browser.post(own, changed).status_code == 302
    guest = Guest.objects.get()
    assert (guest.reply, guest.n_people, guest.needs) == (Reply.PERHAPS, 5, "A lift")
    assert browser.post(f"{own}take-back/").status_code == 302
    assert browser.get(own).status_code == 404
    assert Guest.objects.known().count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"n_people": "0"}, "1"),
        ({"n_people": "two"}, "figures"),
        ({"email": "dai at example"}, "e-mail"),
        ({"needs": "x" * 401}, "401"),
        ({"website": "http://spam"}, "Leave this box empty"),
        ({"reply": ""}, "coming"),
        ({"n_children": "4", "n_people": "2"}, "more children than people"),
    ],
)
def test_an_answer_that_cannot_be_says_why(
    wrong: dict[str, str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gathering = a_gathering(childcare="there")
    moments = iter(NOON + timedelta(seconds=5 * n) for n in range(99))
    monkeypatch.setattr(clock, "now", lambda: next(moments))
    answer = come_with(Client(), gathering, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Dai" in answer.content.decode()
    assert not Guest.objects.exists()


def test_a_list_of_people_is_read_line_by_line_and_the_wrong_line_is_named() -> None:
    gathering = a_gathering()
    browser = browser_of(an_organiser(gathering.place))
    lines = "Dai Jones, dai@example.org\nAnn <ann@example>\nMo, +44 1632 960001"
    answer = browser.post(at("guests", gathering.ref), {"people": lines})
    assert answer.status_code == 422
    assert "Line 2: “ann@example” is not an e-mail address." in answer.content.decode()
    assert "Dai Jones" in answer.content.decode()
    assert not Guest.objects.exists()
    lines = lines.replace("ann@example", "ann@example.org")
    assert browser.post(at("guests", gathering.ref), {"people": lines}).status_code == 302
    found = list(Guest.objects.order_by("name").values_list("name", "email", "phone"))
    assert found == [
        ("Ann", "ann@example.org", ""),
        ("Dai Jones", "dai@example.org", ""),
        ("Mo", "", "+44 1632 960001"),
    ]
