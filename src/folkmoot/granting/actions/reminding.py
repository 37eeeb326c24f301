"""Grant managers are reminded of a reserve: before it runs out, and when it has."""

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.granting import notices
from folkmoot.granting.actions.choosing import locked_choice
from folkmoot.granting.models import Choice, ReserveReminder
from folkmoot.granting.queries.choice_pages import reserve_of
from folkmoot.granting.queries.reserve import to_remind
from folkmoot.granting.rules.choice import reserve_step
from folkmoot.kernel.record.actions import record
from folkmoot.people.models import Account


@transaction.atomic
def remind_of_reserve(*, choice: Choice, by: Account | None, at: datetime) -> int:
    """Remind whoever runs it of the step its reserve has come to; how many were reminded now.

    Asked again it reminds nobody twice of one step.
    """
    choice = locked_choice(choice)
    step, held = reserve_step(choice.reserve_until_date, localdate(at)), reserve_of(choice)
    if not step or not held:
        return 0
    told = set(choice.reminders.filter(step=step).values_list("to", flat=True))
    n_told = 0
    for account in to_remind(choice, at=at):
        if account.pk not in told:
            ReserveReminder.objects.create(choice=choice, to=account, step=step, sent_at=at)
            notices.remind_of_reserve(choice, account, len(held), step=step, by=by, at=at)
            n_told += 1
    if n_told:
        record("reserve_reminded", about=choice, by=by, at=at, step=step, number=n_told)
    return n_told
