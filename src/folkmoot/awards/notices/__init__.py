"""What is written to people about returns, once the change is kept."""

from collections.abc import Sequence
from datetime import date, datetime

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.awards.models import Return, ReturnsAsk, ReturnStage
from folkmoot.awards.returning.lateness import days_late
from folkmoot.kernel.notify.actions import send_email
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account

FILLED_IN = "Much of it is filled in already, with what the place has recorded."
MOST_NAMED = 12  # returns in one e-mail
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


def asked_anew(
    account: Account, said: ReturnsAsk, returns: Sequence[Return], *, by: Model | None, at: datetime
) -> None:
    """Returns to come ask something else: which, from when, and where it can be read now."""
    lines = [
        f"From periods that end on {day(said.from_date)}, {said.funder} asks “"
        f"{said.question_set.title}” in these returns:",
        *(_to_come(each) for each in returns[:MOST_NAMED]),
    ]
    if len(returns) > MOST_NAMED:
        lines.append(f"And {len(returns) - MOST_NAMED} more after these.")
    lines.append("A return that you have begun keeps what it asked. There is nothing to do now.")
    send_email(
        to=account.email,
        subject=f"{said.funder} asks something else in your returns"[:200],
        text="\n\n".join(lines) + "\n",
        about=said,
        by=by,
        at=at,
    )


def _to_come(returned: Return) -> str:
    where = settings.SITE_ADDRESS + reverse("awards:return_asks", args=[returned.ref])
    name = f"Return {returned.number} of “{returned.award.title}”"
    return f"{name}, due on {day(returned.due_date)}\nWhat it asks: {where}"


def _when(returned: Return, today: date) -> str:
    late = days_late(returned.due_date, today)
    if late:
        return f"was due on {day(returned.due_date)}"
    if returned.due_date == today:
        return "is due today"
    return f"is due on {day(returned.due_date)}"
