"""What one neighbour asks of another, handed over in the way they said yes to."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from folkmoot.kernel.notify import actions as notify
from folkmoot.organising.models import Ask, Gift, Wish
from folkmoot.people.models import Account, Through


def hand_over(ask: Ask, fits: Gift | Wish, *, by: Account, at: datetime) -> None:
    """Tell somebody what they are asked, by e-mail or on the list of those who print and ring.

    Whoever asks learns neither their name nor how they are reached.
    """
    person, opportunity = ask.neighbour.person, ask.opportunity
    place, who = opportunity.place.name, by.shown_name()
    offers = isinstance(fits, Gift)
    what = "asks you for help" if offers else "has something you might like"
    subject = f"{who} of {place} {what}"
    own = settings.SITE_ADDRESS + reverse("own:claim")
    read = "offer" if offers else "would like"
    text = (
        f"{who} asks: {opportunity.title}\n\n{opportunity.words}\n\n"
        f"They read what you {read}, and not who you are. To answer, open your own page with your "
        f"card at {own}, or tell the team of {place}. You said that anyone of the place may ask; "
        f"nobody does so more often than every {fits.gap_days} days. You can change that there "
        "too.\n"
    )
    told: dict[str, Any] = {"subject": subject, "text": text, "about": ask, "by": by, "at": at}
    within = opportunity.place
    if ask.through == Through.EMAIL:
        notify.send_email(to=person.email, **told)
    elif ask.through == Through.LETTER:
        notify.send_letter(to=f"{person.name}\n{person.address}", within=within, **told)
    elif ask.through == Through.TEXT:
        notify.ask_to_text(to=f"{person.name}\n{person.phone}", within=within, **told)
    else:
        notify.ask_to_call(to=f"{person.name}\n{person.phone}", within=within, **told)
