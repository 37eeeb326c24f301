"""Places join a programme, pass the gates of its phases, rest, leave and finish."""

from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.programmes import rules
from folkmoot.programmes.actions.locking import locked
from folkmoot.programmes.models import (
    Phase,
    PhaseEntered,
    Programme,
    TakingPart,
    TakingPartStage,
    VersionState,
)

OVER = (TakingPartStage.LEFT, TakingPartStage.FINISHED)


@transaction.atomic
def take_part(
    *, programme: Programme, place: Place, by: Account | None, at: datetime
) -> TakingPart:
    """A place takes part from now on."""
    programme = locked(programme)
    already = programme.taking_part.filter(place=place).exists()
    refuse(rules.why_not_take_part(programme, already=already))
    part = TakingPart.objects.create(programme=programme, place=place, joined_at=at, added_by=by)
    record("place_takes_part", about=part, by=by, at=at, place=place.slug)
    return part


@transaction.atomic
def change_part(
    *, part: TakingPart, to: str, why: str = "", by: Account | None, at: datetime
) -> TakingPart:
    """A place rests, goes on, leaves or finishes; with the reason, unless it goes on."""
    part = _locked(part)
    refuse(rules.why_not_part_change(part, to))
    if to != TakingPartStage.IN:
        refuse(rules.why_not_reason(why))
    before, part.stage, part.why = part.stage, to, why.strip()
    part.ended_at = at if to in OVER else None
    part.save(update_fields=["stage", "why", "ended_at"])
    record("taking_part_changed", about=part, by=by, at=at, before=before, to=to, why=part.why)
    return part


@transaction.atomic
def enter_phase(
    *, part: TakingPart, phase: Phase, because: str, by: Account | None, at: datetime
) -> PhaseEntered:
    """A place passes the gate of a phase, and it is said how it meets it."""
    part = _locked(part)
    before = Phase.objects.filter(programme=part.programme, number=phase.number - 1).first()
    refuse(
        rules.why_not_enter(
            part,
            phase,
            entered=part.entered.values_list("phase", flat=True),
            agreed=phase.version.state in (VersionState.AGREED, VersionState.SUPERSEDED),
            before=before.pk if before else None,
        )
    )
    if not because.strip() or len(because) > 600:
        raise Refused("Say in at most 600 letters how the place meets the gate.")
    entered = PhaseEntered.objects.create(
        taking_part=part, phase=phase, because=because.strip(), entered_at=at, entered_by=by
    )
    record("phase_entered", about=part, by=by, at=at, phase=phase.number)
    return entered


def _locked(part: TakingPart) -> TakingPart:
    programme = locked(part.programme)
    held = TakingPart.objects.select_for_update(of=("self",)).select_related("place")
    found = held.get(pk=part.pk)
    found.programme = programme
    return found
