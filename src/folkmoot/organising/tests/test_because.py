"""One record because of another, and the journey that is told from it, in order, each time anew."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Because, Conversation, Knot, Promise
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_conversation,
    a_place,
    a_round,
    a_street,
    an_organiser,
    an_outing,
    at,
    someone,
)
from folkmoot.organising.tests.test_agreements import an_agreement
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def a_story(place: Place | None = None) -> tuple[Conversation, Conversation, Any]:
    """A chat over a wall leads to an agreement, and that to another conversation."""
    round = a_round(place)
    by = an_organiser(round.place)
    first = a_conversation(
        round, "I was a cook.", street=a_street(round.place), promise="Come back with the forms",
        promise_date=LATER.date(),
    )  # fmt: skip
    agreement = an_agreement(round.place)
    later = a_conversation(round, "We feed thirty now.", said_at=NOON + timedelta(days=2))
    actions.say_because(effect=agreement, cause=first, how="He cooks", by=by, at=LATER)
    promised = agreement.undertakings.get(words="Open at six")
    actions.keep_undertaking(undertaking=promised, by=by, at=LATER)
    actions.say_because(effect=later, cause=promised, by=by, at=LATER)
    return first, later, agreement


def told(place: Place, *starts: Any) -> list[str]:
    return [moment.words for moment in queries.journey_of(place, starts).moments]


def test_a_journey_tells_in_order_what_led_to_what_from_either_end() -> None:
    first, later, agreement = a_story()
    wanted = [
        "Promised: Come back with the forms",
        "At a door: conversation of 1 May 2026, Mill Lane",
        "Began to talk: The hall on Tuesdays",
        "Agreed: The hall on Tuesdays",
        "At a door: conversation of 3 May 2026",
        "The hall kept it: Open at six",
    ]
    for start in (first, later, agreement):
        assert sorted(told(first.place, start)) == sorted(wanted)
    stations = queries.journey_of(first.place, [first]).stations
    assert all(cause.number < each.number for each in stations for cause in each.causes)
    links = [(s.words, c.words, c.link.how) for s in stations for c in s.causes]
    assert links == [
        ("Agreement: The hall on Tuesdays", "Conversation of 1 May 2026, Mill Lane", "He cooks"),
        ("Conversation of 3 May 2026", "The hall: Open at six", ""),
    ]


def test_a_journey_is_told_of_every_kind_of_record() -> None:
    round = a_round()
    by = an_organiser(round.place)
    outing = an_outing(round)
    actions.go_out(outing=outing, by=by, at=NOON + timedelta(hours=1))
    actions.come_back(outing=outing, by=by, at=NOON + timedelta(hours=2))
    said = a_conversation(round, said_at=NOON + timedelta(minutes=90))
    telling = actions.tell_people(
        round=actions.end_listening(round=round, by=by, at=LATER), way="letter",
        told_date=LATER.date(), words="The swings.", n_reached=5, by=by, at=LATER,
    )  # fmt: skip
    actions.say_because(effect=said, cause=outing, by=by, at=LATER)
    actions.say_because(effect=telling, cause=said, by=by, at=LATER)
    words = told(round.place, telling)
    assert words[:2] == ["Went out to listen", "At a door: conversation of 1 May 2026"]
    assert "Came back from listening" in words
    assert any(each.startswith("People were told what was heard") for each in words)


def test_what_has_nothing_to_do_with_it_is_not_in_it() -> None:
    first, _, _ = a_story()
    a_conversation(first.round, "The bins.", street=a_street(first.place, "Quay Row"))
    an_agreement(first.place, title="Something else")
    words = " ".join(told(first.place, first))
    assert "Quay Row" not in words
    assert "Something else" not in words


def test_nothing_is_because_of_itself_nor_in_a_circle_nor_twice() -> None:
    first, later, agreement = a_story()
    by = an_organiser(first.place)
    wrong: list[tuple[Any, Any, str]] = [
        (first, first, "because of itself"),
        (agreement, first, "said already"),
        (first, agreement, "cannot both be"),
    ]
    for effect, cause, sentence in wrong:
        with pytest.raises(Refused, match=sentence):
            actions.say_because(effect=effect, cause=cause, by=by, at=LATER)
    with pytest.raises(Refused, match="300 letters"):
        actions.say_because(effect=later, cause=first, how="x" * 301, by=by, at=LATER)


def test_what_was_not_so_is_taken_back_once_and_can_be_said_again() -> None:
    first, _, agreement = a_story()
    by = an_organiser(first.place)
    link = Because.objects.get(how="He cooks")
    actions.take_because_back(link=link, by=by, at=LATER)
    assert "Agreed: The hall on Tuesdays" not in told(first.place, first)
    with pytest.raises(Refused, match="taken back already"):
        actions.take_because_back(link=link, by=by, at=LATER)
    actions.say_because(effect=agreement, cause=first, by=by, at=LATER)
    assert "Agreed: The hall on Tuesdays" in told(first.place, first)


def test_the_database_too_ties_only_one_record_of_one_place_to_another() -> None:
    first, _, _ = a_story()
    there = a_conversation(a_round(a_place("Elm Park")))
    with pytest.raises(Refused, match="another place"):
        actions.say_because(effect=there, cause=first, by=an_organiser(there.place), at=LATER)
    knot = Knot.objects.get(conversation=first)
    promise = Promise.objects.get()
    changes: list[Callable[[], object]] = [
        lambda: Knot.objects.create(place=first.place, conversation=there),
        lambda: Knot.objects.create(place=first.place),
        lambda: Knot.objects.create(place=first.place, conversation=there, promise=promise),
        lambda: Because.objects.create(
            place=there.place, cause=knot, effect=Knot.objects.exclude(pk=knot.pk)[0],
            linked_at=LATER,
        ),
        lambda: Because.objects.update(how="Something else"),
        lambda: Knot.objects.update(place=there.place),
    ]  # fmt: skip
    for change in changes:
        with pytest.raises((DatabaseError, IntegrityError)), transaction.atomic():
            change()


def test_it_is_said_and_taken_back_on_its_pages(valid_html: ValidHtml) -> None:
    round = a_round()
    first = a_conversation(round, street=a_street(round.place))
    agreement = an_agreement(round.place)
    browser = browser_of(an_organiser(round.place))
    address = at("because", round.place.slug, "agreement", agreement.pk)
    valid_html(browser.get(address))
    wrong: list[dict[str, str]] = [
        {"other": ""},
        {"other": "conversation:x", "how": "So"},
        {"other": f"agreement:{agreement.pk}"},
        {"other": f"conversation:{first.pk}", "how": "x" * 301},
    ]
    for sent in wrong:
        answer = browser.post(address, sent)
        assert answer.status_code == 422, sent
        assert sent.get("how", "") in answer.content.decode()
    browser.post(address, {"other": f"conversation:{first.pk}", "how": "He cooks"})
    page = browser.get(at("journey", round.place.slug, "agreement", agreement.pk))
    valid_html(page)
    assert "“He cooks”" in page.content.decode()
    browser.post(at("unlink", Because.objects.get().pk))
    page = browser.get(at("journey", round.place.slug, "agreement", agreement.pk))
    assert "He cooks" not in page.content.decode()


def test_a_journey_says_nothing_of_what_was_said_nor_of_who() -> None:
    first, _, _ = a_story()
    browser = browser_of(an_organiser(first.place))
    page = browser.get(at("journey", first.place.slug, "conversation", first.pk)).content.decode()
    assert "I was a cook" not in page
    actions.withdraw_words(conversation=first, by=None, at=LATER)
    again = browser.get(at("journey", first.place.slug, "conversation", first.pk))
    assert again.status_code == 404, "what was taken back leads nowhere by its address"
    assert "Agreed: The hall on Tuesdays" in " ".join(told(first.place, first)), "and still counts"


def test_another_places_team_finds_none_of_it() -> None:
    first, _, _ = a_story()
    elm = a_place("Elm Park")
    link = Because.objects.first()
    assert link
    who: list[Account | None] = [an_organiser(elm), someone("Sam"), None]
    for account in who:
        browser = browser_of(account)
        for page in ("journey", "because"):
            here = at(page, first.place.slug, "conversation", first.pk)
            assert browser.get(here).status_code == 403
        assert browser.post(at("unlink", link.pk)).status_code == 404
    there = browser_of(an_organiser(elm))
    for kind in ("conversation", "concern", "nowhere"):
        assert there.get(at("journey", elm.slug, kind, first.pk)).status_code == 404


def test_a_long_journey_asks_the_database_as_often_as_a_short_one() -> None:
    first, later, _ = a_story()
    browser = browser_of(an_organiser(first.place))

    def n_queries() -> list[int]:
        found = []
        for page in ("journey", "because"):
            with CaptureQueriesContext(connection) as asked:
                address = at(page, first.place.slug, "conversation", first.pk)
                assert browser.get(address).status_code == 200
            found.append(len(asked))
        return found

    short = n_queries()
    for number in range(12):
        agreement = an_agreement(first.place, title=f"Agreement {number}")
        actions.say_because(effect=agreement, cause=later, by=None, at=LATER)
    assert n_queries() == short
