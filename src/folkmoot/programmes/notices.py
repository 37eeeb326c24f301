"""What we write to people about programmes. Sent after commit."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from folkmoot.kernel.access.roles import ROLES
from folkmoot.kernel.notify.actions import send_email
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account, Organisation
from folkmoot.programmes.models import ProgrammeRole, Version


def tell_of_role(*, held: ProgrammeRole, by: Account | None, at: datetime) -> None:
    """Tell someone what they have been asked to do, where, from when, and how to begin."""
    programme, role = held.programme, ROLES[held.role]
    starts = f" from {day(held.starts_at)}" if held.starts_at > at else ""
    whose = f" for {held.organisation}" if held.organisation else ""
    send_email(
        to=held.account.email,
        subject=f"You are named {role.name} of {programme.name}"[:200],
        text=(
            f"Hello,\n\nYou have been named {role.name} of {programme.name}{whose}{starts}.\n\n"
            f"{role.description}\n\nTo begin, sign in with this e-mail address:\n"
            f"{settings.SITE_ADDRESS}/sign-in/\n"
            "We send you a code; there is no password to think of.\n\n"
            "If this is a mistake, tell the grant manager and they take it off again.\n\n"
            f"{settings.SITE_NAME}\n{settings.SITE_ADDRESS}/\n"
        ),
        about=held,
        by=by,
        at=at,
    )


def ask_to_approve(
    version: Version, accounts: Iterable[Account], *, by: Account | None, at: datetime
) -> None:
    """A version waits for your funder's answer."""
    for account in accounts:
        _send(
            account,
            version,
            f"{version.programme.name}: version {version.number} waits for you",
            "Read it, and say whether your funder approves. It comes into force when every "
            "funder has.",
            by=by,
            at=at,
        )


def tell_sent_back(
    version: Version,
    organisation: Organisation,
    words: str,
    accounts: Iterable[Account],
    *,
    by: Account | None,
    at: datetime,
) -> None:
    """A funder wants something changed."""
    for account in accounts:
        _send(
            account,
            version,
            f"{version.programme.name}: {organisation.name} sends version {version.number} back",
            f"What has to change, they say:\n\n{words.strip()}",
            by=by,
            at=at,
        )


def tell_agreed(
    version: Version, accounts: Iterable[Account], *, by: Account | None, at: datetime
) -> None:
    """Every funder has approved."""
    for account in accounts:
        _send(
            account,
            version,
            f"{version.programme.name}: version {version.number} is agreed",
            "Every funder has approved it. It is in force, and everyone can read it.",
            by=by,
            at=at,
        )


def _send(
    account: Account,
    version: Version,
    subject: str,
    words: str,
    *,
    by: Account | None,
    at: datetime,
) -> None:
    page = reverse("programmes:version", args=[version.pk])
    send_email(
        to=account.email,
        subject=subject[:200],
        text=f"Hello,\n\n{words}\n\n{settings.SITE_ADDRESS}{page}\n\n{settings.SITE_NAME}\n",
        about=version,
        by=by,
        at=at,
    )
