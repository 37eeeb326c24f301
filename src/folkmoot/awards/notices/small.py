"""What the four are told, and the panel reminded of, once the change is kept."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.urls import reverse

from folkmoot.awards.models import SmallGrant
from folkmoot.kernel.notify.actions import ask_to_call, send_email
from folkmoot.kernel.ui.words import day, money
from folkmoot.people.models import Account

LINK_KEPT = timedelta(days=7)


def asked(grant: SmallGrant, secret: str, *, by: Account | None, at: datetime) -> None:
    """We have it, this is when you hear, and this is your own page."""
    _tell(
        grant,
        f"We have your idea: {grant.title}",
        f"You asked for {money(grant.asked_pence)} for “{grant.title}”.\n\n"
        f"You have an answer by {day(grant.due_date)}.",
        f"Your own page, without an account:\n{own_page(secret)}\n\n"
        "If it was not you who asked, take it back there.",
        by=by,
        at=at,
        useful_until=at + LINK_KEPT,  # it holds a private link: its words are not kept
    )


def decided(grant: SmallGrant, *, by: Account | None, at: datetime) -> None:
    """Yes, yes with less, or no; with the reason, and what comes next."""
    given, asked_for = grant.granted_pence, grant.asked_pence
    if not given:
        said, more = "Not this time", f"What you can do now: {grant.way_on}"
    else:
        said = "Yes" if given == asked_for else f"Yes, with {money(given)}"
        more = (
            f"{grant.fund.holder} pays {money(given)}. Tell us who it should go to: on your own "
            "page, or the next time we speak."
        )
    why = f"Why: {grant.reason}\n\n" if grant.reason else ""
    _tell(
        grant,
        f"{said}: {grant.title}",
        f"The panel has decided about “{grant.title}”. {said}.\n\n{why}{more}",
        by=by,
        at=at,
    )


def paid(grant: SmallGrant, *, by: Account | None, at: datetime) -> None:
    """The money is on its way; afterwards, tell everybody what happened."""
    _tell(
        grant,
        f"Paid: {grant.title}",
        f"{money(grant.granted_pence)} has gone to {grant.payee_name}.\n\n"
        "When it is over, tell us in a few words what happened and what you spent, on your own "
        "page or by telling the team. What you did not need comes back, for somebody else's idea.",
        by=by,
        at=at,
    )


def remind_panel(
    grant: SmallGrant, who: Iterable[Account], *, is_late: bool, by: Account | None, at: datetime
) -> None:
    """Four people wait for an answer."""
    address = settings.SITE_ADDRESS + reverse("small_grants:say", args=[grant.ref])
    due = day(grant.due_date)
    for account in who:
        send_email(
            to=account.email,
            subject=f"{'Late' if is_late else 'Soon'}: an answer about {grant.title}"[:200],
            text=f"Four people {'were to have' if is_late else 'wait for'} an answer by {due}: "
            f"“{grant.title}”, {money(grant.asked_pence)}, {grant.fund.name}.\n\n"
            f"It takes two minutes:\n{address}\n",
            about=grant,
            by=by,
            at=at,
        )


def own_page(secret: str) -> str:
    """The address of the four's own page."""
    return settings.SITE_ADDRESS + reverse("small_grants:own", args=[secret])


def _tell(
    grant: SmallGrant,
    subject: str,
    text: str,
    more: str = "",
    *,
    by: Account | None,
    at: datetime,
    useful_until: datetime | None = None,
) -> None:
    """By e-mail to whoever gave one; else somebody of the team rings."""
    group = list(grant.group.all())
    emails = [each.email for each in group if each.email]
    team = f"The team of {grant.fund.place.name}\n"
    for to in emails:
        written = "\n\n".join(filter(None, [text, more, team]))
        send_email(
            to=to,
            subject=subject[:200],
            text=written,
            about=grant,
            by=by,
            at=at,
            useful_until=useful_until,
        )
    rung = next((each for each in group if each.phone), None)
    if not emails and rung:
        ask_to_call(
            to="\n".join(filter(None, [rung.name, rung.phone])),
            subject=subject[:200],
            text=f"{text}\n\n{team}",
            about=grant,
            within=grant.fund.place,
            by=by,
            at=at,
        )
