"""Settling doubtful votes: two roll keepers look, each on their own, and say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from folkmoot.deciding import rules
from folkmoot.deciding.actions.holding import held_line
from folkmoot.deciding.models import Decision, RollEntry, RollLook, Standing
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@dataclass(frozen=True, slots=True)
class Look:
    """What somebody says of one doubtful vote."""

    entry_id: UUID
    counts: bool
    because: str


@transaction.atomic
def look_at_votes(
    *, decision: Decision, looks: Sequence[Look], by: Account, at: datetime
) -> list[RollEntry]:
    """Keep what one person says of doubtful votes. Returns those that are settled by it.

    One person's word settles nothing. When two say the same, the vote counts or does not; when
    the first two differ, a third person's look is one of a pair, and settles it. A vote that
    does not count is destroyed unopened. All looks are kept or none.

    Nothing kept here has a time but the day in the account: a look is given after a ballot is
    cast, and must not tell when that was.
    """
    settled = []
    for look in sorted(looks, key=lambda each: each.entry_id):  # so that two do not wait in a ring
        entry = held_line(RollEntry(pk=look.entry_id, decision=decision))
        refuse(rules.why_not_look_at(entry, by, because=look.because))
        because = look.because.strip()
        RollLook.objects.create(entry=entry, looked_by=by, counts=look.counts, because=because)
        record("doubtful_vote_looked_at", about=decision, by=by, at=at, only_the_day=True)
        if _settle(entry):
            settled.append(entry)
    return settled


def _settle(entry: RollEntry) -> bool:
    """Settle a vote of which two people say the same; whether they do."""
    said = list(entry.looks.order_by("id").values_list("counts", "because"))
    for counts in (True, False):
        reasons = [because for says, because in said if says == counts]
        if len(reasons) == 2:
            entry.standing = Standing.ADMITTED if counts else Standing.REFUSED
            entry.settled_because = " ".join(dict.fromkeys(reasons))
            entry.save(update_fields=["standing", "settled_because"])
            return True
    return False
