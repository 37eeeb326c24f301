"""Reminders of returns: before the day, on it, and after, each reaching one further."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.awards import notices
from folkmoot.awards.actions.returned import locked_return
from folkmoot.awards.models import WITH_RECIPIENT, Reminder, Return, ReturnStage
from folkmoot.awards.queries.reminding import accounts_holding
from folkmoot.awards.returning.lateness import OFFICER, Step, step_on
from folkmoot.kernel.record.actions import record
from folkmoot.people.models import Account


@transaction.atomic
def remind_of_return(*, returned: Return, by: Account | None, at: datetime) -> int:
    """Remind whoever its day is for, once each; gives how many were reminded now.

    Asked again it reminds nobody twice: not of one step, nor of one return on one day.
    """
    locked = locked_return(returned)
    step = step_on(locked.due_date, localdate(at))
    if step is None or locked.stage not in WITH_RECIPIENT or locked.award.stage != "ACTIVE":
        return 0
    told = list(_to_remind(locked, step, at=at))
    for account in told:
        Reminder.objects.create(
            of=locked, to=account, step=step.name, sent_at=at, sent_date=localdate(at)
        )
        notices.reminded(account, locked, by=by, at=at)
    if told:
        record("return_reminded", about=locked, by=by, at=at, step=step.name, number=len(told))
    return len(told)


def _to_remind(returned: Return, step: Step, *, at: datetime) -> Iterator[Account]:
    """Those the step reaches who have not heard of it, nor of this return today.

    What waits to be certified waits on the finance officer from the first step on.
    """
    heard = set(returned.reminders.filter(step=step.name).values_list("to", flat=True))
    heard |= set(returned.reminders.filter(sent_date=localdate(at)).values_list("to", flat=True))
    roles = (OFFICER, *step.to[1:]) if returned.stage == ReturnStage.SIGNING else step.to
    for role in roles:
        for account in accounts_holding(role, returned.award, at=at):
            if account.pk not in heard:
                heard.add(account.pk)
                yield account
