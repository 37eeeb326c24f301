"""Keeping what is found out about a count."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.deciding import analysis
from folkmoot.deciding.models import Count, Finding, FindingKind
from folkmoot.kernel.record.actions import record
from folkmoot.people.models import Account


@transaction.atomic
def keep_findings(
    *, count: Count, found: Sequence[analysis.Found], by: Account | None, at: datetime
) -> None:
    """Keep what one step found; what another run has kept meanwhile stays.

    The last step is told in the account: what stands on the pages is then all there is.
    """
    Finding.objects.bulk_create(
        (
            Finding(count=count, kind=each.kind, part=each.part, says=each.says, found_at=at)
            for each in found
        ),
        batch_size=200,
        ignore_conflicts=True,
    )
    if any(each.kind == FindingKind.ALL for each in found):
        record("findings_complete", about=count.decision, by=by, at=at)
