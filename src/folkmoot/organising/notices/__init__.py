"""What listeners and those who lead the listening are told, after the change is kept."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from folkmoot.kernel.access.roles import SAFEGUARDING_LEAD
from folkmoot.kernel.notify.actions import send_email
from folkmoot.kernel.ui.words import listed, moment
from folkmoot.organising.models import Concern, Outing
from folkmoot.people.models import Account
from folkmoot.places.queries import convenors_of, holders_of


def late_back(outing: Outing, *, by: Account | None, at: datetime) -> None:
    """Write to those who lead the place, and to those who are out: where are you?"""
    members = [m.account for m in outing.members.select_related("account")]
    names = listed([account.shown_name() for account in members])
    streets = listed([street.name for street in outing.streets.all()]) or "no street named"
    keys = convenors_of(outing.place, at) | {account.pk for account in members}
    page = settings.SITE_ADDRESS + reverse("organising:outing", args=[outing.pk])
    for account in Account.objects.filter(pk__in=keys, is_active=True).order_by("pk"):
        send_email(
            to=account.email,
            subject=f"Late back: {names}",
            text=(
                f"{names} went out to listen in {outing.place.name} ({streets}) and were to be "
                f"back by {moment(outing.back_by_at)}. Nobody has said that they are.\n\n"
                "Ring them now. When they are back safe, say so here:\n"
                f"{page}\n"
            ),
            about=outing,
            by=by,
            at=at,
        )


def concern_waits(concern: Concern, *, at: datetime) -> None:
    """Tell those who may read it that a concern waits; when nobody may, ask for a lead.

    Neither letter says anything of it, nor who raised it.
    """
    place = concern.place
    subject, page = f"A concern waits for you in {place.name}", _page("concern", concern.pk)
    text = (
        f"Somebody has passed on a concern in {place.name}. Only its safeguarding leads can read "
        f"it. Read it today:\n{page}\n"
    )
    keys = holders_of(place, SAFEGUARDING_LEAD, at)
    if not keys:
        keys = convenors_of(place, at)
        subject = f"Name a safeguarding lead for {place.name}"
        page = settings.SITE_ADDRESS + reverse("places:team", args=[place.slug])
        text = (
            f"{place.name} has no safeguarding lead, so that a concern that somebody may not be "
            f"safe reaches nobody here. Name one today:\n{page}\n"
        )
    for account in Account.objects.filter(pk__in=keys, is_active=True).order_by("pk"):
        send_email(to=account.email, subject=subject, text=text, about=place, by=None, at=at)


def _page(name: str, *named: object) -> str:
    return settings.SITE_ADDRESS + reverse(f"organising:{name}", args=named)
