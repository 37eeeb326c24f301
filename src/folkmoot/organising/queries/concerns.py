"""Concerns, for the safeguarding leads of a place; and whom to ring, for everyone who listens."""

from dataclasses import dataclass
from datetime import datetime

from folkmoot.kernel.access.roles import SAFEGUARDING_LEAD
from folkmoot.kernel.sealing import WrongKey
from folkmoot.organising.models import Concern, ConcernStage, ConcernStep, Told, WhomToCall
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.queries import holders_of


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a lead did with a concern, readable."""

    step: ConcernStep
    words: str


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """A concern as a lead finds it: shut until they open it, and then whole."""

    concern: Concern
    told: Told | None
    steps: list[Step]
    is_read: bool  # by the one who asks
    is_locked: bool  # sealed with another key than the site's own of today


@dataclass(frozen=True, slots=True)
class Safety:
    """Whom to turn to in a place."""

    leads: list[str]
    words: str


def concern_page(concern: Concern, user: Account) -> ConcernPage:
    """What it says, once the one who asks has opened it; one query."""
    steps = list(concern.steps.select_related("by"))
    is_read = any(each.kind == ConcernStep.Kind.READ and each.by_id == user.pk for each in steps)
    if not is_read:
        return ConcernPage(concern, None, [], is_read=False, is_locked=False)
    try:
        opened = [Step(each, each.words()) for each in steps]
        return ConcernPage(concern, concern.told(), opened, is_read=True, is_locked=False)
    except WrongKey:
        return ConcernPage(concern, None, [], is_read=True, is_locked=True)


def concerns_in(place: Place) -> list[Concern]:
    """Those that wait first, the longest waiting first; then those closed; one query."""
    found = list(Concern.objects.filter(place=place).order_by("raised_date", "id")[:500])
    return sorted(found, key=lambda each: each.stage == ConcernStage.CLOSED)


def safety_of(place: Place, *, at: datetime) -> Safety:
    """Who is safeguarding lead here, and whom to ring; three queries."""
    leads = Account.objects.filter(
        pk__in=holders_of(place, SAFEGUARDING_LEAD, at), is_active=True
    ).order_by("name", "pk")
    kept = WhomToCall.objects.filter(place=place).first()
    return Safety([each.shown_name() for each in leads], kept.words if kept else "")
