"""A reserve that runs out is spoken of twice: before its day and after it, to each once."""

from datetime import datetime, time, timedelta

import pytest
from django.db import DatabaseError, transaction

from folkmoot.granting import actions
from folkmoot.granting.models import Application, Choice, ReserveReminder
from folkmoot.granting.queries.reserve import reserves_to_remind_of
from folkmoot.granting.queries.waiting import everything_waiting
from folkmoot.granting.tests.assessing_makers import (
    LATER,
    a_choice,
    answered,
    recommended,
    the_manager,
    told,
    written,
)
from folkmoot.kernel.access.roles import GRANT_MANAGER
from folkmoot.kernel.record.models import Event
from folkmoot.people.models import Account
from folkmoot.programmes.tests.makers import on_the_team

pytestmark = pytest.mark.django_db
UNTIL = (LATER + timedelta(days=90)).date()


def in_reserve() -> Choice:
    """Everybody was told; one is in reserve until a day."""
    choice = a_choice()
    quay = Application.objects.get(call=choice.panel.call, title="The quay")
    answered(recommended(choice, reserve=(quay.ref,)))
    choice = actions.settle(
        choice=choice, minutes="All were there.", reserve_until_date=UNTIL, by=None, at=LATER
    )
    return told(written(choice))


def noon(days: int) -> datetime:
    return datetime.combine(UNTIL + timedelta(days), time(12), LATER.tzinfo)


def waiting(account: Account, at: datetime) -> list[str]:
    return [each.title for each in everything_waiting(account, at) if "reserve" in each.title]


def reminded(days: int) -> list[str]:
    """Whom a look on that day reminds, by name; it looks twice, as every minute."""
    before = set(ReserveReminder.objects.values_list("pk", flat=True))
    for _ in range(2):
        for each in reserves_to_remind_of(noon(days)):
            actions.remind_of_reserve(choice=each, by=None, at=noon(days))
    rows = ReserveReminder.objects.exclude(pk__in=before).order_by("to__email")
    return [f"{each.step} {each.to.name}" for each in rows.select_related("to")]


def test_each_manager_is_reminded_once_before_the_day_and_once_after() -> None:
    choice = in_reserve()
    manager = the_manager(choice.panel)
    second = on_the_team(choice.panel.call.programme, GRANT_MANAGER, "Second manager")
    kept = on_the_team(choice.panel.call.programme, GRANT_MANAGER, "Manager with a cousin there")
    mill = Application.objects.get(call=choice.panel.call, title="The mill")
    actions.declare_interest(application=mill, words="My cousin", by=kept, at=LATER)

    both = sorted([manager.name, second.name])
    assert reminded(-15) == []
    assert sorted(reminded(-14)) == [f"SOON {name}" for name in both]
    assert reminded(-13) == reminded(0) == []
    assert sorted(reminded(1)) == [f"OVER {name}" for name in both]
    assert reminded(2) == reminded(60) == []
    events = Event.objects.filter(kind="reserve_reminded")
    assert [each.facts["number"] for each in events.order_by("at")] == [2, 2]
    with pytest.raises(DatabaseError), transaction.atomic():
        ReserveReminder.objects.update(step="SOON")


def test_it_waits_on_who_runs_it_until_those_in_reserve_were_told() -> None:
    choice = in_reserve()
    manager = the_manager(choice.panel)
    assert waiting(manager, noon(-15)) == []
    assert waiting(manager, noon(-14))[0].startswith("The reserve runs out on")
    assert waiting(manager, noon(1)) == ["Tell those in reserve that it has run out"]
    assert waiting(on_the_team(choice.panel.call.programme, GRANT_MANAGER, "New"), noon(1))
    actions.end_reserve(choice=choice, feedback="Ring Una.", by=manager, at=noon(1))
    assert waiting(manager, noon(1)) == []
    assert reminded(1) == []
