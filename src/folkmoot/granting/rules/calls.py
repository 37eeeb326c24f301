"""When a call may be changed, published, reopened and ended."""

from datetime import datetime

from folkmoot.granting.models import (
    LEAST_WINDOW,
    Call,
    CallKind,
    CallPlan,
    CallStage,
    Window,
)
from folkmoot.kernel.ui.words import deadline, listed, moment
from folkmoot.programmes.models import Programme, Stage, Version

MOST_WORDS = 600


def why_not_reason(why: str, ask: str = "Say why. Everyone can read it.") -> str:
    if not why.strip():
        return ask
    return "" if len(why) <= MOST_WORDS else f"Say it in at most {MOST_WORDS} letters."


def why_not_plan(programme: Programme, plan: CallPlan) -> str:
    if not plan.name.strip():
        return "Give the call its name."
    if len(plan.name) > 120:
        return "That name is too long. Use at most 120 letters."
    if plan.phase and plan.phase.programme_id != programme.pk:
        return "That phase is another programme's."
    if plan.most_pence is not None and plan.most_pence <= 0:
        return "The most one may ask for is more than nothing."
    return ""


def why_not_write(call: Call) -> str:
    if call.stage == CallStage.SCHEDULED:
        return "It is published, and people rely on it. Take it back first, before it opens."
    return "" if call.stage == CallStage.DRAFT else "It is over, and stays as it was."


def why_not_window(window: Window, *, at: datetime) -> str:
    if window.opens_at < at:
        return f"It opens now or later. You wrote {moment(window.opens_at)}, which has passed."
    if window.closes_at - window.opens_at < LEAST_WINDOW:
        days = LEAST_WINDOW.days
        return (
            f"Give people at least {days} days: for opening on {moment(window.opens_at)}, close "
            f"on {moment(window.opens_at + LEAST_WINDOW)} or later."
        )
    return ""


def why_not_publish(
    call: Call, version: Version | None, window: Window, *, n_areas: int, at: datetime
) -> str:
    """`version` is the one of the programme in force, whose criteria count."""
    if call.stage != CallStage.DRAFT:
        return why_not_write(call)
    if version is None or call.programme.stage not in (Stage.AGREED, Stage.LIVE):
        return (
            "What applications are weighed by has to be agreed first: every funder approves a "
            "version of the programme."
        )
    missing = [
        name
        for name, there in (
            ("what it is for", call.what),
            ("who may apply", call.who),
            ("how it is decided", call.how),
            ("a published set of questions", call.questions_id),
            ("the council areas that may apply", n_areas or not call.one_per_area),
        )
        if not there
    ]
    if missing:
        return f"Still missing: {listed(missing)}."
    if call.kind == CallKind.PLAN and not call.by_invitation:
        return "Plans are asked of places that take part: make it a call by invitation."
    if call.questions and not call.questions.published_at:
        return "Its questions are not published yet. Publish them first: then they stay as read."
    return why_not_window(window, at=at)


def why_not_take_back(call: Call, *, n_applications: int, at: datetime) -> str:
    stands = call.stands(at)
    if stands != CallStage.SCHEDULED:
        return f"It cannot be taken back: it is {stands.label.lower()}."
    return "Somebody has begun already." if n_applications else ""


CHOOSING = "Its marks are locked and the choice has begun: what came now could not be assessed."


def why_not_reopen(
    call: Call, closes_at: datetime, why: str, *, is_being_chosen: bool, at: datetime
) -> str:
    if is_being_chosen:
        return CHOOSING
    stands = call.stands(at)
    if stands not in (CallStage.OPEN, CallStage.CLOSED):
        return f"The deadline cannot be moved now: the call is {stands.label.lower()}."
    if call.closes_at and closes_at <= call.closes_at:
        return f"A deadline is only moved to later than {deadline(call.closes_at)}."
    if closes_at <= at:
        return "That moment has passed already."
    return why_not_reason(why)


def why_not_cancel(call: Call, why: str, *, n_handed_in: int, at: datetime) -> str:
    stands = call.stands(at)
    if stands in (CallStage.CONCLUDED, CallStage.CANCELLED):
        return f"It is {stands.label.lower()} already."
    if n_handed_in and stands == CallStage.CLOSED:
        return "Applications wait for an answer. Answer them, and then conclude the call."
    return why_not_reason(why)


def why_not_conclude(call: Call, *, n_waiting: int, at: datetime) -> str:
    stands = call.stands(at)
    if stands != CallStage.CLOSED:
        return f"Only a closed call is concluded; it is {stands.label.lower()}."
    if n_waiting:
        some = "application waits" if n_waiting == 1 else "applications wait"
        return f"{n_waiting} {some} for an answer."
    return ""
