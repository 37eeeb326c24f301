"""After a gathering: who came, by name or by head, and what was said."""

from datetime import datetime

from django.db import transaction

from folkmoot.gatherings import rules
from folkmoot.gatherings.actions.planning import locked
from folkmoot.gatherings.models import Gathering, GatheringStage, Guest, Reply, Report
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def tell_what_came_of_it(
    *, gathering: Gathering, report: Report, by: Account | None, at: datetime
) -> Gathering:
    """Keep who came and what was said; said once more, the later telling holds."""
    gathering = locked(gathering.pk)
    refuse(rules.why_not_report(gathering, report, at=at))
    came = {guest.pk for guest in report.came}
    gathering.guests.exclude(pk__in=came).filter(came_at__isnull=False).update(came_at=None)
    gathering.guests.filter(pk__in=came, came_at__isnull=True).update(came_at=at)
    Guest.objects.bulk_create(
        Guest(
            gathering=gathering,
            name=name.strip(),
            reply=Reply.COMING,
            replied_at=at,
            came_at=at,
        )
        for name in report.walked_in
        if name.strip()
    )
    for item, words in report.said.items():
        item.said = words.strip()
        item.save(update_fields=["said"])
    gathering.stage, gathering.n_counted = GatheringStage.HELD, report.n_counted
    gathering.ended_at = gathering.ended_at or at
    gathering.save(update_fields=["stage", "ended_at", "n_counted"])
    record("gathering_held", about=gathering, by=by, at=at, by_name=len(came))
    return gathering
