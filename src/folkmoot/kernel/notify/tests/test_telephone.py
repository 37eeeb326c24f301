"""Calls and texts that people make: who is to be told, who tried, and what came of it."""

from datetime import timedelta
from typing import Any

import pytest

from folkmoot.kernel.notify import actions, queries, rules
from folkmoot.kernel.notify.models import Channel, Message, Outcome, label_of
from folkmoot.kernel.notify.tests.makers import NOON, a_thing
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db

DILYS = "Dilys Rees\n01632 960001"
HERE, ELSEWHERE = a_thing(), a_thing()


def a_call(**more: Any) -> Message:
    wanted = {"to": DILYS, "subject": "Soup", "text": "Ask her.", "within": HERE, **more}
    return actions.ask_to_call(about=a_thing(), by=None, at=NOON, **wanted)


def a_text(**more: Any) -> Message:
    wanted = {"to": DILYS, "subject": "Soup", "text": "Soup!", "within": HERE, **more}
    return actions.ask_to_text(about=a_thing(), by=None, at=NOON, **wanted)


def note(message: Message, outcome: Outcome, hours: float = 0) -> Message:
    at = NOON + timedelta(hours=hours)
    return actions.note_by_telephone(message=message, outcome=outcome, by=None, at=at)


def test_a_list_names_whom_to_tell_and_only_the_number_s_page_the_number() -> None:
    call, nameless = a_call(), a_text(to="+44 (0)7700 900-001")
    assert list(queries.telephone_list(HERE)) == [call, nameless]
    assert not queries.telephone_list(ELSEWHERE).exists()
    assert (call.addressee, call.number, call.dialled) == (
        "Dilys Rees",
        "01632 960001",
        "01632960001",
    )
    assert nameless.addressee == "Someone whose name we do not know"
    assert nameless.dialled == "+4407700900001"


@pytest.mark.parametrize(("make", "outcome"), [(a_call, Outcome.REACHED), (a_text, Outcome.SENT)])
def test_who_has_been_told_is_told_once_and_the_words_go(make: Any, outcome: Outcome) -> None:
    message = note(make(), outcome)
    assert (message.sent_at, message.text, message.tries) == (NOON, "", 1)
    assert list(queries.telephoned(HERE)) == [message]
    assert not queries.telephone_list(HERE).exists()
    for again in Channel(message.channel), outcome:
        with pytest.raises(Refused, match=r"done this already|cannot be"):
            note(message, Outcome.WRONG_NUMBER if again == outcome else outcome)
    (event,) = Event.objects.filter(kind="telephoned")
    assert (event.about, event.facts) == (label_of(message), {"outcome": outcome.value})


def test_who_does_not_answer_is_rung_again_later_in_the_day_and_not_for_ever() -> None:
    call, other = a_call(), a_call(to="Olu\n01632 960002")
    note(call, Outcome.NO_ANSWER)
    assert list(queries.telephone_list(HERE)) == [other, call], "who was not tried comes first"
    assert queries.piles_of([HERE], NOON)[label_of(HERE)]["phone"].number == 1
    later = NOON + rules.CALL_AGAIN_AFTER
    assert queries.piles_of([HERE], later)[label_of(HERE)]["phone"].number == 2
    for number in range(1, rules.MOST_CALLS):
        assert list(queries.not_reached(HERE)) == []
        call = note(call, Outcome.NO_ANSWER, hours=number * 24)
    assert (call.failed, call.text) == ("Nobody answered 5 calls.", "")
    assert list(queries.not_reached(HERE)) == [call]
    assert list(queries.telephone_list(HERE)) == [other]


def test_a_wrong_number_is_wrong_for_all_that_waits_to_go_to_it_in_that_place() -> None:
    call, text, there = a_call(), a_text(), a_call(within=ELSEWHERE)
    other = a_call(to="Olu\n01632 960002")
    note(call, Outcome.WRONG_NUMBER)
    assert set(queries.not_reached(HERE)) == {call, text}
    assert list(queries.telephone_list(HERE)) == [other]
    assert list(queries.telephone_list(ELSEWHERE)) == [there]
    text.refresh_from_db()
    assert (text.failed, text.text, text.tries) == ("The number is wrong.", "", 0)


@pytest.mark.parametrize(
    ("make", "outcome"),
    [(a_call, Outcome.SENT), (a_text, Outcome.REACHED), (a_text, Outcome.NO_ANSWER)],
)
def test_what_comes_of_a_call_cannot_come_of_a_text(make: Any, outcome: Outcome) -> None:
    message = make()
    with pytest.raises(Refused, match="cannot be what came of it"):
        note(message, outcome)
    letter = actions.send_letter(
        to="Dilys\n1 Elm Row", subject="S", text="T", about=HERE, within=HERE, by=None, at=NOON
    )
    with pytest.raises(Refused, match="cannot be what came of it"):
        note(letter, outcome)


def test_piles_of_many_places_are_one_query(django_assert_num_queries: Any) -> None:
    a_call()
    a_text(within=ELSEWHERE)
    with django_assert_num_queries(1):
        piles = queries.piles_of([HERE, ELSEWHERE], NOON)
    assert {label: set(found) for label, found in piles.items()} == {
        label_of(HERE): {"phone"},
        label_of(ELSEWHERE): {"text"},
    }
