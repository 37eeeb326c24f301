"""What guests are told, by e-mail, once the change is kept."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from folkmoot.gatherings.models import Gathering, Guest, OpenTo, Reply
from folkmoot.kernel.notify.actions import post_email, send_email
from folkmoot.kernel.notify.models import Email
from folkmoot.kernel.ui.words import moment

STOP = "The same page lets you say that you want no more invitations from this place."


def invited(guest: Guest, secret: str, *, by: Model | None, at: datetime) -> None:
    """You are invited: what, when, where, and a link with which to answer."""
    gathering = guest.gathering
    welcome = (
        "You are invited"
        if gathering.open_to == OpenTo.INVITED
        else "You are invited, and so is everyone else"
    )
    email = Email(
        guest.email,
        f"You are invited: {gathering.title}, {moment(gathering.starts_at)}"[:200],
        f"{welcome}.\n\n{_facts(gathering)}\n\n"
        f"Say whether you come, and what you need:\n{_answer_page(secret)}\n\n"
        f"It needs no account. {STOP}\n",
        useful_until=gathering.ends_at,  # it holds a private link: its words are not kept
        stop_link=settings.SITE_ADDRESS + reverse("gatherings:stop", args=[secret]),
    )
    post_email(email=email, about=guest, by=by, at=at)


def expected(guest: Guest, secret: str, *, by: Model | None, at: datetime) -> None:
    """What you told us, and a link with which to change it."""
    gathering = guest.gathering
    _send(
        guest,
        f"Your answer: {gathering.title}, {moment(gathering.starts_at)}",
        f"You told us: {guest.get_reply_display().lower()}.\n\n{_facts(gathering)}\n\n"
        f"Change your answer, or take it back:\n{_answer_page(secret)}\n\n"
        "If it was not you who answered, take it back there: then we forget your address.\n",
        by=by,
        at=at,
    )


def changed(
    gathering: Gathering, guests: Iterable[Guest], *, by: Model | None, at: datetime
) -> None:
    """It is at another time or in another place."""
    for guest in guests:
        _send(
            guest,
            f"Changed: {gathering.title}, {moment(gathering.starts_at)}",
            f"When or where has changed. This is how it is now.\n\n{_facts(gathering)}\n",
            by=by,
            at=at,
        )


def called_off(
    gathering: Gathering, guests: Iterable[Guest], *, by: Model | None, at: datetime
) -> None:
    """It does not take place."""
    for guest in guests:
        _send(
            guest,
            f"Called off: {gathering.title}, {moment(gathering.starts_at)}",
            f"It does not take place.\n\nWhy: {gathering.off_because}\n\n{_page(gathering)}\n",
            by=by,
            at=at,
        )


def reminded(
    gathering: Gathering, guests: Iterable[Guest], *, by: Model | None, at: datetime
) -> None:
    """It is soon."""
    for guest in guests:
        perhaps = " You said perhaps." if guest.reply == Reply.PERHAPS else ""
        _send(
            guest,
            f"Soon: {gathering.title}, {moment(gathering.starts_at)}",
            f"We look forward to seeing you.{perhaps}\n\n{_facts(gathering)}\n",
            by=by,
            at=at,
        )


def _send(guest: Guest, subject: str, text: str, *, by: Model | None, at: datetime) -> None:
    send_email(
        to=guest.email,
        subject=subject[:200],
        text=text,
        about=guest,
        by=by,
        at=at,
        useful_until=guest.gathering.ends_at,  # it holds a private link: its words are not kept
    )


def _facts(gathering: Gathering) -> str:
    lines = [gathering.title, f"{moment(gathering.starts_at)}, {gathering.where}"]
    if gathering.access:
        lines.append("; ".join(gathering.access) + ".")
    return "\n".join([*lines, _page(gathering)])


def _page(gathering: Gathering) -> str:
    return settings.SITE_ADDRESS + reverse("gatherings:gathering", args=[gathering.ref])


def _answer_page(secret: str) -> str:
    return settings.SITE_ADDRESS + reverse("gatherings:answer", args=[secret])
