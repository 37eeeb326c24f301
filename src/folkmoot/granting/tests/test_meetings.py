"""A place is met by two at least: when it suits, with what people need, its word beside ours."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from folkmoot.granting import actions
from folkmoot.granting.actions import MeetingPlan
from folkmoot.granting.models import Application, Interview, MeetingKind
from folkmoot.granting.tests.assessing_makers import MAY, clear, given_out, tasks_on, the_manager
from folkmoot.granting.tests.makers import leader_of
from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db
THEN = MAY + timedelta(days=10)
AFTER = THEN + timedelta(hours=3)


def to_meet() -> tuple[Application, tuple[Any, ...]]:
    """An application with two assessors who have no interest in it."""
    panel = given_out()
    application = panel.call.applications.order_by("title")[0]
    return application, tuple(clear(task).assessor for task in tasks_on(application))


def proposed(who: tuple[Any, ...] | None = None, **more: Any) -> Interview:
    application, two = to_meet()
    plan = MeetingPlan(MeetingKind.VISIT, THEN, "The hall", two if who is None else who, **more)
    return actions.propose_meeting(application=application, plan=plan, by=None, at=MAY)


def noted() -> Interview:
    meeting = actions.agree_meeting(
        meeting=proposed(), access_needs="No steps: Una has a bad hip.", by=None, at=MAY
    )
    return actions.note_meeting(meeting=meeting, note="Fourteen were there.", by=None, at=AFTER)


def test_nobody_judges_alone_and_whoever_goes_reads_it_without_an_interest() -> None:
    application, two = to_meet()
    for who, words in ((two[:1], "At least 2 assessors"), ((), "At least 2 assessors")):
        plan = MeetingPlan(MeetingKind.VISIT, THEN, "The hall", who)
        with pytest.raises(Refused, match=words):
            actions.propose_meeting(application=application, plan=plan, by=None, at=MAY)
    past = MeetingPlan(MeetingKind.VISIT, MAY - timedelta(days=1), "The hall", two)
    with pytest.raises(Refused, match="has passed"):
        actions.propose_meeting(application=application, plan=past, by=None, at=MAY)


def test_another_time_is_asked_about_again_and_a_meeting_is_called_off_with_a_reason() -> None:
    meeting = actions.agree_meeting(meeting=proposed(), access_needs="", by=None, at=MAY)
    later = THEN + timedelta(days=2)
    meeting = actions.move_meeting(
        meeting=meeting, starts_at=later, where="The mill", by=None, at=MAY
    )
    assert (meeting.stage, meeting.starts_at, meeting.where) == ("PROPOSED", later, "The mill")
    with pytest.raises(Refused, match="Say why"):
        actions.call_off_meeting(meeting=meeting, because=" ", by=None, at=MAY)
    actions.call_off_meeting(meeting=meeting, because="Snow", by=None, at=MAY)
    with pytest.raises(Refused):
        actions.move_meeting(meeting=meeting, starts_at=later, where="Here", by=None, at=MAY)


def test_the_place_puts_a_fact_right_and_both_texts_stay() -> None:
    meeting = actions.share_note(meeting=noted(), by=None, at=AFTER)
    with pytest.raises(Refused, match="what was otherwise"):
        actions.answer_note(meeting=meeting, confirms=False, by=None, at=AFTER)
    meeting = actions.answer_note(
        meeting=meeting, confirms=False, correction="Sixteen.", by=None, at=AFTER
    )
    assert (meeting.note, meeting.correction) == ("Fourteen were there.", "Sixteen.")
    with pytest.raises(DatabaseError), transaction.atomic():
        Interview.objects.filter(pk=meeting.pk).update(note="Forty were there.")


def test_what_people_needed_is_forgotten_when_the_call_ends() -> None:
    meeting = noted()
    call = meeting.application.call
    for each in call.applications.all():
        actions.withdraw(application=each, why="We begin anew.", by=leader_of(each), at=AFTER)
    actions.conclude_call(call=call, by=None, at=AFTER)
    meeting.refresh_from_db()
    assert (meeting.access_needs, meeting.note) == ("", "Fourteen were there.")


def test_the_place_says_on_its_page_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: MAY)
    meeting = proposed()
    theirs = browser_of(leader_of(meeting.application))
    address = f"/panels/meetings/{meeting.pk}/"
    assert theirs.get(address).status_code == 200
    answer = theirs.post(f"{address}agree/", {"access_needs": "A break halfway"})
    assert answer.status_code == 302
    meeting.refresh_from_db()
    assert (meeting.stage, meeting.access_needs) == ("SCHEDULED", "A break halfway")
    managers = browser_of(the_manager(meeting.application.call.panel))
    assert "A break halfway" in managers.get(address).content.decode()
