"""What we write to people about calls and applications. Sent after commit."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db.models import Model
from django.urls import reverse

from folkmoot.granting.models import (
    Application,
    ApplicationRole,
    Call,
    Choice,
    Endorsement,
    Letter,
    Partner,
    ReserveStep,
)
from folkmoot.kernel.notify.actions import hold_email, send_email
from folkmoot.kernel.notify.models import Email, Message
from folkmoot.kernel.ui.words import day, deadline, moment
from folkmoot.people.models import Account

By = Account | None


def ask_partner(partner: Partner, secret: str, *, by: By, at: datetime) -> None:
    """An organisation is named as partner: is it one?"""
    application = partner.application
    _send(
        partner.email,
        f"Is {partner.name} a partner in “{application.title}”?",
        f"{application.lead.name} applies to “{application.call.name}” and names {partner.name} "
        "as a partner. Read what is asked for, and say whether you take part and what you bring. "
        "You need no account. Pass this on if somebody else says yes for you.",
        _at("granting:partner_link", secret),
        about=partner,
        by=by,
        at=at,
    )


def ask_council(endorsement: Endorsement, secret: str, *, by: By, at: datetime) -> None:
    """The council's chief executive is asked to stand behind an application."""
    application = endorsement.application
    _send(
        endorsement.email,
        f"Does {endorsement.council} stand behind “{application.title}”?",
        f"{application.lead.name} applies to “{application.call.name}”. The programme asks "
        f"{endorsement.name}, {endorsement.post}, whether {endorsement.council} stands behind "
        "it. Read the application, and say yes or no in your own words. You need no account. "
        f"The link works once, until {moment(endorsement.expires_at)}.",
        _at("granting:council_link", secret),
        about=endorsement,
        by=by,
        at=at,
    )


def tell_colleague(held: ApplicationRole, *, by: By, at: datetime) -> None:
    """Somebody is asked to write along."""
    application = held.application
    _send(
        held.account.email,
        f"You write “{application.title}” with others",
        f"You were added to the application of {application.lead.name} to "
        f"“{application.call.name}”. It has to be handed in by "
        f"{deadline(application.call.closes_at)}. Sign in with this e-mail address; we send you a "
        "code.",
        _at("granting:application", application.ref),
        about=application,
        by=by,
        at=at,
    )


def tell_team(
    application: Application,
    subject: str,
    words: str,
    to: Iterable[Account],
    *,
    by: By,
    at: datetime,
) -> None:
    """Something the team of an application has to know."""
    page = _at("granting:application", application.ref)
    for account in to:
        _send(account.email, subject, words, page, about=application, by=by, at=at)


def tell_managers(
    application: Application,
    subject: str,
    words: str,
    to: Iterable[Account],
    *,
    by: By,
    at: datetime,
) -> None:
    """Something whoever runs the call has to know."""
    tell_team(application, subject, words, to, by=by, at=at)


def tell_of_call(
    call: Call, subject: str, words: str, to: Iterable[Account], *, by: By, at: datetime
) -> None:
    """Something everybody who applies has to know: another deadline, the end."""
    page = _at("calls:call", call.ref)
    for account in to:
        _send(account.email, subject, words, page, about=call, by=by, at=at)


def remind_of_reserve(
    choice: Choice, to: Account, n_held: int, *, step: str, by: By, at: datetime
) -> None:
    """A reserve runs out, or has, and somebody is in it still."""
    until = day(choice.reserve_until_date)
    held = "One application is" if n_held == 1 else f"{n_held} applications are"
    is_over = step == ReserveStep.OVER
    subject = "The reserve has run out" if is_over else f"The reserve runs out on {until}"
    words = (
        f"The reserve of “{choice.panel.call.name}” ran out on {until}. {held} in it still. Say "
        "to them that it is over, and what they can do now."
        if is_over
        else f"The reserve of “{choice.panel.call.name}” stands until {until}. {held} in it. If "
        "one of those chosen has fallen out, one can be called up until then."
    )
    page = _at("choices:end_reserve" if is_over else "choices:decision", choice.ref)
    _send(to.email, subject, words, page, about=choice, by=by, at=at)


def _at(page: str, *named: str) -> str:
    return f"{settings.SITE_ADDRESS}{reverse(page, args=named)}"


def _send(
    to: str, subject: str, words: str, page: str, *, about: Model, by: By, at: datetime
) -> None:
    send_email(
        to=to,
        subject=subject[:200],
        text=f"Hello,\n\n{words}\n\n{page}\n\n{settings.SITE_NAME}\n",
        about=about,
        by=by,
        at=at,
    )


def hold_decision_letter(letter: Letter, to: str, *, by: By, at: datetime) -> Message:
    """What was decided of one application, for the worker that sends the letters to hand over."""
    parts = [letter.text, letter.feedback]
    if letter.way_on:
        parts.append(letter.way_on)
    parts.append(_at("granting:application", letter.application.ref))
    email = Email(to, letter.subject, "\n\n".join(parts) + "\n")
    return hold_email(email=email, about=letter, by=by, at=at)
