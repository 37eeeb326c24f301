"""What may be funded together: set while a decision is prepared, refused once it is open."""

from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.deciding import rules
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.models import Decision, Limit
from folkmoot.deciding.rules import AskedLimit
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def add_limit(*, decision: Decision, asked: AskedLimit, by: Account | None, at: datetime) -> Limit:
    """Set a limit on some options of a draft."""
    decision = locked(decision)
    refuse(rules.why_not_change(decision))
    limit = Limit(decision=decision)
    _set(limit, asked)
    record("limit_set", about=decision, by=by, at=at, **_told(limit, asked))
    return limit


@transaction.atomic
def change_limit(*, limit: Limit, asked: AskedLimit, by: Account | None, at: datetime) -> Limit:
    """Set a limit of a draft anew: what is asked for takes the place of what stood there."""
    decision = locked(limit.decision)
    refuse(rules.why_not_change(decision))
    limit = Limit.objects.get(pk=limit.pk, decision=decision)
    _set(limit, asked)
    record("limit_changed", about=decision, by=by, at=at, **_told(limit, asked))
    return limit


@transaction.atomic
def remove_limit(*, limit: Limit, by: Account | None, at: datetime) -> None:
    """Take a limit of a draft away."""
    decision = locked(limit.decision)
    refuse(rules.why_not_change(decision))
    record("limit_removed", about=decision, by=by, at=at, name=limit.name)
    limit.delete()


def _set(limit: Limit, asked: AskedLimit) -> None:
    """Refuse what does not fit, and write the rest down. The decision is locked."""
    decision = limit.decision
    others = list(decision.limits.exclude(pk=limit.pk))
    refuse(rules.why_not_limit(decision, asked, others))
    if any(option.decision_id != decision.pk for option in asked.options):
        raise ValueError("a limit is about options of its own decision")
    limit.name, limit.because = asked.name.strip(), asked.because.strip()
    limit.most_options, limit.most_pence = asked.most_options, asked.most_pence
    limit.save()
    limit.options.set(asked.options)


def _told(limit: Limit, asked: AskedLimit) -> dict[str, Any]:
    return {
        "name": limit.name,
        "most_options": limit.most_options,
        "most_pence": limit.most_pence,
        "options": sorted(option.number for option in asked.options),
    }
