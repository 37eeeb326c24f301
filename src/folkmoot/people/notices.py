"""What we write to people about signing in and the roles they hold. Sent after commit."""

from datetime import datetime

from django.conf import settings
from django.db.models import Model

from folkmoot.kernel.access.roles import Role
from folkmoot.kernel.notify.actions import send_email
from folkmoot.people.models import Account, OneTimeCode

# The code is never in the subject: subjects are read out, shown on locked screens and kept.
SUBJECTS = {
    OneTimeCode.Purpose.SIGN_IN: "Your code to sign in to {site}",
    OneTimeCode.Purpose.STILL_YOU: "Your code to show it is you",
    OneTimeCode.Purpose.CHANGE_EMAIL: "Your code to use this e-mail address",
}
NEWCOMERS = {
    OneTimeCode.Purpose.SIGN_IN: (
        "If you have not been here before, the same code makes your account.\n\n"
    ),
}


def send_code(*, code: OneTimeCode, figures: str, address: str, at: datetime) -> None:
    """Send a code; the same words whether or not the address has an account."""
    purpose = OneTimeCode.Purpose(code.purpose)
    send_email(
        to=address,
        subject=SUBJECTS[purpose].format(site=settings.SITE_NAME),
        text=(
            "Hello,\n\n"
            "Here is your code:\n\n"
            f"    {figures[:4]} {figures[4:]}\n\n"
            "Type it on the page where you asked for it. "
            "It works once, for the next 15 minutes.\n\n"
            f"{NEWCOMERS.get(purpose, '')}"
            "Nobody from here will ever ask you for it. "
            "If you did not ask for a code, there is nothing you need to do: "
            "nothing happens without it.\n\n"
            f"{_who_to_ask()}"
        ),
        about=code,
        by=None,
        at=at,
        useful_until=code.expires_at,
    )


def tell_of_role(
    *, account: Account, role: Role, where: str, about: Model, by: Account | None, at: datetime
) -> None:
    """Tell someone they have been given a role, and how to begin."""
    send_email(
        to=account.email,
        subject=f"You are now {role.name} on {settings.SITE_NAME}",
        text=(
            "Hello,\n\n"
            f"You have been named {role.name} of {where}.\n\n"
            f"{role.description}\n\n"
            "To begin, sign in with this e-mail address:\n"
            f"{settings.SITE_ADDRESS}/sign-in/\n"
            "We send you a code; there is no password to think of.\n\n"
            "If this is a mistake, you can answer this e-mail, or leave it: "
            "nothing is asked of you until you sign in.\n\n"
            f"{_who_to_ask()}"
        ),
        about=about,
        by=by,
        at=at,
    )


def tell_of_new_address(
    *, account: Account, old_address: str, by: Account | None, at: datetime
) -> None:
    """Tell the old address that another has taken its place, in case someone else did it."""
    send_email(
        to=old_address,
        subject=f"Your e-mail address on {settings.SITE_NAME} has changed",
        text=(
            "Hello,\n\n"
            "Your account now uses another e-mail address. From now on, codes go there.\n\n"
            "If you did this, there is nothing you need to do. "
            "If you did not, tell us straight away.\n\n"
            f"{_who_to_ask()}"
        ),
        about=account,
        by=by,
        at=at,
    )


def _who_to_ask() -> str:
    ask = settings.HELP_ADDRESS
    help_line = f"Stuck? Write to {ask}." if ask else "Stuck? Ask someone on your local team."
    return f"{help_line}\n\n{settings.SITE_NAME}\n{settings.SITE_ADDRESS}/\n"
