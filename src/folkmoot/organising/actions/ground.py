"""Streets and groups of a place, and doors where people want to be left in peace."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising import rules
from folkmoot.organising.models import DoNotCall, PeopleGroup, Street
from folkmoot.people.models import Account
from folkmoot.places.models import Place

A_BATCH = 500
THERE_ALREADY = "“{}” is on the list already."


@transaction.atomic
def add_street(
    *, place: Place, name: str, homes: int | None, by: Account | None, at: datetime
) -> Street:
    """A street of the place, as the people who live there call it."""
    refuse(rules.why_not_name(name, homes))
    kept = Street.objects.filter(place=place, name__iexact=name.strip()).first()
    if kept is None:
        kept = Street.objects.create(place=place, name=name.strip(), homes=homes)
    elif kept.ended_at:
        kept.ended_at, kept.homes = None, homes
        kept.save(update_fields=["ended_at", "homes"])
    else:
        refuse(THERE_ALREADY.format(kept.name))
    record("street_added", about=kept, by=by, at=at)
    return kept


@transaction.atomic
def change_street(
    *, street: Street, name: str, homes: int | None, by: Account | None, at: datetime
) -> Street:
    """Another name or number of homes."""
    refuse(rules.why_not_name(name, homes))
    same = Street.objects.filter(place=street.place_id, name__iexact=name.strip())
    refuse(THERE_ALREADY.format(name.strip()) if same.exclude(pk=street.pk).exists() else "")
    street.name, street.homes = name.strip(), homes
    street.save(update_fields=["name", "homes"])
    record("street_changed", about=street, by=by, at=at)
    return street


@transaction.atomic
def end_street(*, street: Street, by: Account | None, at: datetime) -> Street:
    """Take a street off the list; what was said there stays."""
    street = Street.objects.select_for_update(of=("self",)).get(pk=street.pk)
    refuse(rules.why_not_end_street(street))
    street.ended_at = at
    street.save(update_fields=["ended_at"])
    record("street_ended", about=street, by=by, at=at)
    return street


@transaction.atomic
def add_group(
    *,
    place: Place,
    name: str,
    people: int | None,
    source: str = "",
    by: Account | None,
    at: datetime,
) -> PeopleGroup:
    """A group of people whose voice would be missed."""
    refuse(rules.why_not_name(name, people))
    kept = PeopleGroup.objects.filter(place=place, name__iexact=name.strip()).first()
    if kept is None:
        kept = PeopleGroup.objects.create(
            place=place, name=name.strip(), people=people, source=source.strip()
        )
    elif kept.ended_at:
        kept.ended_at, kept.people, kept.source = None, people, source.strip()
        kept.save(update_fields=["ended_at", "people", "source"])
    else:
        refuse(THERE_ALREADY.format(kept.name))
    record("group_added", about=kept, by=by, at=at)
    return kept


@transaction.atomic
def change_group(
    *,
    group: PeopleGroup,
    name: str,
    people: int | None,
    source: str,
    by: Account | None,
    at: datetime,
) -> PeopleGroup:
    """Another name, number or source."""
    refuse(rules.why_not_name(name, people))
    same = PeopleGroup.objects.filter(place=group.place_id, name__iexact=name.strip())
    refuse(THERE_ALREADY.format(name.strip()) if same.exclude(pk=group.pk).exists() else "")
    group.name, group.people, group.source = name.strip(), people, source.strip()
    group.save(update_fields=["name", "people", "source"])
    record("group_changed", about=group, by=by, at=at)
    return group


@transaction.atomic
def end_group(*, group: PeopleGroup, by: Account | None, at: datetime) -> PeopleGroup:
    """Take a group off the list; what its people said stays."""
    group = PeopleGroup.objects.select_for_update(of=("self",)).get(pk=group.pk)
    refuse("It is off the list already." if group.ended_at else "")
    group.ended_at = at
    group.save(update_fields=["ended_at"])
    record("group_ended", about=group, by=by, at=at)
    return group


@transaction.atomic
def leave_in_peace(
    *, street: Street, house: str, until_date: date, by: Account | None, at: datetime
) -> DoNotCall:
    """Nobody knocks at this door until that day."""
    refuse(rules.why_not_leave_in_peace(house, until_date, today=localdate(at)))
    standing = DoNotCall.objects.select_for_update(of=("self",)).filter(
        street=street, house__iexact=house.strip(), lifted_at__isnull=True
    )
    kept = standing.first()
    if kept is None:
        kept = DoNotCall(
            place=street.place, street=street, house=house.strip(), asked_at=at, noted_by=by
        )
    kept.until_date = until_date
    kept.save()
    record("left_in_peace", about=street, by=by, at=at)
    return kept


@transaction.atomic
def lift_leave_in_peace(*, door: DoNotCall, by: Account | None, at: datetime) -> DoNotCall:
    """They would be glad of a visit again."""
    door = DoNotCall.objects.select_for_update(of=("self",)).get(pk=door.pk)
    refuse("That has been lifted already." if door.lifted_at else "")
    door.lifted_at = at
    door.save(update_fields=["lifted_at"])
    record("left_in_peace_lifted", about=door.street, by=by, at=at)
    return door


@transaction.atomic
def forget_doors(*, by: Account | None, at: datetime) -> int:
    """Remove doors whose day is past or that were lifted a month ago: nobody needs them."""
    lifted = Q(lifted_at__lte=at - timedelta(days=30))
    past = DoNotCall.objects.filter(Q(until_date__lt=localdate(at)) | lifted)
    doors = list(past.select_related("street")[:A_BATCH])
    for door in doors:
        record("door_forgotten", about=door.street, by=by, at=at)
    DoNotCall.objects.filter(pk__in=[door.pk for door in doors]).delete()
    if doors:
        sweep_after_commit([DoNotCall])
    return len(doors)
