"""What support waits for: from the place, and from its supporter."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from folkmoot.awards.models import Delivery, SupportPackage, SupportVersion
from folkmoot.awards.models.days import days
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.places.models import places_of

MOST = 50


def tasks_for(account: Account, at: datetime) -> list[Task]:
    """What support waits for from a person; three queries."""
    me = account.pk
    return [*_to_confirm(me), *_to_agree(me), *_to_mend(me)]


def _here(account: UUID) -> QuerySet[Any, Any]:
    """Places in whose name this account may agree."""
    return places_of(Account(pk=account), Permission.SUPPORT_AGREE)


def _mine(account: UUID) -> QuerySet[SupportPackage, Any]:
    """Packages this account gives, by their keys."""
    return SupportPackage.objects.given_by(Account(pk=account)).values("pk")


@prepared
def _noted(account: UUID) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(stage="NOTED", item__package__place__in=_here(account))
    light = rows.select_related("item__package__place").defer(*_drawn("item__package__place"))
    return light.order_by("noted_at")[:MOST]


def _drawn(place: str) -> tuple[str, str]:
    return f"{place}__boundary", f"{place}__outline"


def _to_confirm(account: UUID) -> Iterator[Task]:
    for each in _noted(account):
        yield Task(
            title="Confirm support that was given",
            about=f"{days(each.n_quarters)}: {each.what}",
            place=each.item.package.place.name,
            since=each.noted_at,
            href=reverse("support:package", args=[each.item.package.ref]),
            otherwise="Nobody knows whether you had what was promised.",
        )


@prepared
def _half_agreed(account: UUID) -> QuerySet[SupportVersion]:
    by_supporter = Q(supporter_agreed_at__isnull=False, place_agreed_at__isnull=True)
    by_place = Q(place_agreed_at__isnull=False, supporter_agreed_at__isnull=True)
    waits = by_supporter & Q(package__place__in=_here(account))
    waits |= by_place & Q(package__in=_mine(account))
    rows = SupportVersion.objects.filter(waits, in_force_at__isnull=True)
    rows = rows.exclude(package__stage="ENDED").select_related("package__place")
    return rows.defer(*_drawn("package__place")).order_by("drafted_at")[:MOST]


def _to_agree(account: UUID) -> Iterator[Task]:
    """Where the other side has agreed already."""
    for version in _half_agreed(account):
        yield Task(
            title="Agree to support, or change it",
            about=f"{version} of the support for {version.package.place}",
            place=version.package.place.name,
            since=version.supporter_agreed_at or version.place_agreed_at or version.drafted_at,
            href=reverse("support:package", args=[version.package.ref]),
            otherwise="It is not in force.",
        )


@prepared
def _asked_about(account: UUID) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(stage="ASKED", item__package__in=_mine(account))
    light = rows.select_related("item__package__place").defer(*_drawn("item__package__place"))
    return light.order_by("answered_at")[:MOST]


def _to_mend(account: UUID) -> Iterator[Task]:
    for each in _asked_about(account):
        yield Task(
            title="A place asks about a day of support",
            about=f"{each.what}: “{each.question}”",
            place=each.item.package.place.name,
            since=each.answered_at or each.noted_at,
            href=reverse("support:package", args=[each.item.package.ref]),
            otherwise="The day does not count.",
        )
