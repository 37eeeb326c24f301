"""Calls: those there are, what one of them asks, and whom it is for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from folkmoot.granting.models import (
    Application,
    ApplicationRole,
    ApplicationStage,
    Call,
    CallArea,
    CallStage,
    FirstQuestion,
    Panel,
    Partner,
    Reopening,
)
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import roles_permitting
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.people.models import Account
from folkmoot.places.models import Place, places_of
from folkmoot.programmes.models import (
    Criterion,
    Phase,
    Programme,
    ProgrammeRole,
    TakingPartStage,
    VersionState,
)
from folkmoot.programmes.queries import grant_managers

MOST_PLACES, MOST_CALLS = 200, 300
AGREED = (VersionState.AGREED, VersionState.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class CallPage:
    """A call as anyone may read it, and one's own part in it."""

    stands: CallStage
    criteria: Sequence[Criterion]
    areas: Sequence[CallArea]
    first: Sequence[FirstQuestion]
    reopenings: Sequence[Reopening]
    mine: Sequence[Application]


def area_in(call: Call, code: str) -> CallArea | None:
    """The area with that code, among those the call lists."""
    return call.areas.filter(code=code).first()


def invited_to(call: Call) -> QuerySet[Place]:
    """Places that take part in its programme now."""
    there = call.programme.taking_part.filter(stage=TakingPartStage.IN)
    return Place.objects.filter(pk__in=there.values("place"))


def places_to_apply_for(call: Call, account: Account) -> list[Place]:
    """Places an account may apply for: where it is a convenor; invited ones, if they are asked."""
    places = invited_to(call) if call.by_invitation else Place.objects.all()
    own = places.filter(pk__in=places_of(account, Permission.PLACE_EDIT).values("place"))
    return list(own.only("pk", "name").order_by("name")[:MOST_PLACES])


def published_sets_of(programme: Programme) -> QuerySet[QuestionSet]:
    """Sets of questions the programme keeps, that can be asked."""
    return QuestionSet.objects.filter(
        kept_by__programme=programme, published_at__isnull=False
    ).order_by("title", "-version")


def sets_of(programme: Programme) -> list[QuestionSet]:
    """Every set of questions the programme keeps, the latest version of each first."""
    kept = QuestionSet.objects.filter(kept_by__programme=programme)
    return list(kept.order_by("title", "-version"))


def set_of(programme: Programme, key: UUID) -> QuestionSet | None:
    """One of the programme's own sets of questions."""
    return QuestionSet.objects.filter(kept_by__programme=programme, pk=key).first()


def phases_of(programme: Programme) -> list[Phase]:
    """Phases its funders agreed on."""
    agreed = programme.phases.filter(version__state__in=AGREED)
    return list(agreed.order_by("number"))


def programmes_run_by(account: Account | None, *, at: datetime) -> list[Programme]:
    """Programmes whose calls this account keeps."""
    held = ProgrammeRole.objects.filter(
        account=account, account__isnull=False, role__in=roles_permitting(Permission.CALL_KEEP)
    )
    found = Programme.objects.filter(pk__in=held.held_at(at).values("programme"))
    return list(found.order_by("name"))


def places_in(call: Call) -> list[Place]:
    """Places that applications to a call are for, by name."""
    there = Application.objects.filter(place=OuterRef("pk"), call=call, is_handed_in=True)
    return list(Place.objects.filter(Exists(there)).only("slug", "name").order_by("name"))


def draft_by_ref(call: Call, ref: str) -> Application | None:
    """An application to this call that was not handed in, by the reference its team gave."""
    plain = "".join(ref.split()).lower()
    rows = call.applications.select_related("call__programme", "lead")
    return rows.filter(ref=plain, stage=ApplicationStage.DRAFT).first()


def managers_of(call: Call, *, at: datetime) -> list[Account]:
    """Who runs the call's programme that day."""
    return list(grant_managers(call.programme, at=at))


def calls_for(user: object, *, at: datetime) -> dict[str, list[Call]]:
    """Calls this user may see: open, opening soon, being prepared, over."""
    names = {CallStage.OPEN: "open", CallStage.SCHEDULED: "soon", CallStage.DRAFT: "draft"}
    groups: dict[str, list[Call]] = {"open": [], "soon": [], "draft": [], "over": []}
    for call in Call.objects.visible_to(user).order_by("-closes_at", "name")[:MOST_CALLS]:
        groups[names.get(call.stands(at), "over")].append(call)
    groups["open"].reverse()
    groups["soon"].reverse()
    return groups


def calls_open(*, at: datetime, most: int = 3) -> list[Call]:
    """Calls anyone may read about that are open now, the first to close first; one query."""
    found = Call.objects.filter(stage=CallStage.SCHEDULED, opens_at__lte=at, closes_at__gt=at)
    return list(found.only("ref", "name", "closes_at").order_by("closes_at", "name")[:most])


def panels_open_to(account: Account, programmes: Iterable[Programme]) -> list[Panel]:
    """Panels of these programmes that this account may see, latest first; one query."""
    found = Panel.objects.visible_to(account).filter(call__programme__in=list(programmes))
    return list(found.order_by("-call__closes_at", "call__name")[:MOST_CALLS])


def calls_of(programme: Programme, user: object) -> list[Call]:
    """Calls of one programme that this user may see, latest first."""
    found = Call.objects.visible_to(user).filter(programme=programme)
    return list(found.order_by("-closes_at", "name")[:MOST_CALLS])


def call_page(call: Call, account: Account | None, *, at: datetime) -> CallPage:
    """Everything on a call's page; six queries."""
    mine = Application.objects.filter(call=call, pk__in=_theirs(account, at)) if account else ()
    return CallPage(
        stands=call.stands(at),
        criteria=list(call.version.criteria.all()) if call.version else [],
        areas=list(call.areas.all()),
        first=list(call.first_questions.all()),
        reopenings=list(call.reopenings.all()),
        mine=list(mine),
    )


def applications_of(account: Account, *, at: datetime) -> dict[str, list[Application]]:
    """Those one writes, and those that name one as partner; two queries."""
    rows = Application.objects.select_related("call__programme", "lead").order_by("-started_at")
    partner = Partner.objects.filter(account=account).filter(
        Q(answered_at__isnull=True) | Q(is_partner=True)
    )
    own = rows.filter(pk__in=_theirs(account, at))
    named = rows.filter(pk__in=partner.values("application"))
    alive = named.exclude(stage=ApplicationStage.WITHDRAWN)
    return {"own": list(own[:MOST_CALLS]), "partner": list(alive[:MOST_CALLS])}


def _theirs(account: Account, at: datetime) -> Any:
    """Keys of the applications they have a hand in, for another query."""
    return ApplicationRole.objects.filter(account=account).held_at(at).values("application")
