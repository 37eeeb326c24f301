"""D's chain on one screen, as he sees it himself, and without his name when he wishes."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from folkmoot.gatherings.tests.makers import a_gathering
from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Because, Did, Knot, Step
from folkmoot.organising.tests.makers import LATER, NOON, a_conversation, a_place, at
from folkmoot.organising.tests.makers import an_organiser as the_organiser
from folkmoot.organising.tests.people_makers import a_gift, a_neighbour, linked
from folkmoot.organising.tests.story_makers import (
    NAME,
    Story,
    a_step,
    a_whole_story,
    because,
    with_their_card,
    words_of,
)
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def the_page(story: Story, page: str, *more: object) -> Any:
    answer = browser_of(the_organiser(story.place)).get(at(page, *(more or (story.d.pk,))))
    assert answer.status_code == 200
    return answer


def test_one_screen_draws_the_chain_from_the_garden_wall_to_regular_work(
    valid_html: ValidHtml,
) -> None:
    story = a_whole_story()
    page = the_page(story, "neighbour_journey")
    valid_html(page)
    stations = queries.journey_of(story.place, queries.starts_of(story.d)).stations
    by_kind = [(each.kind, each.words) for each in stations]
    for record in story.chain:
        assert (record._meta.model_name, queries.words_of(record)) in by_kind
    text = words_of(page)
    for words in (
        f"{NAME} offered: “Trained cook”",
        f"{NAME} was asked: Chef for the street party",
        "Somebody who had said yes had to cancel: urgent",
        f"{NAME} joined a group or a committee: The street party committee",
        "Training session: Introduction to listening",
        "Halloween cook-off",
        "Agreement: Lunch at every course",
        f"“{NAME} said that he cooks”",
    ):
        assert words in text
    assert "I was a cook" not in text, "what was said is read in the note alone"


def test_from_whichever_record_one_begins_it_is_the_same_chain() -> None:
    story = a_whole_story()
    wanted = {queries.words_of(each) for each in story.chain}
    for record in (story.said, story.chain[6], story.agreement):
        found = queries.journey_of(story.place, [record]).stations
        assert wanted <= {each.words for each in found}
        where = {each.words: each.number for each in found}
        chain = [where[queries.words_of(each)] for each in story.chain]
        assert chain == sorted(chain), "nothing before what led to it"


def test_they_see_their_own_words_and_nobody_elses() -> None:
    story = a_whole_story()
    sees, own = the_page(story, "sees"), with_their_card(story.d).get(reverse("own:page"))
    for page in (words_of(sees), words_of(own)):
        for words in (
            "I was a cook for thirty years.",
            "You offered: “Trained cook”",
            "You were asked: Chef for the street party",
            "You joined a group or a committee: The street party committee",
            "Agreement: Lunch at every course",
            "Halloween cook-off",
        ):
            assert words in page
        for others in ("Ann Tolley", "Nothing for young people", "The hub", "had to cancel: urg"):
            assert others not in page
    assert b"disabled" in sees.content


def test_what_they_see_never_holds_what_a_listener_noticed() -> None:
    story = a_whole_story()
    round = story.said.round
    noted = a_conversation(round, "More.", noticed="He looked tired.", said_at=NOON)
    linked(noted, story.d)
    for page in ("sees", "neighbour_journey", "neighbour"):
        assert "looked tired" not in words_of(the_page(story, page))
    told = with_their_card(story.d).get(reverse("own:data")).content.decode()
    assert "looked tired" not in told


def test_what_somebody_did_is_noted_and_taken_out(valid_html: ValidHtml) -> None:
    d = a_neighbour(a_place(), NAME)
    browser = browser_of(the_organiser(d.place))
    valid_html(browser.get(at("add_step", d.pk)))
    day = {"done_day": "2", "done_month": "5", "done_year": "2026"}
    wrong: list[tuple[dict[str, str], str]] = [
        ({"kind": "", **day}, "What was it?"),
        ({"kind": "other", **day, "words": " "}, "Say in a few words what they did."),
        ({"kind": "joined", **day, "done_year": "2027"}, "That day is still to come."),
        ({"kind": "joined", **day, "words": "x" * 201}, "200"),
        ({"kind": "joined", **day, "done_month": "13"}, "day"),
    ]
    for sent, sentence in wrong:
        answer = browser.post(at("add_step", d.pk), sent)
        assert answer.status_code == 422, sent
        assert sentence in words_of(answer)
        assert sent.get("words", "").strip() in answer.content.decode()
    answer = browser.post(at("add_step", d.pk), {"kind": "joined", **day, "words": "The choir"})
    step = Step.objects.get()
    assert answer["Location"] == at("because", d.place.slug, "step", step.pk)
    assert "The choir" in words_of(browser.get(at("neighbour", d.pk)))
    with_their_card(d).post(reverse("own:step_out", args=[step.pk]))
    step.refresh_from_db()
    assert step.ended_at == LATER
    assert step.words == ""
    assert "joined a group" not in words_of(browser.get(at("neighbour_journey", d.pk)))
    with pytest.raises(Refused, match="taken out already"):
        actions.take_step_out(step=step, by=None, at=LATER)


def test_nobody_takes_out_what_somebody_else_did() -> None:
    mine, theirs = a_neighbour(name="Ann"), a_step(a_neighbour(name="Bea"))
    answer = with_their_card(mine).post(reverse("own:step_out", args=[theirs.pk]))
    assert answer.status_code == 404
    assert Step.objects.get().ended_at is None


def test_the_database_too_keeps_a_step_as_it_was_noted_and_ties_within_one_place() -> None:
    story = a_whole_story()
    there = a_whole_story(a_place("Elm Park"), "Other")
    step, far = Step.objects.first(), Step.objects.filter(neighbour=there.d).first()
    assert step
    assert far
    free = a_step(there.d, "work")
    changes: list[Callable[[], object]] = [
        lambda: Step.objects.filter(pk=step.pk).update(words="Something else"),
        lambda: Step.objects.filter(pk=step.pk).update(done_date=date(2020, 1, 1)),
        lambda: Step.objects.filter(pk=step.pk).delete(),
        lambda: Step.objects.filter(pk=step.pk).update(ended_at=LATER),
        lambda: Knot.objects.create(place=story.place, step=free),
        lambda: Knot.objects.create(place=story.place, gathering=a_gathering(there.place)),
        lambda: Because.objects.update(how="Something else"),
    ]
    for change in changes:
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_another_places_team_finds_none_of_it() -> None:
    story = a_whole_story()
    step = Step.objects.first()
    assert step
    elm = browser_of(the_organiser(a_place("Elm Park")))
    for page in ("neighbour_journey", "sees", "add_step"):
        assert elm.get(at(page, story.d.pk)).status_code == 404
    assert elm.post(at("take_step_out", step.pk)).status_code == 404
    assert Client().get(at("sees", story.d.pk)).status_code in (302, 404)


def test_a_longer_story_asks_the_database_as_often() -> None:
    story = a_whole_story()
    browser = browser_of(the_organiser(story.place))

    def n_queries() -> list[int]:
        found = []
        for page in ("neighbour_journey", "sees"):
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(at(page, story.d.pk)).status_code == 200
            found.append(len(asked))
        return found

    short = n_queries()
    for number in range(8):
        because(a_step(story.d, "joined", f"Group {number}"), story.agreement)
        because(a_gift(story.d), story.said)
    assert n_queries() == short


def test_a_step_is_of_somebody_we_still_know() -> None:
    d = a_neighbour(a_place(), NAME)
    actions.forget_neighbour(neighbour=d, with_words=False, by=None, at=LATER)
    with pytest.raises(Refused, match="asked to be forgotten"):
        actions.note_step(neighbour=d, did=Did("work", NOON.date()), by=None, at=LATER)
