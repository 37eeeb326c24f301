"""What a circular says to one person: its words, in whose name, why they get it, how to end it."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from folkmoot.kernel import links
from folkmoot.kernel.notify import actions as notify
from folkmoot.kernel.notify.models import Email, Message
from folkmoot.kernel.ui.words import day
from folkmoot.organising import rules
from folkmoot.organising.models import Circular, Copy, Neighbour
from folkmoot.people.models import Account, Basis, Consent, Through

STOP = "stop"  # the kind of private link that ends one purpose in one way


def stop_link(neighbour: Neighbour, circular: Circular) -> str:
    """An address that ends such messages to one person, without an account; it never runs out.

    It opens nothing and tells nothing: it holds a key of ours, a purpose and a way.
    """
    token = links.sign(
        STOP, who=str(neighbour.pk), purpose=circular.purpose, through=circular.through
    )
    return settings.SITE_ADDRESS + reverse("own:stop", args=[token])


def words_of(circular: Circular, neighbour: Neighbour, by: Account | None) -> tuple[str, str]:
    """The line above the message and the message, with one person's fields filled."""
    values = rules.values_for(circular, neighbour, by)
    subject = " ".join(rules.filled(circular.subject, values).split())
    return subject[:200], rules.filled(circular.text, values).strip()


def why_they_get_it(consent: Consent) -> str:
    """On what it rests, in their own terms."""
    if consent.basis == Basis.CONSENT:
        when = day(consent.asked_at)
        return f"You get this because you said yes on {when} to: “{consent.wording}”"
    if consent.basis == Basis.CHARITY:
        when = day(consent.details_date)
        return f"You get this because of what you did with us; you gave your details on {when}."
    return "You get this because you live here, and we believe it concerns you."


def hold_email(
    copy: Copy, neighbour: Neighbour, consent: Consent, *, by: Account | None, at: datetime
) -> Message:
    """Write one person's e-mail down, for the worker that sends the circular to hand over."""
    circular, stop = copy.circular, stop_link(neighbour, copy.circular)
    subject, words = words_of(circular, neighbour, circular.started_by)
    text = (
        f"{words}\n\n-- \n{circular.in_whose_name}\n"
        f"{why_they_get_it(consent)}\n"
        f"To have no more of these, without signing in: {stop}\n"
    )
    email = Email(
        neighbour.person.email,
        subject,
        text,
        useful_until=at + rules.USEFUL_FOR,  # it holds a private link: its words are not kept
        stop_link=stop,
    )
    return notify.hold_email(email=email, about=copy, by=by, at=at)


def put_by_hand(
    copy: Copy, neighbour: Neighbour, consent: Consent, *, by: Account | None, at: datetime
) -> Message:
    """Put one person's letter, text or call on the list of those who print, send and ring."""
    circular, person = copy.circular, neighbour.person
    subject, words = words_of(circular, neighbour, circular.started_by)
    told: Any = {"subject": subject, "about": copy, "within": circular.place, "by": by, "at": at}
    if circular.through == Through.LETTER:
        text = (
            f"{words}\n\n{circular.in_whose_name}\n\n{why_they_get_it(consent)} "
            "To have no more letters, tell us, or say so on your own page.\n"
        )
        return notify.send_letter(to=f"{person.name}\n{person.address}", text=text, **told)
    to, later = f"{person.name}\n{person.phone}", rules.kind_hour(at)
    if circular.through == Through.TEXT:
        text = f"{words}\n{circular.in_whose_name}. Reply STOP to have no more."
        message = notify.ask_to_text(to=to, text=text, **told)
    else:
        text = (
            f"{words}\n\nSay that you ring for {circular.in_whose_name}, and ask whether you may "
            "ring again."
        )
        message = notify.ask_to_call(to=to, text=text, **told)
    if later > at:
        notify.put_off(message=message, until=later, by=by, at=at)
    return message


def trial(circular: Circular, to: Account, *, by: Account | None, at: datetime) -> Message:
    """The same words to whoever wrote them, so that they see how it arrives."""
    values = {"name": to.shown_name(), "street": "your street", "place": circular.place.name}
    words = rules.filled(circular.text, values | {"me": to.shown_name()})
    text = (
        f"This is what people would read ({circular.get_through_display().lower()}). It has gone "
        f"to you alone.\n\n{words}\n\n-- \n{circular.in_whose_name}\n(Here it says why they "
        "get it, and how to have no more.)\n"
    )
    return notify.send_email(
        to=to.email, subject=f"To try: {circular.subject}", text=text, about=circular, by=by, at=at
    )
