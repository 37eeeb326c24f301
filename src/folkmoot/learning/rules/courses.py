"""When a course may be written, published, closed; and who may be named to train in it."""

from datetime import datetime

from django.db.models import Q

from folkmoot.kernel.ui.words import day
from folkmoot.learning.models import MOST_SESSIONS, Course, CourseEdition, CoursePlan, Trainer
from folkmoot.people.models import Account

MOST_LINES = 30
MOST_HOURS = 2000
MOST_MONTHS = 120


def why_not_write(plan: CoursePlan) -> str:
    """A course says what one can do afterwards, how long it takes and what it asks."""
    if not plan.title.strip():
        return "What is the course called?"
    if len(plan.title) > 120:
        return "Keep the title to 120 letters."
    if not [line for line in plan.able_to if line.strip()]:
        return "Say what somebody can do afterwards: one thing a line."
    return _lines(plan) or _numbers(plan)


def _lines(plan: CoursePlan) -> str:
    for lines in (plan.able_to, plan.units):
        if len(lines) > MOST_LINES:
            return f"Keep each list to {MOST_LINES} lines; you have {len(lines)}."
    if len("\n".join(plan.able_to)) > 1500 or len("\n".join(plan.units)) > 3000:
        return "Say it in fewer words: each list is a page at most."
    return ""


def _numbers(plan: CoursePlan) -> str:
    if not 0 < plan.hours <= MOST_HOURS:
        return f"How many hours does it take? More than 0, and up to {MOST_HOURS:,}."
    if not 1 <= plan.n_sessions <= MOST_SESSIONS:
        return f"In how many sessions? From 1 to {MOST_SESSIONS}."
    if not 1 <= plan.n_needed <= plan.n_sessions:
        return f"It has {plan.n_sessions} sessions: nobody can come to {plan.n_needed} of them."
    if plan.lasts_months is not None and not 1 <= plan.lasts_months <= MOST_MONTHS:
        return f"For how many months does it hold? From 1 to {MOST_MONTHS}, or leave it empty."
    return ""


def why_not_change(course: Course) -> str:
    """What is no longer given is not written anew."""
    return "This course is no longer given. Write another." if course.closed_at else ""


def why_not_publish(course: Course, draft: CourseEdition | None) -> str:
    """Published once for each edition."""
    if why_not := why_not_change(course):
        return why_not
    return "" if draft else "Nothing has been changed since it was published."


def why_not_close(course: Course, *, n_open: int) -> str:
    """Closed when nobody waits for it any more."""
    if course.published_at is None:
        return "It has not been published."
    if course.closed_at:
        return "It is no longer given already."
    if n_open:
        return "It is still to be given to people who signed up. Hold that or call it off first."
    return ""


def why_not_name_trainer(
    course: Course, account: Account, role: str, *, starts_at: datetime, ends_at: datetime | None
) -> str:
    """Permission to train is given once for each time."""
    if ends_at is not None and ends_at <= starts_at:
        return "The last day cannot be before the first."
    same = Trainer.objects.filter(course=course, account=account, role=role)
    meets = same.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=starts_at))
    if ends_at is not None:
        meets = meets.filter(starts_at__lt=ends_at)
    already = meets.first()
    if already is None:
        return ""
    until = f" until {day(already.ends_at)}" if already.ends_at else ""
    what = role[:1].lower() + role[1:]
    return f"{account.shown_name()} is already {what} from {day(already.starts_at)}{until}."


def why_not_end_trainer(trainer: Trainer, *, at: datetime) -> str:
    """Ended once."""
    over = trainer.ends_at is not None and trainer.ends_at <= at
    return "That permission has already ended." if over else ""
