"""What somebody did next: noted, and taken out again."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising import rules
from folkmoot.organising.actions.neighbours import locked_neighbour
from folkmoot.organising.models import Did, Neighbour, Step
from folkmoot.people.models import Account


@transaction.atomic
def note_step(*, neighbour: Neighbour, did: Did, by: Account | None, at: datetime) -> Step:
    """Note what somebody did next. They read it on their own page."""
    neighbour = locked_neighbour(neighbour.pk)
    refuse(rules.why_not_note_step(neighbour, did, today=localdate(at)))
    step = Step.objects.create(
        neighbour=neighbour,
        kind=did.kind,
        words=did.words.strip(),
        done_date=did.done_date,
        noted_at=at,
        noted_by=by,
    )
    record("step_noted", about=step, by=by, at=at)
    return step


@transaction.atomic
def take_step_out(*, step: Step, by: Account | None, at: datetime) -> Step:
    """It was not so, or they would rather not have it kept. The words go."""
    locked: Step = Step.objects.select_for_update(of=("self",)).get(pk=step.pk)
    refuse(rules.why_not_take_step_out(locked))
    locked.ended_at, locked.words = at, ""
    locked.save(update_fields=["ended_at", "words"])
    sweep_after_commit([Step])
    record("step_taken_out", about=locked, by=by, at=at)
    return locked
