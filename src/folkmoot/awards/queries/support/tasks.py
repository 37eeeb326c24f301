"""What support waits for: from the place, and from its supporter."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from folkmoot.awards.models import Delivery, SupportPackage, SupportVersion
from folkmoot.awards.models.days import days
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.places.models import places_of

MOST = 50


def tasks_for(account: Account, at: datetime) -> list[Task]:
    """What support waits for from a person; three queries."""
    here = places_of(account, Permission.SUPPORT_AGREE)
    mine = SupportPackage.objects.given_by(account)
    return [*_to_confirm(here), *_to_agree(here, mine), *_to_mend(mine)]


def _to_confirm(here: Any) -> Iterator[Task]:
    rows = Delivery.objects.filter(stage="NOTED", item__package__place__in=here)
    for each in rows.select_related("item__package__place").order_by("noted_at")[:MOST]:
        yield Task(
            title="Confirm support that was given",
            about=f"{days(each.n_quarters)}: {each.what}",
            place=each.item.package.place.name,
            since=each.noted_at,
            href=reverse("support:package", args=[each.item.package.ref]),
            otherwise="Nobody knows whether you had what was promised.",
        )


def _to_agree(here: Any, mine: QuerySet[SupportPackage]) -> Iterator[Task]:
    """Where the other side has agreed already."""
    waits = Q(
        package__place__in=here, supporter_agreed_at__isnull=False, place_agreed_at__isnull=True
    ) | Q(
        package__in=mine.values("pk"),
        place_agreed_at__isnull=False,
        supporter_agreed_at__isnull=True,
    )
    rows = SupportVersion.objects.filter(waits, in_force_at__isnull=True)
    rows = rows.exclude(package__stage="ENDED").select_related("package__place")
    for version in rows.order_by("drafted_at")[:MOST]:
        yield Task(
            title="Agree to support, or change it",
            about=f"{version} of the support for {version.package.place}",
            place=version.package.place.name,
            since=version.supporter_agreed_at or version.place_agreed_at or version.drafted_at,
            href=reverse("support:package", args=[version.package.ref]),
            otherwise="It is not in force.",
        )


def _to_mend(mine: QuerySet[SupportPackage]) -> Iterator[Task]:
    rows = Delivery.objects.filter(stage="ASKED", item__package__in=mine.values("pk"))
    for each in rows.select_related("item__package__place").order_by("answered_at")[:MOST]:
        yield Task(
            title="A place asks about a day of support",
            about=f"{each.what}: “{each.question}”",
            place=each.item.package.place.name,
            since=each.answered_at or each.noted_at,
            href=reverse("support:package", args=[each.item.package.ref]),
            otherwise="The day does not count.",
        )
