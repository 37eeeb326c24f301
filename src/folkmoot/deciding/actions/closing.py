"""When voting ends: giving people longer, and closing."""

from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.deciding import rules
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.models import Decision, Extension, Stage
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def extend_voting(
    *, decision: Decision, until: datetime, because: str, by: Account | None, at: datetime
) -> Decision:
    """Give people longer to vote, with the reason. Refused once the closing time has come."""
    decision = locked(decision)
    refuse(rules.why_not_extend(decision, until, because, at=at))
    Extension.objects.create(
        decision=decision,
        was_until=decision.closes_at or at,
        closes_at=until,
        because=because.strip(),
        made_at=at,
        made_by=by,
    )
    decision.closes_at = until
    decision.save(update_fields=["closes_at"])
    until_when = until.isoformat()
    record("voting_extended", about=decision, by=by, at=at, until=until_when, because=because)
    return decision


@transaction.atomic
def close_voting(
    *, decision: Decision, by: Account | None, at: datetime, because: str = ""
) -> Decision:
    """Take no more ballots, and publish the marks of all envelopes, sorted.

    Waits for ballots that are being cast at this moment: each holds the decision with a
    shared lock, and the lock here asks for it alone.

    `because` is needed before the closing time, and is for everyone to read.
    """
    decision = locked(decision)
    refuse(rules.why_not_close(decision, because, at=at))
    early = decision.takes_votes(at)
    decision.closed_early_because = because.strip() if early else ""
    decision.stage, decision.closed_at = Stage.CLOSED, at
    decision.save(update_fields=["stage", "closed_at", "closed_early_because"])
    list_envelopes(decision)
    facts: dict[str, Any] = {"because": decision.closed_early_because} if early else {}
    n_envelopes = decision.envelopes.count()
    record("voting_closed", about=decision, by=by, at=at, n_envelopes=n_envelopes, **facts)
    return decision


def list_envelopes(decision: Decision) -> None:
    """Publish the marks of the envelopes in the box, sorted, so that the list has no order."""
    marks = sorted(decision.envelopes.values_list("mark", flat=True))
    decision.envelope_list = "\n".join(marks)
    decision.save(update_fields=["envelope_list"])
