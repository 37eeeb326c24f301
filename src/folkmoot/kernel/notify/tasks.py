"""Work after the answer: handing messages to the mail server.

A task may be run twice (its worker may be killed at any moment), so each starts by asking
whether there is still anything to do.
"""

import smtplib
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django_tasks import task
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from folkmoot.kernel import clock
from folkmoot.kernel.notify import actions, queries
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused

# A worker that has held one task for this long has died. Long work is not for this queue: that is
# what `kernel.jobs` is for.
LONGEST_TASK = timedelta(minutes=30)
MOST_RUNS = 3
KEEP_TASKS = timedelta(days=14)
MAIL_TIMEOUT = 20  # seconds

TOO_OFTEN = "Stopped: it was started several times and never came to its end."


@task()
def deliver(key: str) -> None:
    """Hand one e-mail to the mail server, unless it has gone or may not go."""
    message = Message.objects.filter(pk=key).first()
    if message is None:
        return
    try:
        message = actions.start_sending(message=message, by=None, at=clock.now())
    except Refused as refusal:
        _give_up_if_late(message, str(refusal))
        return
    failure, for_good = hand_to_mail_server(message)
    if failure:
        actions.note_failed(
            message=message, why=failure, for_good=for_good, by=None, at=clock.now()
        )
    else:
        actions.note_sent(message=message, by=None, at=clock.now())


def resend_what_is_due() -> int:
    """Queue every e-mail whose next try has come; how many."""
    keys = [str(key) for key in queries.emails_due(clock.now()).values_list("pk", flat=True)[:500]]
    for key in keys:
        deliver.enqueue(key)
    return len(keys)


def free_stuck_tasks(*, after_restart: bool = False) -> int:
    """Put back tasks a killed worker left RUNNING; give up those that never end. How many.

    After a restart of the only worker, whatever says RUNNING is not.
    """
    now = clock.now()
    stuck = DBTaskResult.objects.running()
    if not after_restart:
        stuck = stuck.filter(started_at__lt=now - LONGEST_TASK)
    with transaction.atomic():
        found = list(stuck.select_for_update())
        for each in found:
            if len(each.worker_ids) >= MOST_RUNS:
                each.status, each.finished_at = TaskResultStatus.FAILED, now
                each.traceback = TOO_OFTEN
            else:
                each.status, each.started_at = TaskResultStatus.READY, None
            each.save(update_fields=["status", "started_at", "finished_at", "traceback"])
    return len(found)


def forget_old_tasks() -> int:
    """Remove tasks that ended a fortnight ago; how many."""
    old = DBTaskResult.objects.finished().filter(finished_at__lt=clock.now() - KEEP_TASKS)
    return old.delete()[0]


def forget_what_has_served() -> int:
    """Blank codes and links to confirm whose time has passed, sent or not; how many."""
    now = clock.now()
    found = list(queries.served(now)[:500])
    for message in found:
        actions.forget_what_has_served(message=message, by=None, at=now)
    return len(found)


def _give_up_if_late(message: Message, why: str) -> None:
    late = message.useful_until and message.useful_until <= clock.now()
    if late and not message.sent_at and not message.failed_at:
        actions.note_failed(message=message, why=why, for_good=True, by=None, at=clock.now())


def hand_to_mail_server(message: Message) -> tuple[str, bool]:
    """Why it could not be sent ("" when it was), and whether trying again is of no use.

    A letter has the same Message-ID whenever it is tried, so that a mail server which did take it
    the first time, and whose answer never came, can know it again.

    The reason is ours: what a mail server says often repeats the address.
    """
    try:
        with get_connection(timeout=MAIL_TIMEOUT) as connection:
            EmailMessage(
                message.subject,
                message.text,
                to=[message.to],
                connection=connection,
                headers=headers_of(message),
            ).send()
    except smtplib.SMTPRecipientsRefused as refused:
        codes = [code for code, _ in refused.recipients.values()]
        if all(code >= 500 for code in codes):
            return "The mail server says there is no such address.", True
        return "The mail server would not take it just now.", False
    except smtplib.SMTPException:
        return "The mail server would not take it just now.", False
    except OSError:
        return "We could not reach the mail server.", False
    return "", False


def headers_of(message: Message) -> dict[str, str]:
    """What stands above a letter besides: its name, and where one press ends such letters.

    The press is RFC 8058: mail programs send a POST to the address, and never by themselves.
    """
    host = urlsplit(settings.SITE_ADDRESS).hostname or "localhost"
    headers = {"Message-ID": f"<{message.pk}@{host}>"}
    if message.stop_link:
        headers["List-Unsubscribe"] = f"<{message.stop_link}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
