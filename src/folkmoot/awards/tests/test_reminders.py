"""A late return is said to one more each time, and to nobody twice in a day."""

from datetime import timedelta

import pytest

from folkmoot.awards import actions
from folkmoot.awards.models import Reminder
from folkmoot.awards.rules import is_late
from folkmoot.awards.tests.makers import (
    handed_on,
    holder,
    manager,
    officer,
    over,
    second_manager,
    sent_back,
    some_returns,
    with_funder,
)
from folkmoot.kernel.record.models import Event

pytestmark = pytest.mark.django_db


def test_a_return_is_late_from_the_day_after_until_the_funder_has_it() -> None:
    returned = some_returns()[0]
    day = returned.due_date

    assert not is_late(returned, today=day)
    assert is_late(returned, today=day + timedelta(1))
    assert not is_late(with_funder(returned), today=day + timedelta(90))
    assert is_late(sent_back(), today=day + timedelta(90))


def test_reminders_reach_one_further_each_time_and_nobody_twice_in_a_day() -> None:
    returned = some_returns()[0]
    award, day = returned.award, over(returned).replace(hour=9)
    due = day + (returned.due_date - day.date())
    ann, sanjay, gil = holder(award), officer(award), manager(award)
    second_manager(award)

    def told(days: int) -> set[str]:
        at = due + timedelta(days)
        for _ in range(2):  # the second time in a minute reminds nobody
            actions.remind_of_return(returned=returned, by=None, at=at)
        rows = Reminder.objects.filter(sent_date=at.date())
        assert rows.count() == len(set(rows.values_list("to", flat=True)))
        return {reminder.to.email for reminder in rows}

    assert told(-15) == set()
    assert told(-14) == {ann.email}
    assert told(-13) == set()
    assert told(0) == {ann.email}
    assert told(7) == {ann.email, sanjay.email}
    assert told(14) >= {ann.email, sanjay.email, gil.email}
    assert told(15) == set()
    kept = Event.objects.filter(kind="return_reminded").values_list("facts__step", flat=True)
    assert set(kept) == {"before", "day", "late", "later"}


def test_what_waits_to_be_certified_is_said_to_the_finance_officer_and_to_nobody_before() -> None:
    returned = handed_on()
    sanjay = officer(returned.award)

    actions.remind_of_return(returned=returned, by=None, at=over(returned) + timedelta(20))

    assert [each.to.email for each in returned.reminders.all()] == [sanjay.email]
