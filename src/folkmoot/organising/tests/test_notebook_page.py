"""The page that phones keep: it names nobody, is for one place's team, and can be installed."""

import threading
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.staticfiles import finders
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import Conversation, ListeningRound
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_conversation,
    a_group,
    a_note,
    a_place,
    a_planned_round,
    a_round,
    a_street,
    an_organiser,
    someone,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def asked(account: Account | None, page: str, place: Place) -> Any:
    client = Client()
    if account:
        client.force_login(account)
    return client.get(reverse(f"organising:{page}", args=[place.slug]))


def everybody_heard(place: Place) -> ListeningRound:
    round = a_round(place)
    a_conversation(round, "My landlord is Mr Hale.", noticed="Tired.", street=a_street(place))
    actions.leave_in_peace(
        street=a_street(place), house="Rose Cottage", until_date=LATER.date() + timedelta(days=9),
        by=None, at=NOON,
    )  # fmt: skip
    a_group(place)
    return round


def test_the_page_a_phone_keeps_names_nobody_and_tells_nothing_that_was_said(
    valid_html: ValidHtml,
) -> None:
    round = everybody_heard(a_place())
    olive, percy = an_organiser(round.place), an_organiser(round.place, "Percy")
    answer = asked(olive, "notebook", round.place)
    valid_html(answer)
    page = answer.content.decode()
    assert "Mill Lane" in page
    assert "What do you love about living here?" in page
    secrets = ["Hale", "Tired", "Rose Cottage", olive.name, olive.email, percy.name, percy.email,
               "csrfmiddlewaretoken", "Sign out"]  # fmt: skip
    assert [secret for secret in secrets if secret in page] == []


def test_for_two_people_the_page_differs_by_sixteen_figures_and_no_more() -> None:
    round = everybody_heard(a_place())
    pages = [
        asked(an_organiser(round.place, name), "notebook", round.place).content.decode()
        for name in ("Olive", "Percy")
    ]
    one, two = (page.partition('"by": "') for page in pages)
    assert one[2][:16] != two[2][:16]
    assert (one[0], one[2][16:]) == (two[0], two[2][16:])


def test_only_the_team_of_the_place_opens_its_notebook() -> None:
    here, there = a_round(), a_round(a_place("Elm Park"))
    for page in ("notebook", "notebook_ready", "notebook_key"):
        assert asked(an_organiser(here.place), page, here.place).status_code == 200
        for other in (an_organiser(there.place), someone("Sam"), None):
            assert asked(other, page, here.place).status_code == 403


def test_a_phone_can_put_it_on_its_home_screen_sign_in_there_and_keep_nothing_above_it() -> None:
    place = a_round().place
    told = asked(None, "notebook_manifest", place).json()
    home = reverse("organising:notebook", args=[place.slug])
    assert told["start_url"] == told["id"] == home
    assert reverse("account_login").startswith(told["scope"]), "they sign in where they note"
    assert told["display"] == "standalone"
    assert {icon["sizes"] for icon in told["icons"]} == {"192x192", "512x512"}
    worker = reverse("organising:notebook_worker", args=[place.slug])
    assert worker.startswith(home), "a worker rules over what is below it"
    answer = asked(None, "notebook_worker", place)
    assert answer["Content-Type"].startswith("text/javascript")
    assert "script-src 'self'" in answer["Content-Security-Policy"]
    assert "no-cache" in answer["Cache-Control"]
    assert len(answer.content.decode().splitlines()) < 80
    if finders.find("ui/main.css"):  # where the assets are built
        assert all(finders.find(f"ui/icons/app-{size}.png") for size in (192, 512))


def test_a_place_that_never_listened_begins_its_notebook_with_one_button() -> None:
    place = a_planned_round().place
    mine = an_organiser(place)
    assert asked(mine, "notebook", place).status_code == 302
    page = asked(mine, "notebook_key", place).content.decode()
    assert "Begin the notebook" in page
    client = Client()
    client.force_login(mine)
    client.post(reverse("organising:notebook_key", args=[place.slug]))
    answer = asked(mine, "notebook", place)
    assert "No round of listening is open" in answer.content.decode()


def test_the_page_asks_the_database_as_often_for_one_street_as_for_many() -> None:
    round = everybody_heard(a_place())
    mine = an_organiser(round.place)

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert asked(mine, "notebook", round.place).status_code == 200
        return len(queries)

    first = n_queries()
    for number in range(30):
        a_street(round.place, f"Street {number}")
    assert n_queries() == first


@pytest.mark.django_db(transaction=True)
def test_two_notes_under_one_number_sent_by_eight_at_once_are_two_notes() -> None:
    round = a_round()
    by = an_organiser(round.place)
    first = a_note(round, "Swings.")
    second = replace(a_note(round, "Bins."), key=first.key)
    together = threading.Barrier(8)
    failures: list[Exception] = []

    def send(number: int) -> None:
        together.wait()
        try:
            note = second if number % 2 else first
            actions.take_note(round=round, note=note, by=by, at=LATER)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[number]) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Conversation.objects.count() == 2
    assert Conversation.objects.filter(beside=first.key).count() == 1
