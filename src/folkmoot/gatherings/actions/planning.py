"""Planning a gathering, announcing it, changing it, calling it off."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from folkmoot.gatherings import notices, rules
from folkmoot.gatherings.models import (
    ACCESS,
    AgendaItem,
    Gathering,
    GatheringPlan,
    GatheringStage,
    Guest,
    Reply,
)
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account
from folkmoot.places.models import Place

TO_TELL = (Reply.ASKED, Reply.COMING, Reply.PERHAPS)


@transaction.atomic
def plan_gathering(
    *, place: Place, plan: GatheringPlan, by: Account | None, at: datetime
) -> Gathering:
    """A gathering that only the team knows of yet."""
    refuse(rules.why_not_plan(plan, at=at))
    gathering = Gathering.objects.create(
        place=place, planned_by=by, planned_at=at, changed_at=at, **_facts(plan)
    )
    _put_agenda(gathering, plan.agenda)
    record("gathering_planned", about=gathering, by=by, at=at)
    return gathering


@transaction.atomic
def change_gathering(
    *, gathering: Gathering, plan: GatheringPlan, by: Account | None, at: datetime
) -> Gathering:
    """Change what is planned; guests are told when it is elsewhere or at another time."""
    gathering = locked(gathering.pk)
    refuse(rules.why_not_change(gathering) or rules.why_not_plan(plan, at=at))
    before = (gathering.starts_at, gathering.ends_at, gathering.where)
    for name, told in _facts(plan).items():
        setattr(gathering, name, told)
    gathering.revision, gathering.changed_at = gathering.revision + 1, at
    gathering.save()
    _put_agenda(gathering, plan.agenda)
    moved = before != (gathering.starts_at, gathering.ends_at, gathering.where)
    if moved and gathering.stage == GatheringStage.ANNOUNCED:
        gathering.guests.update(reminded_at=None)
        notices.changed(gathering, guests_to_tell(gathering), by=by, at=at)
    record("gathering_changed", about=gathering, by=by, at=at, moved=moved)
    return gathering


@transaction.atomic
def announce_gathering(*, gathering: Gathering, by: Account | None, at: datetime) -> Gathering:
    """Make it public."""
    [announced] = announce_gatherings(gatherings=[gathering], by=by, at=at)
    return announced


@transaction.atomic
def announce_gatherings(
    *, gatherings: Sequence[Gathering], by: Account | None, at: datetime
) -> list[Gathering]:
    """Make several public that belong together; all of them, or none."""
    found = locked_all([each.pk for each in gatherings])
    for gathering in found:
        refuse(rules.why_not_announce(gathering, at=at))
        gathering.stage, gathering.announced_at = GatheringStage.ANNOUNCED, at
        gathering.changed_at = at
        gathering.save(update_fields=["stage", "announced_at", "changed_at"])
        record("gathering_announced", about=gathering, by=by, at=at)
    return found


@transaction.atomic
def call_off_gathering(
    *, gathering: Gathering, why: str, by: Account | None, at: datetime
) -> Gathering:
    """It does not take place; everyone whose address we have is told."""
    [off] = call_off_gatherings(gatherings=[gathering], why=why, by=by, at=at)
    return off


@transaction.atomic
def call_off_gatherings(
    *, gatherings: Sequence[Gathering], why: str, by: Account | None, at: datetime
) -> list[Gathering]:
    """Several that belong together do not take place; all of them, or none."""
    found = locked_all([each.pk for each in gatherings])
    for gathering in found:
        refuse(rules.why_not_call_off(gathering, why))
        was_public = gathering.announced_at is not None
        gathering.stage, gathering.ended_at = GatheringStage.OFF, at
        gathering.off_because = why.strip()
        gathering.revision, gathering.changed_at = gathering.revision + 1, at
        gathering.save(update_fields=["stage", "ended_at", "off_because", "revision", "changed_at"])
        if was_public and gathering.ends_at > at:
            notices.called_off(gathering, guests_to_tell(gathering), by=by, at=at)
        record("gathering_called_off", about=gathering, by=by, at=at)
    return found


def guests_to_tell(gathering: Gathering) -> list[Guest]:
    """Guests with an e-mail address who have not said that they stay away."""
    asked = Guest.objects.known().filter(gathering=gathering, reply__in=TO_TELL)
    guests = list(asked.exclude(email=""))
    for guest in guests:
        guest.gathering = gathering
    return guests


def locked(key: uuid.UUID) -> Gathering:
    """The gathering, held until the transaction is over."""
    return _rows().get(pk=key)


def locked_all(keys: Sequence[uuid.UUID]) -> list[Gathering]:
    """Several gatherings, held until the transaction is over, in the order they begin."""
    return list(_rows().filter(pk__in=keys).order_by("starts_at", "pk"))


def _rows() -> QuerySet[Gathering]:
    return Gathering.objects.select_for_update(of=("self",)).select_related("place", "day")


def _facts(plan: GatheringPlan) -> dict[str, object]:
    longitude, latitude = plan.point or (None, None)
    facts = {
        "kind": plan.kind,
        "title": plan.title.strip(),
        "about": plan.about.strip(),
        "open_to": plan.open_to,
        "starts_at": plan.starts_at,
        "ends_at": plan.ends_at,
        "where": plan.where.strip(),
        "longitude": longitude,
        "latitude": latitude,
        "seats": plan.seats,
        "childcare": plan.childcare,
        "access_words": plan.access_words.strip(),
        "ask": plan.ask.strip(),
        "day": plan.day,
    }
    return facts | {name: name in plan.access for name in ACCESS}


def _put_agenda(gathering: Gathering, lines: Sequence[str]) -> None:
    titles = [line.strip() for line in lines]
    if titles == list(gathering.agenda.values_list("title", flat=True)):
        return  # what was said under each stays with it
    gathering.agenda.all().delete()
    AgendaItem.objects.bulk_create(
        AgendaItem(gathering=gathering, number=number, title=title)
        for number, title in enumerate(titles, 1)
    )
