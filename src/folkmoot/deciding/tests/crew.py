"""Makers for tests of the run: people with roles, and browsers they sit at."""

from django.urls import reverse

from folkmoot.deciding.models import Decision
from folkmoot.deciding.tests.makers import NOON, an_account
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import (
    CONVENOR,
    COUNTING_OFFICER,
    ORGANISER,
    POLLING_HELPER,
    ROLL_KEEPER,
    SERVICE_OFFICER,
    Role,
)
from folkmoot.kernel.jobs.working import Worker
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole

EVERYTHING = (CONVENOR, ROLL_KEEPER, POLLING_HELPER, COUNTING_OFFICER)
ROLES = (CONVENOR, ORGANISER, SERVICE_OFFICER, ROLL_KEEPER, POLLING_HELPER, COUNTING_OFFICER)


def someone(place: Place, *roles: Role, name: str = "Robin") -> Account:
    """Someone who holds these roles in a place."""
    account = an_account(name)
    for role in roles:
        PlaceRole.objects.create(
            place=place, account=account, role=role.name, starts_at=NOON, given_by=None
        )
    return account


def counted() -> None:
    """Somebody does the long work there is: the count of an opened box."""
    worker = Worker(tell_time=clock.now)
    while worker.work_one():
        pass


def run(decision: Decision, page: str = "", *more: object) -> str:
    """The address of a page of the run."""
    name = f"deciding:run_{page}" if page else "deciding:run"
    return reverse(name, args=[decision.ref, *more])
