"""The pages of listening: for the team of one place, the same work for one row and a hundred."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Conversation,
    DoNotCall,
    ListeningRound,
    Noticed,
    Outing,
    Promise,
    RoundStage,
    Street,
)
from folkmoot.organising.queries.tasks import tasks_for
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_conversation,
    a_group,
    a_place,
    a_planned_round,
    a_round,
    a_street,
    an_organiser,
    an_outing,
    at,
    someone,
)
from folkmoot.places.models import Place
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _three_days_later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def everything(place: Place) -> dict[str, str]:
    """An address of each page of a place, with something on it."""
    round = a_round(place)
    said = a_conversation(
        round, street=a_street(place), groups=[a_group(place)], noticed="Tired.",
        promise="Ask about the swings", promise_date=LATER.date(),
    )  # fmt: skip
    door = actions.leave_in_peace(
        street=a_street(place), house="6", until_date=LATER.date() + timedelta(days=9),
        by=None, at=NOON,
    )  # fmt: skip
    outing = an_outing(round, streets=[a_street(place)])
    return {
        "home": at("home", place.slug),
        "new": at("new_round", place.slug),
        "conversations": at("conversations", place.slug),
        "ground": at("ground", place.slug),
        "add street": at("add_street", place.slug),
        "add group": at("add_group", place.slug),
        "add door": at("add_door", place.slug),
        "street": at("street", a_street(place).pk),
        "group": at("group", a_group(place).pk),
        "round": at("round", round.ref),
        "tell": at("tell", round.ref),
        "note": at("note", round.ref),
        "plan outing": at("new_outing", round.ref),
        "outing": at("outing", outing.pk),
        "call off": at("call_off", outing.pk),
        "conversation": at("conversation", said.pk),
        "amend": at("amend", said.pk),
        "promise": at("promise", said.promises.get().pk),
        "planned": at("change_round", a_planned_round(place).ref),
        "lift": at("lift_door", door.pk),
    }


def test_every_page_is_sound(valid_html: ValidHtml) -> None:
    place = a_place()
    pages = everything(place)
    del pages["lift"]
    browser = browser_of(an_organiser(place))
    for name, address in pages.items():
        answer = browser.get(address)
        assert answer.status_code == 200, name
        valid_html(answer)


def test_another_places_team_finds_none_of_it_and_strangers_neither() -> None:
    here, there = a_place(), a_place("Elm Park")
    pages = everything(here)
    of_the_place = ("home", "new", "conversations", "ground", "add street", "add group", "add door")
    for who in (an_organiser(there), someone("Sam"), None):
        browser = browser_of(who)
        for name, address in pages.items():
            wanted = 403 if name in of_the_place else 404
            assert browser.get(address).status_code == wanted, (name, who)
            assert browser.post(address, {"words": "x"}).status_code == wanted, (name, who)


def test_a_conversation_is_noted_on_the_page_and_another_at_once() -> None:
    round = a_round()
    browser = browser_of(an_organiser(round.place))
    page = browser.get(at("note", round.ref))
    sent = sent_from(page) | {"said_2": "The swings are broken."}
    answer = browser.post(at("note", round.ref), sent | {"another": "yes"})
    assert answer["Location"] == at("note", round.ref)
    assert Conversation.objects.get().answers.get().words == "The swings are broken."
    browser.post(at("note", round.ref), sent)
    assert Conversation.objects.count() == 1, "the same note sent again"


def sent_from(page: Any) -> dict[str, Any]:
    """What a form sends when nothing is changed in it."""
    form = page.context["form"]
    said = form["said"].initial
    return {
        "key": str(form["key"].initial), "kind": "door", "band": "short", "n_people": "1",
        "said_day": said.day, "said_month": said.month, "said_year": said.year, "said_time": "noon",
    }  # fmt: skip


def test_a_note_that_says_nothing_is_asked_for_again_with_what_was_typed() -> None:
    round = a_round()
    browser = browser_of(an_organiser(round.place))
    sent = sent_from(browser.get(at("note", round.ref)))
    answer = browser.post(at("note", round.ref), sent | {"noticed": "He looked tired."})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Write down at least one thing they said." in page
    assert "He looked tired." in page
    assert not Conversation.objects.exists()


def test_an_answer_that_is_too_long_is_said_beside_its_box_and_kept() -> None:
    round = a_round()
    browser = browser_of(an_organiser(round.place))
    sent = sent_from(browser.get(at("note", round.ref)))
    answer = browser.post(at("note", round.ref), sent | {"said_2": "x" * 4001, "n_people": "0"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "4,000" in page or "4000" in page
    assert "Ensure" not in page
    assert "x" * 4001 in page
    assert "<details class" in page
    assert " open" in page.split("More: where and how long")[0].rpartition("<details")[2]


def test_who_leaves_takes_along_what_they_noticed() -> None:
    round = a_round()
    leaving, staying = an_organiser(round.place), an_organiser(round.place, "Percy")
    for who in (leaving, staying):
        a_conversation(round, noticed="He looked tired.", by=who)
    actions.forget_account(account=leaving, by=leaving, at=LATER)
    assert [each.by for each in Noticed.objects.all()] == [staying]


def test_a_round_is_planned_opened_ended_told_and_closed_on_its_pages() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    days = day("starts", 1) | day("ends", 2) | day("tell_by", 3)
    plan = {"name": "Spring", "why": "To know what matters.", "words_1": "What do you love?"}
    plan |= {"asks_1": "love"} | days
    refused = browser.post(at("new_round", place.slug), plan | {"asks_1": ""})
    assert refused.status_code == 422
    assert "Say what question 1 is after." in refused.content.decode()
    browser.post(at("new_round", place.slug), plan)
    round = ListeningRound.objects.get()
    for step in ("open_round", "end_round"):
        browser.post(at(step, round.ref))
    assert "People wait to be told" in browser.get(at("home", place.slug)).content.decode()
    early = browser.post(at("close_round", round.ref))
    assert early.status_code == 409
    assert "Nobody has been told" in early.content.decode()
    told = {"way": "letter", "words": "We heard about the swings.", **day("told", 4)}
    assert browser.post(at("tell", round.ref), told).status_code == 302
    browser.post(at("close_round", round.ref))
    round.refresh_from_db()
    assert round.stage == RoundStage.CLOSED


def day(name: str, number: int) -> dict[str, str]:
    return {f"{name}_day": str(number), f"{name}_month": "5", f"{name}_year": "2026"}


def test_an_outing_is_planned_for_two_and_comes_back() -> None:
    round = a_round()
    one, two = an_organiser(round.place), an_organiser(round.place, "Percy")
    browser = browser_of(one)
    times = {
        **day("starts", 5),
        "starts_time": "10 am",
        **day("back_by", 5),
        "back_by_time": "noon",
    }
    alone = browser.post(at("new_outing", round.ref), times | {"who": [str(one.pk)]})
    assert alone.status_code == 422
    assert "nobody goes alone" in alone.content.decode()
    browser.post(at("new_outing", round.ref), times | {"who": [str(one.pk), str(two.pk)]})
    outing = Outing.objects.get()
    browser.post(at("go_out", outing.pk))
    browser.post(at("come_back", outing.pk))
    outing.refresh_from_db()
    assert outing.stage == "BACK"


def test_a_promise_waits_on_the_one_who_made_it_until_it_is_answered() -> None:
    place = a_place()
    everything(place)
    mine = an_organiser(place)
    assert "Do what you promised" in [task.title for task in tasks_for(mine, LATER)]
    assert tasks_for(an_organiser(place, "Percy"), LATER) == []
    promise = Promise.objects.get()
    browser = browser_of(mine)
    assert browser.post(at("promise", promise.pk), {"answer": "ended"}).status_code == 422
    browser.post(at("promise", promise.pk), {"answer": "kept", "outcome": "They come in June."})
    assert tasks_for(mine, LATER) == []


def test_a_street_a_group_and_a_door_come_and_go() -> None:
    place = a_place()
    browser = browser_of(an_organiser(place))
    browser.post(at("add_street", place.slug), {"name": "Mill Lane", "homes": "60"})
    again = browser.post(at("add_street", place.slug), {"name": "mill lane"})
    assert again.status_code == 422
    street = Street.objects.get()
    browser.post(at("add_group", place.slug), {"name": "Renting", "people": "900"})
    door = {"street": str(street.pk), "house": "6", "until_day": "1", "until_month": "5",
            "until_year": "2028"}  # fmt: skip
    browser.post(at("add_door", place.slug), door)
    page = browser.get(at("ground", place.slug)).content.decode()
    assert "Mill Lane, 6" in page
    browser.post(at("lift_door", DoNotCall.objects.get().pk))
    browser.post(at("end_street", street.pk))
    assert "Mill Lane" not in browser.get(at("ground", place.slug)).content.decode()


@pytest.mark.parametrize("page", ["home", "conversations"])
def test_a_page_asks_the_database_as_often_for_one_row_as_for_many(page: str) -> None:
    place = a_place()
    round = a_round(place)
    browser = browser_of(an_organiser(place))

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(at(page, place.slug)).status_code == 200
        return len(asked)

    def one_more(number: int) -> None:
        street = a_street(place, f"Street {number}")
        a_conversation(
            round, street=street, groups=[a_group(place)], promise="Ask", promise_date=LATER.date()
        )
        an_outing(round, streets=[street], at=LATER)

    one_more(0)
    first = n_queries()
    for number in range(1, 12):
        one_more(number)
    assert n_queries() == first


def test_what_waits_is_asked_for_in_a_few_queries_however_much_there_is() -> None:
    place = a_place()
    round = a_round(place)
    for _ in range(12):
        a_conversation(round, promise="Ask", promise_date=LATER.date())
    mine = an_organiser(place)
    with CaptureQueriesContext(connection) as asked:
        assert len(tasks_for(mine, LATER)) == 12
    assert len(asked) == 8


def test_words_taken_back_are_gone_from_every_page_and_still_counted() -> None:
    round = a_round()
    said = a_conversation(round, "My landlord is Mr Hale.")
    browser = browser_of(an_organiser(round.place))
    browser.post(at("withdraw", said.pk))
    for page in (at("conversation", said.pk), at("conversations", round.place.slug)):
        assert "Hale" not in browser.get(page).content.decode()
    assert "1 conversation " in browser.get(at("round", round.ref)).content.decode()
