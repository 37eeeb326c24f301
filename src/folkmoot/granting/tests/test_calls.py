"""A call is prepared, published, open by the server's clock, moved with a reason, and over."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from folkmoot.granting import actions
from folkmoot.granting.models import Area, Call, CallKind, CallStage, Reopening, Window
from folkmoot.granting.tests.makers import (
    CLOSES,
    NOON,
    OPEN,
    OPENS,
    SHUT,
    a_call,
    a_call_plan,
    a_draft_call,
    a_manager,
    a_programme,
    an_application,
    handed_in,
)
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.programmes.models import Stage
from folkmoot.programmes.tests.makers import a_draft

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def again(call: Call) -> Call:
    return Call.objects.select_related("programme").get(pk=call.pk)


def test_the_clock_opens_and_closes_what_is_published() -> None:
    call = a_call()
    told = [call.stands(at).name for at in (NOON, OPENS, OPEN, CLOSES - DAY, CLOSES, SHUT)]
    assert told == ["SCHEDULED", "OPEN", "OPEN", "OPEN", "CLOSED", "CLOSED"]


def test_nothing_is_published_before_every_funder_has_agreed_what_is_weighed() -> None:
    version = a_draft("Not agreed")
    call = a_draft_call(version.programme)
    with pytest.raises(Refused, match="has to be agreed first"):
        actions.publish_call(call=call, window=Window(OPENS, CLOSES), by=None, at=NOON)
    with pytest.raises(IntegrityError, match="agreed"), transaction.atomic():
        Call.objects.filter(pk=call.pk).update(
            stage="SCHEDULED", version=version, opens_at=OPENS, closes_at=CLOSES, published_at=NOON
        )


def test_people_get_four_weeks_and_nothing_opens_in_the_past() -> None:
    call = a_draft_call()
    with pytest.raises(Refused, match="at least 28 days"):
        actions.publish_call(call=call, window=Window(OPENS, OPENS + 27 * DAY), by=None, at=NOON)
    with pytest.raises(Refused, match="has passed"):
        actions.publish_call(call=call, window=Window(OPENS, CLOSES), by=None, at=OPEN)


def test_what_is_missing_is_named() -> None:
    programme = a_programme()
    plan = replace(a_call_plan(), who="")
    call = actions.start_call(programme=programme, plan=plan, by=None, at=NOON)
    with pytest.raises(Refused, match="who may apply and a published set of questions"):
        actions.publish_call(call=call, window=Window(OPENS, CLOSES), by=None, at=NOON)


def test_what_is_published_stays_as_it_was_read() -> None:
    call = a_call()
    with pytest.raises(Refused, match="people rely on it"):
        actions.write_call(call=call, plan=a_call_plan("Other"), by=None, at=NOON)
    for change in ({"what": "Less"}, {"opens_at": OPEN}, {"closes_at": SHUT}, {"most_pence": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Call.objects.filter(pk=call.pk).update(**change)
    with pytest.raises(IntegrityError, match="stays"), transaction.atomic():
        call.areas.all().delete()


def test_before_it_opens_it_is_taken_back_and_after_not() -> None:
    call = a_call()
    with pytest.raises(Refused, match="it is open"):
        actions.take_back_call(call=call, by=None, at=OPEN)
    assert actions.take_back_call(call=call, by=None, at=NOON).stage == CallStage.DRAFT


def test_a_deadline_moves_only_later_with_its_reason_for_good() -> None:
    call = a_call()
    moved: Any = {"by": a_manager(call.programme), "at": SHUT}
    with pytest.raises(Refused, match="Say why"):
        actions.reopen_call(call=call, closes_at=SHUT + 7 * DAY, why=" ", **moved)
    with pytest.raises(Refused, match="only moved to later"):
        actions.reopen_call(call=call, closes_at=CLOSES - DAY, why="Floods", **moved)
    actions.reopen_call(call=call, closes_at=SHUT + 7 * DAY, why="Floods", **moved)
    call = again(call)
    assert call.stands(SHUT) == CallStage.OPEN
    kept = call.reopenings.get()
    assert (kept.was_closed, kept.why, kept.from_at) == (True, "Floods", CLOSES)
    assert Event.objects.filter(kind="call_reopened").count() == 1
    with pytest.raises(IntegrityError, match="on record"), transaction.atomic():
        Reopening.objects.filter(pk=kept.pk).update(why="Rain")
    with pytest.raises(IntegrityError, match="on record"), transaction.atomic():
        kept.delete()


def test_a_call_ends_when_everybody_has_an_answer_or_is_told_why_it_does_not_take_place() -> None:
    call = a_call()
    application = handed_in(an_application(call))
    with pytest.raises(Refused, match="1 application waits"):
        actions.conclude_call(call=call, by=None, at=SHUT)
    with pytest.raises(Refused, match="wait for an answer"):
        actions.cancel_call(call=call, why="No money", by=None, at=SHUT)
    actions.find_ineligible(application=application, words="Too big.", by=None, at=SHUT)
    actions.conclude_call(call=call, by=None, at=SHUT)
    assert again(call).stands(SHUT) == CallStage.CONCLUDED
    other = a_call(call.programme, "Another")
    actions.cancel_call(call=other, why="No money", by=None, at=OPEN)
    assert again(other).stands(OPEN) == CallStage.CANCELLED


def test_plans_are_asked_of_invited_places_and_areas_have_codes_not_names() -> None:
    programme = a_programme(stage=Stage.LIVE)
    call = a_draft_call(programme, kind=CallKind.PLAN)
    with pytest.raises(Refused, match="by invitation"):
        actions.publish_call(call=call, window=Window(OPENS, CLOSES), by=None, at=NOON)
    with pytest.raises(Refused, match="“Kingston” is no code"):
        actions.set_areas(call=call, areas=[Area("Kingston", "Kingston")], by=None, at=NOON)
    twice = [Area("E07000117", "Burnley")] * 2
    with pytest.raises(Refused, match="E07000117 is there twice"):
        actions.set_areas(call=call, areas=twice, by=None, at=NOON)
