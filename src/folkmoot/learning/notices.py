"""What learners are told, by e-mail, once the change is kept."""

from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from folkmoot.gatherings.models import GatheringStage
from folkmoot.kernel.notify.actions import send_email
from folkmoot.kernel.ui.words import moment
from folkmoot.learning.models import Learner, Session, Standing
from folkmoot.people.models import Account

A_YEAR = timedelta(days=365)


def signed_up(learner: Learner, secret: str, *, by: Account | None, at: datetime) -> None:
    """You have a place, or wait for one; and a link with which to give it back."""
    title = learner.run.edition.title
    waits = learner.standing == Standing.WAITING
    first = (
        "It is full. You are on the waiting list: when a place is free, we write to you."
        if waits
        else "You have a place."
    )
    link = settings.SITE_ADDRESS + reverse("learning:mine", args=[secret])
    _send(
        learner,
        f"{'Waiting list' if waits else 'Your place'}: {title}",
        f"{first}\n\n{_sessions(learner)}\n\nYour page, with which to change or give it back:\n"
        f"{link}\n\nIt needs no account. If it was not you, give it back there: then we forget "
        "your address.\n",
        by=by,
        at=at,
    )


def moved_up(learner: Learner, *, by: Account | None, at: datetime) -> None:
    """A place was given back, and is yours."""
    _send(
        learner,
        f"A place is free for you: {learner.run.edition.title}",
        f"{words_of_moving_up(learner)}\n",
        by=by,
        at=at,
    )


def words_of_moving_up(learner: Learner) -> str:
    """What somebody who waited is told, in a letter or on the telephone."""
    return (
        f"A place on “{learner.run.edition.title}” is free, and it is yours.\n\n"
        f"{_sessions(learner)}\n\n"
        "If you cannot come, give it back, so that the next person gets it."
    )


def called_off(learner: Learner, why: str, *, by: Account | None, at: datetime) -> None:
    """What you waited for does not take place."""
    title = learner.run.edition.title
    _send(
        learner,
        f"Called off: {title}",
        f"“{title}”, for which you were waiting, does not take place.\n\nWhy: {why}\n",
        by=by,
        at=at,
    )


def withdrawn(learner: Learner, why: str, *, by: Account | None, at: datetime) -> None:
    """That you have completed a course was withdrawn."""
    if not learner.email:
        return
    title = learner.run.edition.title
    _send(
        learner,
        f"Withdrawn: {title}",
        f"That you have completed “{title}” was withdrawn.\n\nWhy: {why}\n\n"
        f"If that is wrong, tell the team of {learner.run.place.name}.\n",
        by=by,
        at=at,
    )


def _sessions(learner: Learner) -> str:
    meetings = learner.run.sessions.exclude(gathering__stage=GatheringStage.OFF)
    return "\n".join(_line(each) for each in meetings.select_related("gathering"))


def _line(session: Session) -> str:
    return f"{moment(session.gathering.starts_at)}, {session.gathering.where}"


def _send(learner: Learner, subject: str, text: str, *, by: Account | None, at: datetime) -> None:
    send_email(
        to=learner.email,
        subject=subject[:200],
        text=text,
        about=learner,
        by=by,
        at=at,
        useful_until=at + A_YEAR,  # it may hold a private link: its words are not kept
    )
