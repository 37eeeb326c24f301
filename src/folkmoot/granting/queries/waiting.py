"""All that this room waits for from one person: what they have no hand in is not asked about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, QuerySet

from folkmoot.granting.models import ApplicationRole, Assessor, Partner
from folkmoot.granting.queries import applying_tasks as applying
from folkmoot.granting.queries import granting_tasks as assessing
from folkmoot.kernel.prepared import prepared
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.programmes.models import ProgrammeRole


@dataclass(frozen=True, slots=True)
class Hands:
    """Where an account has a hand in applications."""

    as_partner: bool = False
    in_a_team: bool = False
    as_assessor: bool = False
    in_a_programme: bool = False


def hands_of(account: Account, at: datetime) -> Hands:
    """Whether there is anything to ask about at all; one query."""
    rows = _hands(account.pk, at)
    return Hands(*rows[0]) if rows else Hands()


@prepared
def _hands(account: UUID, at: datetime) -> QuerySet[Account, tuple[bool, bool, bool, bool]]:
    mine = (
        Partner.objects.filter(account=account, answered_at__isnull=True),
        ApplicationRole.objects.filter(account=account).held_at(at),
        Assessor.objects.filter(account=account),
        ProgrammeRole.objects.filter(account=account).held_at(at),
    )
    return Account.objects.filter(pk=account).values_list(*map(Exists, mine))


def everything_waiting(account: Account, at: datetime) -> list[Task]:
    """What waits on a person because of calls, panels and choices.

    One query for those with no hand in any; the more hands, the more queries.
    """
    hands, found = hands_of(account, at), list[Task]()
    if hands.as_partner:
        found += applying.to_answer_for(account)
    if hands.in_a_team:
        found += [*applying.to_hand_in(account, at), *applying.to_answer(account, at)]
    if hands.as_assessor:
        found += assessing.to_mark(account)
    if hands.as_assessor or hands.in_a_team:
        found += assessing.to_meet(account, at)
    if hands.in_a_programme:
        found += [*applying.to_check(account, at), *assessing.to_run(account, at)]
    return found
