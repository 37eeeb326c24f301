"""The pages of people met: for the team of their place, with everything typed kept."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.organising.models import Neighbour, Speaker
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_place,
    a_round,
    a_street,
    an_organiser,
    at,
    someone,
)
from folkmoot.organising.tests.people_makers import a_neighbour, an_answer, linked
from folkmoot.people.models import Consent
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
NOBODY = "00000000-0000-7000-8000-000000000000"


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def everything(place: Place) -> dict[str, str]:
    """An address of each page about people of a place, with something on it."""
    said = a_conversation(a_round(place), street=a_street(place))
    d = a_neighbour(place, street=a_street(place), answers={"ask": "yes"})
    linked(said, d)
    yes = Consent.objects.filter(person=d.person)[0]
    return {
        "neighbours": at("neighbours", place.slug),
        "meet": at("meet", place.slug),
        "neighbour": at("neighbour", d.pk),
        "change": at("change_neighbour", d.pk),
        "answer": at("answer", d.pk),
        "who": at("who", said.pk),
        "meet speaker": at("meet_speaker", said.pk),
        "conversation": at("conversation", said.pk),
        "away": at("away", said.pk, d.pk),
        "take back": at("take_back", d.pk, yes.pk),
    }


def test_every_page_about_people_is_sound(valid_html: ValidHtml) -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    for name, address in everything(place).items():
        answer = browser.get(address)
        assert answer.status_code == (405 if name in ("away", "take back") else 200), name
        if answer.status_code == 200:
            valid_html(answer)


def test_another_places_team_finds_nobody_and_strangers_neither() -> None:
    here, there = a_place(), a_place("Elm Park")
    pages = everything(here)
    for who in (an_organiser(there), someone("Sam"), None):
        browser = browser_of(who)
        for name, address in pages.items():
            wanted = 403 if name in ("neighbours", "meet") else 404
            assert browser.get(address).status_code in (wanted, 405), (name, who)
            assert browser.post(address, {"name": "x"}).status_code == wanted, (name, who)
    assert Speaker.objects.count() == 1


def test_a_neighbour_of_another_place_is_neither_chosen_nor_taken_away_by_a_guessed_address() -> (
    None
):
    here, there = a_place(), a_place("Elm Park")
    said, far = a_conversation(a_round(here)), a_neighbour(there, name="Cai")
    browser = browser_of(an_organiser(here))
    assert b"Cai" not in browser.get(at("who", said.pk)).content
    sent = browser.post(at("who", said.pk), {"neighbour": str(far.pk), "know": "yes"})
    assert sent.status_code == 422
    assert browser.post(at("away", said.pk, far.pk)).status_code == 404
    theirs = an_answer(far)
    mine = a_neighbour(here)
    assert browser.post(at("take_back", mine.pk, theirs.pk)).status_code == 404
    assert not Speaker.objects.exists()


def test_somebody_is_noted_from_a_conversation_and_their_name_stands_with_it() -> None:
    said = a_conversation()
    browser = browser_of(an_organiser(said.place))
    sent = {
        "name": "D", "reach_by": "phone", "phone": "01234 567", "know": "yes", "ask": "yes",
        "tell": "not_asked", "news": "no",
    }  # fmt: skip
    answer = browser.post(at("meet_speaker", said.pk), sent, follow=True)
    d = Neighbour.objects.get()
    assert answer.redirect_chain == [(at("neighbour", d.pk), 302)]
    assert "The swings are broken." in answer.content.decode()
    browser.post(at("away", said.pk, d.pk))
    assert "No name stands with this." in browser.get(at("conversation", said.pk)).content.decode()
    assert "The swings" in browser.get(at("conversation", said.pk)).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, 'href="#id_name"'),
        ({"reach_by": "email"}, "Write the e-mail address"),
        ({"reach_by": "email", "email": "d at home"}, "e-mail address"),
        ({"reach_by": "pigeon"}, "How may they be reached?"),
        ({"name": "D" * 201}, "200"),
    ],
)
def test_what_is_wrong_with_a_note_is_said_and_everything_typed_is_kept(
    sent: dict[str, str], sentence: str
) -> None:
    place = a_place()
    whole = {
        "name": "Dilys from the corner", "reach_by": "none", "address": "The shop",
        "ask": "yes", "tell": "no", "news": "not_asked",
    } | sent  # fmt: skip
    answer = browser_of(an_organiser(place)).post(at("meet", place.slug), whole)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert "The shop" in page
    assert not Neighbour.objects.exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"through": ""}, "Say how they may be reached"),
        ({"basis": "charity"}, "Only a charity"),
        ({"asked_0": "", "asked_1": "", "asked_2": "", "asked_3": ""}, "When were they asked"),
    ],
)
def test_an_answer_that_cannot_be_kept_is_mended_on_the_page(
    sent: dict[str, str], sentence: str
) -> None:
    d = a_neighbour()
    names = moment_of("asked")
    whole = {
        "purpose": "news", "through": "email", "said": "yes", "how": "spoken", "basis": "consent",
        "wording": "Shall we write?",
    } | names  # fmt: skip
    changed = {key: "" for key in names} if "asked_0" in sent else sent
    answer = browser_of(an_organiser(d.place)).post(at("answer", d.pk), whole | changed)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert "Shall we write?" in answer.content.decode()
    assert not Consent.objects.exists()


def test_a_no_at_the_door_leaves_no_name_and_no_answer() -> None:
    said = a_conversation()
    d = a_neighbour(said.place)
    sent = {"neighbour": str(d.pk), "know": "no"}
    answer = browser_of(an_organiser(said.place)).post(at("who", said.pk), sent)
    assert answer.status_code == 422
    assert "They said no" in answer.content.decode()
    assert not Speaker.objects.exists()


def test_the_work_of_a_page_does_not_grow_with_how_many_are_known() -> None:
    round = a_round()
    place = round.place
    browser = browser_of(an_organiser(place))
    d = a_neighbour(place)
    pages = [at("neighbours", place.slug), at("neighbour", d.pk)]

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            for address in pages:
                assert browser.get(address).status_code == 200
        return len(asked)

    def one_more(number: int) -> None:
        a_neighbour(place, f"Neighbour {number}", street=a_street(place, f"Street {number}"))
        linked(a_conversation(round, street=a_street(place, f"Street {number}")), d)

    one_more(0)
    first = n_queries()
    for number in range(1, 10):
        one_more(number)
    assert n_queries() == first


def moment_of(name: str) -> dict[str, Any]:
    return {
        f"{name}_day": "3", f"{name}_month": "5", f"{name}_year": "2026", f"{name}_time": "10:00",
    }  # fmt: skip
