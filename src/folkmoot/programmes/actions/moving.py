"""A programme goes live, rests, and comes to its end."""

from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account
from folkmoot.programmes import queries, rules
from folkmoot.programmes.actions.locking import locked
from folkmoot.programmes.models import Programme, Stage


@transaction.atomic
def go_live(*, programme: Programme, by: Account | None, at: datetime) -> Programme:
    """It begins."""
    programme = locked(programme)
    refuse(rules.why_not_go_live(programme, silent=queries.funders_silent(programme, at=at)))
    return _moved(programme, Stage.LIVE, "", by=by, at=at)


@transaction.atomic
def suspend(*, programme: Programme, why: str, by: Account | None, at: datetime) -> Programme:
    """Everything rests, for a reason everyone can read."""
    programme = locked(programme)
    refuse(rules.why_not_move(programme, Stage.SUSPENDED) or rules.why_not_reason(why))
    return _moved(programme, Stage.SUSPENDED, why, by=by, at=at)


@transaction.atomic
def resume(*, programme: Programme, by: Account | None, at: datetime) -> Programme:
    """It goes on."""
    programme = locked(programme)
    silent = queries.funders_silent(programme, at=at)
    refuse(
        rules.why_not_go_live(programme, silent=silent)
        if programme.stage == Stage.SUSPENDED
        else "It does not rest."
    )
    return _moved(programme, Stage.LIVE, "", by=by, at=at)


@transaction.atomic
def begin_closing(*, programme: Programme, why: str, by: Account | None, at: datetime) -> Programme:
    """Nothing new begins; what there is comes to its end."""
    programme = locked(programme)
    refuse(rules.why_not_move(programme, Stage.CLOSING) or rules.why_not_reason(why))
    return _moved(programme, Stage.CLOSING, why, by=by, at=at)


@transaction.atomic
def close(*, programme: Programme, by: Account | None, at: datetime) -> Programme:
    """It is over for every place."""
    programme = locked(programme)
    refuse(rules.why_not_close(programme, still_in=queries.places_still_in(programme)))
    return _moved(programme, Stage.CLOSED, "", by=by, at=at)


def _moved(
    programme: Programme, to: Stage, why: str, *, by: Account | None, at: datetime
) -> Programme:
    before = programme.stage
    programme.stage, programme.stage_at, programme.stage_why = to, at, why.strip()
    programme.save(update_fields=["stage", "stage_at", "stage_why"])
    record("programme_moved", about=programme, by=by, at=at, before=before, to=to, why=why.strip())
    return programme
