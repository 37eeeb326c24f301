"""What is written to people about returns, once the change is kept."""

from datetime import date, datetime

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.awards.models import Return, ReturnStage
from folkmoot.awards.returning.lateness import days_late
from folkmoot.kernel.notify.actions import send_email
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account

FILLED_IN = "Much of it is filled in already, with what the place has recorded."
TO_CERTIFY = "It is written, and waits for the finance officer to certify it."


def reminded(account: Account, returned: Return, *, by: Model | None, at: datetime) -> None:
    """A return is due, or late: where it is, and what it waits for."""
    award, when = returned.award, _when(returned, localdate(at))
    period = f"{day(returned.starts_date)} to {day(returned.ends_date)}"
    lines = [
        f"Return {returned.number} of {award.recipient} for “{award.title}”, {period}, {when}.",
        TO_CERTIFY if returned.stage == ReturnStage.SIGNING else FILLED_IN,
        settings.SITE_ADDRESS + reverse("awards:return", args=[returned.ref]),
    ]
    send_email(
        to=account.email,
        subject=f"Return {returned.number} {when}: {award.title}"[:200],
        text="\n\n".join(lines) + "\n",
        about=returned,
        by=by,
        at=at,
    )


def _when(returned: Return, today: date) -> str:
    late = days_late(returned.due_date, today)
    if late:
        return f"was due on {day(returned.due_date)}"
    if returned.due_date == today:
        return "is due today"
    return f"is due on {day(returned.due_date)}"
