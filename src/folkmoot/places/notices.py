"""What we write to people about places. Sent after commit."""

from datetime import datetime

from django.conf import settings

from folkmoot.kernel.access.roles import ROLES
from folkmoot.kernel.notify.actions import send_email
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account
from folkmoot.places.models import PlaceRole


def tell_of_role(*, held: PlaceRole, by: Account | None, at: datetime) -> None:
    """Tell someone what they have been asked to do, where, from when, and how to begin."""
    place, role = held.place, ROLES[held.role]
    starts = f" from {day(held.starts_at)}" if held.starts_at > at else ""
    send_email(
        to=held.account.email,
        subject=f"You are named {role.name} of {place.name}",
        text=(
            "Hello,\n\n"
            f"You have been named {role.name} of {place.name}{starts}.\n\n"
            f"{role.description}\n\n"
            "To begin, sign in with this e-mail address:\n"
            f"{settings.SITE_ADDRESS}/sign-in/\n"
            "We send you a code; there is no password to think of.\n\n"
            f"Your name and your role are shown on the page about {place.name}. "
            "If this is a mistake, tell the place’s convenor and they take it off again.\n\n"
            f"{settings.SITE_NAME}\n{settings.SITE_ADDRESS}/\n"
        ),
        about=held,
        by=by,
        at=at,
    )
