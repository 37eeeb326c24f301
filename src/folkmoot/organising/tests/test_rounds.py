"""A round of listening: planned, opened, ended, told, and only then closed."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import (
    DoNotCall,
    ListeningRound,
    OutingStage,
    Question,
    RoundStage,
    Telling,
)
from folkmoot.organising.queries.home import home_of
from folkmoot.organising.tests.makers import (
    LATER,
    NOON,
    a_convenor,
    a_conversation,
    a_place,
    a_plan,
    a_planned_round,
    a_round,
    a_street,
    an_organiser,
    an_outing,
    someone,
)

pytestmark = pytest.mark.django_db


def told(round: ListeningRound, **more: Any) -> Telling:
    facts: dict[str, Any] = {
        "way": "letter", "told_date": LATER.date(), "words": "We heard about the swings.",
        "n_reached": 400, "by": None, "at": LATER,
    }  # fmt: skip
    return actions.tell_people(round=round, **(facts | more))


def test_a_round_closes_only_when_people_have_been_told() -> None:
    round = a_round()
    with pytest.raises(Refused, match="End the listening first"):
        actions.close_round(round=round, by=None, at=LATER)
    actions.end_listening(round=round, by=None, at=LATER)
    with pytest.raises(Refused, match="Nobody has been told"):
        actions.close_round(round=round, by=None, at=LATER)
    told(round)
    assert actions.close_round(round=round, by=None, at=LATER).stage == RoundStage.CLOSED


def test_the_database_too_closes_no_round_untold() -> None:
    round = actions.end_listening(round=a_round(), by=None, at=LATER)
    with pytest.raises(DatabaseError, match="told what was heard"), transaction.atomic():
        ListeningRound.objects.filter(pk=round.pk).update(stage="CLOSED", closed_at=LATER)
    with pytest.raises(DatabaseError, match="forwards only"), transaction.atomic():
        ListeningRound.objects.filter(pk=round.pk).update(stage="OPEN")


def test_what_people_were_asked_stays_as_it_was_asked() -> None:
    planned = a_planned_round()
    plan = a_plan("Autumn listening", questions=[("love", "What do you love?")])
    actions.replan_round(round=planned, plan=plan, by=None, at=NOON)
    assert [each.words for each in planned.questions.all()] == ["What do you love?"]
    actions.open_round(round=planned, by=None, at=NOON)
    with pytest.raises(Refused, match="has begun"):
        actions.replan_round(round=planned, plan=plan, by=None, at=NOON)
    changes: list[Callable[[], object]] = [
        lambda: Question.objects.update(words="What do you hate?"),
        lambda: Question.objects.create(round=planned, number=2, asks="love", words="And?"),
        lambda: Question.objects.all().delete(),
        lambda: ListeningRound.objects.update(why="To sell you something"),
    ]
    for change in changes:
        with pytest.raises(DatabaseError, match="as it was asked"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"name": " "}, "name"),
        ({"why": ""}, "why you are listening"),
        ({"ends_date": date(2026, 4, 1)}, "cannot end before"),
        ({"tell_by_date": date(2026, 6, 1)}, "before the listening has ended"),
        ({"questions": ()}, "at least one question"),
        ({"questions": [("love", "What?")] * 13}, "at most 12"),
        ({"questions": [("love", "What?"), ("love", " ")]}, "Question 2 says nothing"),
        ({"questions": [("love", "x" * 201)]}, "201 letters"),
    ],
)
def test_a_plan_that_cannot_be_says_why(more: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        actions.plan_round(
            place=a_place(), plan=a_plan(**{"name": "Spring", **more}), by=None, at=NOON
        )
    assert not ListeningRound.objects.exists()


def test_people_are_not_told_in_the_future_or_before_anyone_was_heard() -> None:
    with pytest.raises(Refused, match="once people have been told"):
        told(a_round(), told_date=LATER.date() + timedelta(days=1))
    with pytest.raises(Refused, match="Nobody has been heard yet"):
        told(a_planned_round(a_place("Elm Park")))


def test_nobody_goes_out_alone() -> None:
    round = a_round()
    me = an_organiser(round.place)
    alone = an_outing(round, [me])
    with pytest.raises(Refused, match="Nobody goes alone"):
        actions.go_out(outing=alone, by=me, at=NOON)
    with pytest.raises(DatabaseError, match="alone"), transaction.atomic():
        type(alone).objects.filter(pk=alone.pk).update(stage="OUT", out_at=NOON)


def test_nobody_goes_out_who_has_left_the_team() -> None:
    round = a_round()
    pair = [an_organiser(round.place), someone("Sam")]
    with pytest.raises(Refused, match="no longer listens"):
        actions.go_out(outing=an_outing(round, pair), by=pair[0], at=NOON)


def test_those_who_are_late_back_are_asked_after_once() -> None:
    round = a_round()
    lead = a_convenor(round.place)
    outing = an_outing(round, streets=[a_street(round.place)])
    by = an_organiser(round.place)
    actions.go_out(outing=outing, by=by, at=NOON + timedelta(hours=1))
    late = outing.back_by_at + timedelta(minutes=15)
    assert not actions.raise_alarm(outing=outing, by=None, at=late - timedelta(minutes=1))
    assert actions.raise_alarm(outing=outing, by=None, at=late)
    assert not actions.raise_alarm(outing=outing, by=None, at=late + timedelta(minutes=5))
    letters = Message.objects.filter(subject__startswith="Late back")
    assert lead.email in {letter.to for letter in letters}
    assert letters.count() == 3
    assert "Mill Lane" in letters[0].text
    assert actions.come_back(outing=outing, by=by, at=late).stage == OutingStage.BACK


def test_an_outing_that_is_called_off_says_why() -> None:
    round = a_round()
    outing = an_outing(round)
    by = an_organiser(round.place)
    with pytest.raises(Refused, match="Say why"):
        actions.call_off_outing(outing=outing, why=" ", by=by, at=NOON)
    actions.call_off_outing(outing=outing, why="It pours.", by=by, at=NOON)
    with pytest.raises(Refused, match="not waiting to begin"):
        actions.go_out(outing=outing, by=by, at=NOON)


def test_a_promise_is_kept_or_ended_with_a_reason() -> None:
    round = a_round()
    said = a_conversation(
        round, promise="Ask the council about the swings", promise_date=LATER.date()
    )
    promise, by = said.promises.get(), an_organiser(round.place)
    with pytest.raises(Refused, match="Say why"):
        actions.end_promise(promise=promise, why="", by=by, at=LATER)
    actions.keep_promise(promise=promise, outcome="They come in June.", by=by, at=LATER)
    with pytest.raises(Refused, match="kept already"):
        actions.end_promise(promise=promise, why="No time.", by=by, at=LATER)


def test_a_door_is_left_in_peace_until_its_day_and_then_forgotten() -> None:
    street = a_street(a_place())
    until = LATER.date() + timedelta(days=30)
    actions.leave_in_peace(street=street, house="6", until_date=until, by=None, at=LATER)
    actions.leave_in_peace(street=street, house="6 ", until_date=until, by=None, at=LATER)
    assert DoNotCall.objects.count() == 1
    assert actions.forget_doors(by=None, at=LATER + timedelta(days=30)) == 0
    assert actions.forget_doors(by=None, at=LATER + timedelta(days=31)) == 1
    with pytest.raises(Refused, match="a day to come"):
        actions.leave_in_peace(street=street, house="7", until_date=LATER.date(), by=None, at=LATER)


def test_a_street_is_named_once_and_comes_back_when_it_is_added_again() -> None:
    place = a_place()
    street = a_street(place)
    with pytest.raises(Refused, match="on the list already"):
        actions.add_street(place=place, name="mill lane", homes=2, by=None, at=NOON)
    actions.end_street(street=street, by=None, at=NOON)
    again = actions.add_street(place=place, name="MILL LANE", homes=70, by=None, at=NOON)
    assert again.pk == street.pk
    assert again.homes == 70
    assert again.ended_at is None


def test_rounds_stand_with_the_newest_first() -> None:
    place, names = a_place(), ["Winter", "Spring", "Summer"]
    for n, name in enumerate(names):
        plan = a_plan(name, starts_date=date(2026, 1 + 2 * n, 1))
        actions.plan_round(place=place, plan=plan, by=an_organiser(place), at=NOON)
    assert [each.name for each in home_of(place, at=LATER).rounds] == names[::-1]
