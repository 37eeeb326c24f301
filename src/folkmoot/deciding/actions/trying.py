"""Asking what another rule would have funded, where that takes long; and keeping the answer."""

from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.deciding import rules
from folkmoot.deciding.actions.preparing import locked
from folkmoot.deciding.models import WHAT_IF_JOB, Decision, WhatIf
from folkmoot.kernel.jobs.actions import put_job
from folkmoot.kernel.jobs.queries import latest_job
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def ask_what_if(*, decision: Decision, rule: str, by: Account | None, at: datetime) -> WhatIf:
    """Have another rule applied to the ballots of a published decision, as long work.

    What was asked before and did not come to its end is begun again.
    """
    decision = locked(decision)
    asked = WhatIf.objects.filter(count__decision=decision, rule=rule).first()
    job = latest_job(WHAT_IF_JOB, asked) if asked else None
    refuse(rules.why_not_what_if(decision, asked, job))
    if asked is None:
        asked = WhatIf.objects.create(count=decision.count, rule=rule, asked_at=at)
    put_job(kind=WHAT_IF_JOB, about=asked, by=by, at=at)
    record("what_if_asked", about=decision, by=by, at=at, rule=rule)
    return asked


@transaction.atomic
def keep_what_if(
    *, asked: WhatIf, says: dict[str, Any], by: Account | None, at: datetime
) -> WhatIf:
    """Keep what was worked out. Once, and for good."""
    asked = WhatIf.objects.select_for_update().get(pk=asked.pk)
    refuse("That is known already." if asked.found_at else "")
    asked.says, asked.found_at = says, at
    asked.save(update_fields=["says", "found_at"])
    record("what_if_found", about=asked.count.decision, by=by, at=at, rule=asked.rule)
    return asked
