"""When a gathering may be planned, announced, called off, told of; and a day of action planned."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.gatherings.models import (
    ACCESS,
    DayPlan,
    Gathering,
    GatheringPlan,
    GatheringStage,
    Report,
)
from folkmoot.kernel.ui.words import day

MOST_AGENDA = 20
LONGEST = timedelta(days=14)
FURTHEST = timedelta(days=3 * 366)
MOST_HEADS = 100_000
LONGEST_DAY = timedelta(days=31)


def why_not_plan(plan: GatheringPlan, *, at: datetime) -> str:
    """A gathering has a title, a place to go to, and an end after its beginning."""
    return _words(plan) or _times(plan, at) or _day(plan) or _numbers(plan)


def why_not_change(gathering: Gathering) -> str:
    """What is over stays as it was announced."""
    if gathering.stage == GatheringStage.HELD:
        return "It has been held. What was announced stays as it was."
    if gathering.stage == GatheringStage.OFF:
        return "It was called off. Plan another."
    return ""


def why_not_announce(gathering: Gathering, *, at: datetime) -> str:
    """Announced once, and before it is over."""
    if gathering.stage != GatheringStage.DRAFT:
        return f"This is not waiting to be announced: {gathering.get_stage_display().lower()}."
    if gathering.ends_at <= at:
        return "Its time has passed. Choose another first."
    return ""


def why_not_call_off(gathering: Gathering, why: str) -> str:
    """What is over is not called off; and nobody stands before a locked door without a reason."""
    if why_not := why_not_change(gathering):
        return why_not
    if not why.strip():
        return "Say why, so that people know."
    return "Keep the reason to 300 letters." if len(why) > 300 else ""


def why_not_report(gathering: Gathering, report: Report, *, at: datetime) -> str:
    """Who came and what was said is told once it has begun; it can be put right afterwards."""
    if gathering.stage == GatheringStage.OFF:
        return "It was called off."
    if gathering.stage == GatheringStage.DRAFT:
        return "It has not been announced."
    if gathering.starts_at > at:
        return "It has not begun."
    if any(guest.gathering_id != gathering.pk for guest in report.came):
        return "Somebody ticked here is on the list of another gathering."
    if any(item.gathering_id != gathering.pk for item in report.said):
        return "Something said here belongs to another gathering."
    if report.n_counted is not None and not 0 <= report.n_counted <= MOST_HEADS:
        return "How many came? Give a whole number."
    if any(len(name) > 80 for name in report.walked_in):
        return "Keep each name to 80 letters."
    return ""


def why_not_plan_day(plan: DayPlan) -> str:
    """A day of action has a name, a reason, and lasts a month at most."""
    if not plan.name.strip() or not plan.why.strip():
        return "Give it a name, and say what it is for."
    if plan.ends_date < plan.starts_date:
        return "It cannot end before it begins."
    if plan.ends_date - plan.starts_date > LONGEST_DAY:
        return "A day of action lasts a month at most."
    return ""


def _words(plan: GatheringPlan) -> str:
    if not plan.title.strip():
        return "What is it called?"
    if not plan.where.strip():
        return "Where is it?"
    if len(plan.title) > 120 or len(plan.where) > 200:
        return "Keep the title to 120 letters and where it is to 200."
    if len(plan.agenda) > MOST_AGENDA:
        return f"Keep what is planned to {MOST_AGENDA} lines."
    if any(not line.strip() or len(line) > 200 for line in plan.agenda):
        return "Keep each line of what is planned to 200 letters."
    return ""


def _times(plan: GatheringPlan, at: datetime) -> str:
    if plan.ends_at <= plan.starts_at:
        return "It cannot end before it begins."
    if plan.ends_at - plan.starts_at > LONGEST:
        return "A gathering lasts two weeks at most. Plan several."
    if plan.ends_at <= at:
        return "That time has passed."
    if plan.starts_at - at > FURTHEST:
        return "That is more than three years away."
    return ""


def _day(plan: GatheringPlan) -> str:
    if plan.day is None:
        return ""
    first, last = plan.day.starts_date, plan.day.ends_date
    if first <= localdate(plan.starts_at) <= last:
        return ""
    when = day(first) if first == last else f"{day(first)} to {day(last)}"
    return f"{plan.day.name} is on {when}."


def _numbers(plan: GatheringPlan) -> str:
    if plan.seats is not None and not 1 <= plan.seats <= MOST_HEADS:
        return "For how many is there room? Leave it empty when it does not matter."
    if plan.point and not (-180 <= plan.point[0] <= 180 and -90 <= plan.point[1] <= 90):
        return "That point is nowhere on earth."
    unknown = set(plan.access) - set(ACCESS)
    return f"We do not know what “{min(unknown)}” is." if unknown else ""
