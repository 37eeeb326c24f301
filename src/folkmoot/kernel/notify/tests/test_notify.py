"""Telling people: what is written is sent, once, or it is said why not."""

import logging
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from folkmoot.kernel import clock
from folkmoot.kernel.notify import actions, queries, rules, tasks
from folkmoot.kernel.notify.models import Channel, Message
from folkmoot.kernel.notify.tests.makers import NOON, a_thing, a_worker
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from tests.fixtures.mail import Mail

pytestmark = pytest.mark.django_db

IMMEDIATELY = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
OnCommit = Callable[..., AbstractContextManager[Any]]
DILYS = "dilys@people.example"


def an_email(about: Event | None = None, **more: Any) -> Message:
    wanted = {"to": DILYS, "subject": "Soup on Friday", "text": "Come and eat.", **more}
    return actions.send_email(about=about or a_thing(), by=None, at=clock.now(), **wanted)


def nobody_listens(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # the discard port: closed


def test_an_e_mail_goes_once_the_change_it_tells_of_is_kept(
    mail_server: Mail, settings: Settings, django_capture_on_commit_callbacks: OnCommit
) -> None:
    settings.TASKS = IMMEDIATELY
    with django_capture_on_commit_callbacks(execute=True):
        message = an_email()
        assert not mail_server.letters, "not before the commit"
    (letter,) = mail_server.to(DILYS)
    assert (letter["Subject"], letter.get_content().strip()) == ("Soup on Friday", "Come and eat.")
    message.refresh_from_db()
    assert message.sent_at
    assert message.text == "Come and eat."


def test_an_e_mail_is_sent_once_however_often_it_is_asked_for(mail_server: Mail) -> None:
    message = an_email()
    for _ in range(3):
        tasks.deliver.call(str(message.pk))
    assert len(mail_server.letters) == 1


@pytest.mark.parametrize(
    "lacking",
    [
        {"to": ""},
        {"to": "   "},
        {"text": " \n"},
        {"subject": ""},
        {"to": "not an address"},
        {"subject": "Soup\nBcc: everyone@people.example"},
        {"to": "a@people.example, b@people.example"},
    ],
)
def test_nothing_goes_to_nobody_or_says_nothing(lacking: dict[str, Any]) -> None:
    with pytest.raises(Refused):
        an_email(**lacking)
    assert not Message.objects.exists()


def test_the_database_keeps_no_waiting_message_that_says_nothing() -> None:
    for empty in ({"to": "", "text": "x"}, {"to": "x", "text": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.create(channel=Channel.LETTER, about="x", created_at=NOON, **empty)


def test_when_the_mail_server_is_away_it_is_tried_again_and_again_with_longer_gaps(
    mail_server: Mail, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = settings.EMAIL_PORT
    settings.EMAIL_PORT = 9
    message = an_email()
    now, gaps = clock.now(), []
    for _ in range(3):
        monkeypatch.setattr(clock, "now", lambda moment=now: moment)
        tasks.deliver.call(str(message.pk))
        message.refresh_from_db()
        assert message.failed == "We could not reach the mail server."
        assert message.next_try_at is not None
        gaps.append(message.next_try_at - now)
        now = message.next_try_at
    assert gaps == list(rules.GAPS[:3])
    settings.EMAIL_PORT = listening
    monkeypatch.setattr(clock, "now", lambda: now)
    assert tasks.resend_what_is_due() == 1
    tasks.deliver.call(str(message.pk))
    message.refresh_from_db()
    assert (message.failed, message.sent_at) == ("", now)
    assert len(mail_server.letters) == 1


def test_after_six_tries_it_is_given_up_and_someone_can_see_why(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    nobody_listens(settings)
    message = an_email()
    for number in range(10):
        moment = NOON + timedelta(days=400 + number)
        monkeypatch.setattr(clock, "now", lambda moment=moment: moment)
        tasks.deliver.call(str(message.pk))
    message.refresh_from_db()
    assert message.tries == rules.MOST_TRIES == 6
    assert list(queries.given_up()) == [message]
    assert not queries.emails_due(NOON + timedelta(days=900)).exists()


class Refusing(Mail):
    """A mail server that knows nobody."""

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        return f"550 no such person as {address}"


def test_an_address_that_does_not_exist_is_given_up_at_once_in_our_words(
    settings: Settings,
) -> None:
    from tests.fixtures.mail import _OnAnyPort

    server = _OnAnyPort(Refusing(), hostname="127.0.0.1", port=0)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        message = an_email()
        tasks.deliver.call(str(message.pk))
    finally:
        server.stop()
    message.refresh_from_db()
    assert message.failed_at
    assert message.failed == "The mail server says there is no such address."
    assert DILYS not in message.failed


def test_what_is_no_longer_of_use_is_not_sent_late(mail_server: Mail) -> None:
    message = an_email(useful_until=clock.now() - timedelta(seconds=1))
    tasks.deliver.call(str(message.pk))
    message.refresh_from_db()
    assert not mail_server.letters
    assert "no longer of use" in message.failed
    assert message.text == "", "a code that was never sent is not kept either"


def test_a_letter_waits_on_the_pile_until_someone_has_printed_it() -> None:
    about = a_thing()
    here, elsewhere = a_thing(), a_thing()
    letter = actions.send_letter(
        to="Dilys Rees\n1 Elm Row",
        subject="Soup",
        text="Come.",
        about=about,
        within=here,
        by=None,
        at=NOON,
    )
    assert list(queries.letters_to_print(here)) == [letter]
    assert not queries.letters_to_print(elsewhere).exists()
    assert list(queries.messages_about(about)) == [letter]


def test_forgetting_an_address_blanks_what_was_sent_and_stops_what_was_not(
    mail_server: Mail,
) -> None:
    thing = a_thing()
    sent, waiting = an_email(thing), an_email(thing)
    other = an_email(thing, to="emrys@people.example")
    tasks.deliver.call(str(sent.pk))
    assert actions.forget_messages(to=DILYS, about=thing, by=None, at=NOON) == 2
    tasks.deliver.call(str(waiting.pk))
    assert len(mail_server.letters) == 1
    assert {(m.to, m.subject, m.text) for m in Message.objects.exclude(pk=other.pk)} == {
        ("", "", "")
    }
    other.refresh_from_db()
    assert other.text == "Come and eat."


def test_nothing_personal_is_logged_or_written_in_the_account(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    nobody_listens(settings)
    with caplog.at_level(logging.DEBUG):
        message = an_email()
        tasks.deliver.call(str(message.pk))
    written = str(list(Event.objects.values()))
    ours = " ".join(r.getMessage() for r in caplog.records if r.name != "django.db.backends")
    for personal in (DILYS, "Soup on Friday", "Come and eat"):
        assert personal not in written
        assert personal not in ours


def a_task(status: str, *, minutes_ago: float, runs: int = 1) -> Any:
    then = clock.now() - timedelta(minutes=minutes_ago)
    return DBTaskResult.objects.create(
        status=status,
        args_kwargs={"args": [str(uuid.uuid4())], "kwargs": {}},
        task_path="folkmoot.kernel.notify.tasks.deliver",
        backend_name="default",
        run_after=then,
        started_at=then,
        finished_at=then if status == TaskResultStatus.SUCCESSFUL else None,
        worker_ids=["w"] * runs,
        exception_class_path="",
        traceback="",
    )


def test_a_task_whose_worker_was_killed_is_put_back(capsys: pytest.CaptureFixture[str]) -> None:
    killed = a_task(TaskResultStatus.RUNNING, minutes_ago=31)
    busy = a_task(TaskResultStatus.RUNNING, minutes_ago=5)
    call_command("tend")
    killed.refresh_from_db()
    busy.refresh_from_db()
    assert (killed.status, busy.status) == (TaskResultStatus.READY, TaskResultStatus.RUNNING)
    assert "Put back 1 tasks" in capsys.readouterr().out
    call_command("tend", "--after-restart")
    busy.refresh_from_db()
    assert busy.status == TaskResultStatus.READY


def test_a_task_that_never_comes_to_its_end_is_given_up() -> None:
    endless = a_task(TaskResultStatus.RUNNING, minutes_ago=40, runs=tasks.MOST_RUNS)
    tasks.free_stuck_tasks()
    endless.refresh_from_db()
    assert endless.status == TaskResultStatus.FAILED


def test_tasks_that_ended_long_ago_are_forgotten() -> None:
    old = a_task(TaskResultStatus.SUCCESSFUL, minutes_ago=60 * 24 * 15)
    new = a_task(TaskResultStatus.SUCCESSFUL, minutes_ago=60)
    tasks.forget_old_tasks()
    assert list(DBTaskResult.objects.all()) == [new]
    assert old.pk != new.pk


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_sends_what_was_queued_and_what_the_queue_lost(mail_server: Mail) -> None:
    an_email(to="queued@people.example")
    lost = an_email(to="lost@people.example")
    DBTaskResult.objects.filter(args_kwargs__args=[str(lost.pk)]).delete()
    Message.objects.filter(pk=lost.pk).update(next_try_at=clock.now())
    call_command("tend")
    a_worker().run()
    assert sorted(each["To"] for each in mail_server.letters) == [
        "lost@people.example",
        "queued@people.example",
    ]
