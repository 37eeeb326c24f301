"""People sign up without an account, and find their courses on their own page."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from folkmoot.learning.models import Learner, Run, Standing
from folkmoot.learning.tests.makers import (
    NOON,
    a_course,
    a_place,
    a_run,
    at_moment,
    completed,
    page,
    signed_up,
)
from folkmoot.organising.tests.people_makers import a_neighbour
from folkmoot.people.actions import make_card
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    at_moment(monkeypatch, NOON)


def joined(browser: Client, run: Run, monkeypatch: pytest.MonkeyPatch, **told: str) -> Any:
    began = browser.get(page("join", run.ref)).context["form"].initial["began"]
    at_moment(monkeypatch, NOON + timedelta(minutes=1))
    return browser.post(page("join", run.ref), {"began": began, **told})


def test_somebody_signs_up_without_an_account_and_gives_the_place_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run, browser = a_run(), browser_of(None)
    answer = joined(browser, run, monkeypatch, name="Dai", needs="A chair with a back")
    learner = Learner.objects.get()
    assert answer.status_code == 302
    assert "You have a place, Dai" in browser.get(answer.url).content.decode()
    assert browser_of(None).get(page("mine", "2222-2222-2222-2222-2222")).status_code == 200
    browser.post(f"{answer.url}leave/")
    learner.refresh_from_db()
    assert learner.standing == Standing.LEFT
    browser.post(f"{answer.url}forget/")
    learner.refresh_from_db()
    assert learner.name == ""
    assert "no longer opens anything" in browser.get(answer.url).content.decode()


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, "What may we call you?"),
        ({"name": "Dai", "email": "dai@"}, "e-mail address"),
        ({"name": "Dai", "needs": "x" * 401}, "400"),
        ({"name": "Dai", "website": "http://x"}, "Leave this box empty"),
    ],
)
def test_a_sign_up_that_cannot_be_is_said_and_kept(
    told: dict[str, str], sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = joined(browser_of(None), a_run(), monkeypatch, **told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Learner.objects.exists()


def test_one_form_sent_twice_is_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    run, browser = a_run(), browser_of(None)
    began = browser.get(page("join", run.ref)).context["form"].initial["began"]
    at_moment(monkeypatch, NOON + timedelta(minutes=1))
    sent = [browser.post(page("join", run.ref), {"began": began, "name": "Dai"}) for _ in "ab"]
    assert [each.status_code for each in sent] == [302, 422]
    assert Learner.objects.count() == 1


def test_ones_courses_stand_on_ones_own_page_and_on_nobody_elses(valid_html: ValidHtml) -> None:
    here = a_place()
    run = a_run(a_course(here))
    dilys, eve = a_neighbour(here), a_neighbour(here, "Eve")
    learner = signed_up(run, "Dilys", neighbour=dilys)
    mine, hers = a_holder(dilys), a_holder(eve)
    shown = mine.get("/mine/courses/")
    valid_html(shown)
    assert "Introduction to community organising" in shown.content.decode()
    assert "Introduction to community" not in hers.get("/mine/courses/").content.decode()
    assert hers.post(f"/mine/courses/{learner.pk}/off/").status_code == 404
    completion = completed(learner)
    valid_html(mine.get(f"/mine/courses/{completion.pk}/certificate/"))
    assert hers.get(f"/mine/courses/{completion.pk}/certificate/").status_code == 404
    assert Client().get("/mine/courses/").status_code == 302
    mine.post(f"/mine/courses/{learner.pk}/off/")
    learner.refresh_from_db()
    assert (learner.name, learner.neighbour) == ("", None)


def a_holder(neighbour: Any) -> Client:
    """The browser of somebody who typed the code of their card."""
    browser = Client()
    secret = make_card(person=neighbour.person, by=None, at=NOON)
    browser.post("/mine/", {"code": secret})
    return browser


def test_whoever_opened_their_own_page_finds_a_course_there_after_signing_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here, there = a_place(), a_place("Elm Park")
    dilys = a_neighbour(here)
    browser = a_holder(dilys)
    joined(browser, a_run(a_course(here)), monkeypatch, name="Dilys")
    at_moment(monkeypatch, NOON)
    joined(browser, a_run(a_course(there)), monkeypatch, name="Dilys")
    assert Learner.objects.get(neighbour=dilys).run.place == here
    assert Learner.objects.count() == 2
