"""What the pages of a programme show."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.utils.timezone import localdate

from folkmoot.kernel.prepared import prepared
from folkmoot.places.models import Place
from folkmoot.programmes.models import (
    Criterion,
    Phase,
    PhaseEntered,
    Programme,
    ProgrammeRole,
    Stage,
    TakingPart,
    TakingPartStage,
    Version,
    VersionState,
)
from folkmoot.programmes.queries.answers import answers_to
from folkmoot.programmes.queries.comparing import changes_between
from folkmoot.programmes.queries.money import Budget, budget_of

OPEN = (VersionState.DRAFT, VersionState.PROPOSED)
STILL = (TakingPartStage.IN, TakingPartStage.PAUSED)
LIGHT = ("place__boundary", "place__outline")


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place that takes part, the phase it is in, and the next one it could enter."""

    part: TakingPart
    phase: Phase | None
    next_phase: Phase | None


@dataclass(frozen=True, slots=True)
class Page:
    """A programme, as anyone may read it: `version` is the one in force, if there is one."""

    version: Version | None
    criteria: Sequence[Criterion]
    budget: Budget | None
    phases: Sequence[Phase]
    phase_now: Phase | None
    places: Sequence[PlaceRow]
    team: Sequence[ProgrammeRole]


def programmes_for(user: object) -> QuerySet[Programme]:
    """Programmes this user may see, those that run first."""
    return Programme.objects.visible_to(user).order_by("name")


def in_force(programme: Programme) -> Version | None:
    """The version every funder approved last."""
    return programme.versions.filter(state=VersionState.AGREED).first()


def open_version(programme: Programme) -> Version | None:
    """The version that is written, or before the funders."""
    return programme.versions.filter(state__in=OPEN).first()


def agreed_phases(programme: Programme) -> QuerySet[Phase]:
    """Phases the funders agreed on, in order."""
    return programme.phases.exclude(version__state__in=OPEN).order_by("number")


def page_of(programme: Programme, *, at: datetime) -> Page:
    """Everything on a programme's page; a fixed number of queries."""
    version, today = in_force(programme), localdate(at)
    phases = list(agreed_phases(programme))
    team = programme.roles_held.held_at(at).select_related("account", "organisation")
    return Page(
        version=version,
        criteria=list(version.criteria.all()) if version else [],
        budget=budget_of(version) if version else None,
        phases=phases,
        phase_now=next((p for p in phases if p.starts_date <= today <= p.last_date), None),
        places=place_rows(programme),
        team=list(team.order_by("role", "account__name")),
    )


def place_rows(programme: Programme) -> list[PlaceRow]:
    """Places that take part or took part, with the phases they are in; three queries."""
    phases = list(agreed_phases(programme))
    entered = PhaseEntered.objects.select_related("phase").order_by("phase__number")
    parts = programme.taking_part.select_related("place").defer(*LIGHT)
    rows = []
    for part in parts.prefetch_related(Prefetch("entered", entered)).order_by("place__name"):
        passed = [each.phase for each in part.entered.all()]
        seen = {each.pk for each in passed}
        ahead = next((each for each in phases if each.pk not in seen), None)
        still = part.stage == TakingPartStage.IN and programme.stage == Stage.LIVE
        rows.append(PlaceRow(part, passed[-1] if passed else None, ahead if still else None))
    return rows


def places_still_in(programme: Programme) -> list[str]:
    """Names of places for which it is not over."""
    still = programme.taking_part.filter(stage__in=STILL)
    return list(still.order_by("place__name").values_list("place__name", flat=True))


def places_to_add(programme: Programme) -> list[Place]:
    """Places that are not in it, by name."""
    there = programme.taking_part.values("place")
    return list(Place.objects.exclude(pk__in=there).only("pk", "name").order_by("name")[:2000])


def programmes_of_place(place: Place) -> list[TakingPart]:
    """Programmes a place takes part in now, for its own page; one query."""
    return _taking_part(place.pk)


@prepared
def _taking_part(place: UUID) -> QuerySet[TakingPart]:
    rows = TakingPart.objects.filter(place=place, stage__in=STILL).select_related("programme")
    return rows.order_by("programme__name")


def roster_of(programme: Programme, *, at: datetime) -> dict[str, list[ProgrammeRole]]:
    """The team now, to come and before; one query."""
    rows = programme.roles_held.select_related("account", "organisation")
    held = list(rows.order_by("role", "starts_at"))
    over = [each for each in held if each.ends_at is not None and each.ends_at <= at]
    return {
        "now": [each for each in held if each.starts_at <= at and each not in over],
        "coming": [each for each in held if each.starts_at > at and each not in over],
        "former": over,
    }


def phases_to_write(version: Version) -> dict[str, Any]:
    """All phases, and those that this version lets go on longer; two queries."""
    longer = list(version.extensions.select_related("phase"))
    return {
        "phases": version.programme.phases.all(),
        "longer": longer,
        "extended": {each.phase_id for each in longer},
    }


def version_page(version: Version) -> dict[str, Any]:
    """All a version says, what is new in it, and what each funder says; a dozen queries."""
    older = version.programme.versions.filter(number__lt=version.number)
    before = older.order_by("-number").first()
    return {
        "version": version,
        "programme": version.programme,
        "before": before,
        "changes": changes_between(before, version) if before else [],
        "criteria": list(version.criteria.all()),
        "budget": budget_of(version),
        "phases": list(version.phases.all()),
        "longer": list(version.extensions.select_related("phase")),
        "answers": answers_to(version),
    }
