"""What waits on whoever asks for help, and on two who read a note differently."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from folkmoot.organising import actions
from folkmoot.organising.models import Ask, Neighbour, Opportunity
from folkmoot.organising.queries.tasks import tasks_for
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_place,
    a_round,
    a_theme,
    an_organiser,
    coded,
    the_convenor,
)
from folkmoot.organising.tests.people_makers import a_helper, an_opportunity
from folkmoot.people.models import Account
from folkmoot.places.actions import end_role
from folkmoot.places.models import PlaceRole

pytestmark = pytest.mark.django_db

SOON = LATER + timedelta(hours=1)
WEEK = LATER + timedelta(days=7)


def asked(need: Opportunity, who: Neighbour, by: Account, answer: str = "") -> Ask:
    ask = actions.ask(
        opportunity=need, neighbour=who, because="Cooking", through="person", by=by, at=LATER
    )
    return actions.answer_ask(ask=ask, answer=answer, by=by, at=LATER) if answer else ask


def titles(account: Account, at: datetime = SOON) -> list[str]:
    return [task.title for task in tasks_for(account, at)]


def test_when_a_helper_cancels_those_who_lead_the_listening_look_for_another() -> None:
    place = a_place()
    by, ann = an_organiser(place), a_helper(place, "Ann")
    need = an_opportunity(place, starts_at=LATER + timedelta(days=3))
    Opportunity.objects.update(opened_by=by)
    ask = asked(need, ann, by, "YES")
    assert titles(by) == []
    actions.answer_ask(ask=ask, answer="CANCELLED", by=by, at=LATER)
    for who in (by, an_organiser(place, "Percy"), the_convenor(place)):
        task = tasks_for(who, SOON)[0]
        assert task.title == "Find somebody else: a helper had to cancel"
        assert "with nobody to do it" in task.otherwise
        assert str(need.pk) in task.href
    assert titles(the_convenor(a_place("Elm Park"))) == []
    asked(need, a_helper(place, "Bea"), by, "YES")
    assert titles(by) == []


def test_no_answer_waits_a_week_or_until_two_days_before_it_begins() -> None:
    place = a_place()
    by = an_organiser(place)
    asked(an_opportunity(place), a_helper(place, "Ann"), by)
    soon = an_opportunity(place, "Cake", starts_at=LATER + timedelta(days=5))
    asked(soon, a_helper(place, "Bea"), by)
    assert titles(by, LATER + timedelta(days=2)) == []
    four = tasks_for(by, LATER + timedelta(days=4))
    assert [task.about for task in four] == ["Bea: Cake"]
    assert sorted(task.about for task in tasks_for(by, WEEK)) == ["Ann: Chef needed", "Bea: Cake"]
    actions.end_opportunity(opportunity=soon, done=False, by=by, at=WEEK)
    assert [task.about for task in tasks_for(by, WEEK)] == ["Ann: Chef needed"]
    assert titles(an_organiser(place, "Percy"), WEEK) == []


def test_both_sides_say_that_it_was_done_and_then_there_is_somebody_to_thank() -> None:
    place = a_place()
    by, ann = an_organiser(place), a_helper(place, "Ann")
    need = an_opportunity(place)
    ask = asked(need, ann, by, "YES")
    assert titles(by) == []
    ask = actions.confirm(ask=ask, side="given", by=None, at=LATER)
    [task] = tasks_for(by, SOON)
    assert (task.title, task.otherwise) == (
        "Was it done? Both sides say so", "It was received? Say so.",
    )  # fmt: skip
    ask = actions.confirm(ask=ask, side="received", by=by, at=LATER)
    [task] = tasks_for(by, SOON)
    assert (task.title, task.about) == ("Thank them", "Ann: Chef needed")
    actions.thank(ask=ask, by=by, at=LATER)
    assert titles(by) == []


def test_what_is_done_asks_whether_each_helped() -> None:
    place = a_place()
    by, need = an_organiser(place), an_opportunity(place)
    asked(need, a_helper(place, "Ann"), by, "YES")
    actions.end_opportunity(opportunity=need, done=True, by=by, at=LATER)
    assert tasks_for(by, SOON)[0].otherwise == "Ask Ann whether they did it."


def test_who_was_forgotten_or_has_left_the_team_is_not_named_to_anybody() -> None:
    place = a_place()
    by, ann = an_organiser(place), a_helper(place, "Ann")
    asked(an_opportunity(place), ann, by)
    actions.forget_neighbour(neighbour=ann, with_words=False, by=None, at=LATER)
    assert tasks_for(by, WEEK)[0].about == "Somebody: Chef needed"
    for held in PlaceRole.objects.filter(account=by):
        end_role(held=held, by=None, at=LATER)
    assert titles(by, WEEK) == []


def test_two_who_read_notes_differently_are_asked_to_talk_until_it_is_settled() -> None:
    round = a_round()
    olive, percy = an_organiser(round.place), an_organiser(round.place, "Percy")
    notes = [a_conversation(round, f"Note {n}.") for n in range(3)]
    for note, others in zip(notes, ("Play", "Bins", "Bins"), strict=True):
        coded(note, "Play", by=olive)
        coded(note, others, by=percy, at=LATER + timedelta(minutes=1))
    for who in (olive, percy):
        [task] = tasks_for(who, SOON)
        assert task.title == "Talk about what you read differently"
        assert task.about == f"{round.name}: 2 notes"
        assert round.ref in task.href
    for note in notes[1:]:
        play = [a_theme(round.place, "Play")]
        actions.settle_note(conversation=note, themes=play, by=olive, at=LATER)
    assert titles(olive) == titles(percy) == []
    assert titles(the_convenor(round.place)) == []


def test_the_work_does_not_grow_with_what_waits() -> None:
    place = a_place()
    by, round = an_organiser(place), a_round(place)

    def more(number: int) -> None:
        asked(an_opportunity(place), a_helper(place, f"Ann {number}"), by)
        note = a_conversation(round, f"Note {number}.")
        coded(note, "Play", by=by)
        coded(note, "Bins", by=an_organiser(place, "Percy"))

    def n_queries() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert tasks_for(by, WEEK)
        return len(queries)

    more(0)
    few = n_queries()
    for number in range(1, 7):
        more(number)
    assert n_queries() == few
