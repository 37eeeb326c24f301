"""Long work: done once, watched, stopped, and none the worse for a worker that dies."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from folkmoot.kernel.jobs.actions import put_job, stop_job
from folkmoot.kernel.jobs.holding import NEVER_ENDED, WENT_WRONG, put_back_lapsed, take_job
from folkmoot.kernel.jobs.models import Job, State
from folkmoot.kernel.jobs.queries import ended_within, latest_job, standing_of
from folkmoot.kernel.jobs.rules import LEASE, MOST_TRIES
from folkmoot.kernel.jobs.running import Lost, Running
from folkmoot.kernel.jobs.tests.makers import KIND, NOON, Watch, a_job, a_thing, a_worker
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db


def taken(watch: Watch) -> Job:
    job = take_job({KIND}, at=watch(), lease=LEASE)
    assert job is not None
    return job


def test_work_is_put_on_the_list_with_the_change_that_wants_it_or_not_at_all() -> None:
    @transaction.atomic
    def change_that_fails() -> None:
        a_job()
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        change_that_fails()
    assert not Job.objects.exists()


def test_what_is_wanted_twice_is_done_once() -> None:
    thing = a_thing()
    assert a_job(thing).pk == a_job(thing).pk
    assert Event.objects.filter(kind="job_put").count() == 1
    with pytest.raises(DatabaseError, match=r"(?i)unique"), transaction.atomic():
        Job.objects.create(kind=KIND, about=a_job(thing).about, put_at=NOON, due_at=NOON)


def test_a_job_has_no_room_for_a_secret() -> None:
    """Whoever adds a field here says what keeps passphrases, keys and ballots out of it."""
    assert {field.name for field in Job._meta.get_fields()} == {
        *("id", "kind", "about", "state", "put_at", "due_at", "tries", "held_until"),
        *("stop_asked_at", "n_done", "n_all", "saying", "ended_at", "because"),
    }


def test_a_worker_does_what_waited_longest_first() -> None:
    watch, done = Watch(), []
    second = put_job(kind=KIND, about=a_thing(), by=None, at=NOON + timedelta(seconds=1))
    first = a_job()
    watch.on(timedelta(minutes=1))
    worker = a_worker(lambda running: done.append(running.job.pk), watch)
    assert [worker.work_one() for _ in range(3)] == [True, True, False]
    assert done == [first.pk, second.pk]
    assert set(Job.objects.values_list("state", flat=True)) == {State.DONE}


def test_a_worker_leaves_alone_what_it_does_not_know() -> None:
    put_job(kind="of.a.newer.version", about=a_thing(), by=None, at=NOON)
    assert a_worker(lambda running: None, Watch()).work_one() is False


def test_the_work_and_its_end_are_written_down_together() -> None:
    job, watch = a_job(), Watch()

    def weigh(running: Running) -> None:
        with running.last_step():
            Event.objects.create(kind="weighed", at=NOON, about="tests")
            raise ZeroDivisionError

    a_worker(weigh, watch).work_one()
    job.refresh_from_db()
    assert job.state == State.WAITING, "it is tried again"
    assert not Event.objects.filter(kind="weighed").exists()


def test_work_that_nobody_has_begun_stops_at_once() -> None:
    thing = a_thing()
    job = stop_job(job=a_job(thing), about=thing, by=None, at=NOON)
    assert job.state == State.STOPPED
    assert a_worker(lambda running: None, Watch()).work_one() is False
    with pytest.raises(Refused, match="ended already"):
        stop_job(job=job, about=thing, by=None, at=NOON)


def test_what_was_stopped_can_be_begun_again() -> None:
    thing = a_thing()
    stopped = stop_job(job=a_job(thing), about=thing, by=None, at=NOON)
    again = put_job(kind=KIND, about=thing, by=None, at=NOON + timedelta(minutes=1))
    assert again.pk != stopped.pk
    assert latest_job(KIND, thing) == again


def test_one_that_was_thought_dead_and_comes_back_changes_nothing() -> None:
    job, watch = a_job(), Watch()
    slow = Running(taken(watch), tell_time=watch, lease=LEASE)
    watch.on(LEASE + timedelta(seconds=1))
    assert put_back_lapsed(at=watch()) == 1
    quick = Running(taken(watch), tell_time=watch, lease=LEASE)
    with quick.last_step():
        Event.objects.create(kind="weighed", at=NOON, about="by the second")
    with pytest.raises(Lost), slow.last_step():
        Event.objects.create(kind="weighed", at=NOON, about="by the first")
    assert Event.objects.get(kind="weighed").about == "by the second"
    job.refresh_from_db()
    assert (job.state, job.tries) == (State.DONE, 2)


def test_one_who_is_only_slow_is_not_taken_for_dead() -> None:
    watch = Watch()
    a_job()
    taken(watch)
    watch.on(LEASE - timedelta(seconds=1))
    assert put_back_lapsed(at=watch()) == 0
    assert take_job({KIND}, at=watch(), lease=LEASE) is None


def test_work_that_kills_its_worker_each_time_is_given_up() -> None:
    job, watch = a_job(), Watch()
    for _ in range(MOST_TRIES):
        taken(watch)
        watch.on(LEASE + timedelta(seconds=1))
        put_back_lapsed(at=watch())
    job.refresh_from_db()
    assert (job.state, job.because) == (State.FAILED, NEVER_ENDED)


def test_work_whose_worker_died_while_it_should_stop_is_stopped() -> None:
    thing, watch = a_thing(), Watch()
    job = a_job(thing)
    taken(watch)
    stop_job(job=job, about=thing, by=None, at=NOON)
    watch.on(LEASE + timedelta(seconds=1))
    put_back_lapsed(at=watch())
    job.refresh_from_db()
    assert job.state == State.STOPPED


def test_a_failure_is_tried_again_later_and_less_often_until_it_is_given_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    job, watch, tried = a_job(), Watch(), []

    def fails(running: Running) -> None:
        tried.append(watch() - NOON)
        raise RuntimeError("the scales of Mrs Aldous broke")

    worker = a_worker(fails, watch)
    with caplog.at_level(logging.ERROR):
        for _ in range(60):
            worker.work_one()
            watch.on(timedelta(seconds=1))
    assert tried == [timedelta(seconds=after) for after in (0, 5, 25)]
    job.refresh_from_db()
    assert (job.state, job.because) == (State.FAILED, WENT_WRONG)
    assert "Aldous" not in job.because
    assert caplog.text.count("RuntimeError: the scales of Mrs Aldous broke") == MOST_TRIES
    assert "Traceback" in caplog.text


def test_what_a_rule_refuses_is_said_in_its_words_and_not_tried_again() -> None:
    job = a_job()

    def refused(running: Running) -> None:
        raise Refused("There is nothing to weigh.")

    a_worker(refused, Watch()).work_one()
    job.refresh_from_db()
    assert (job.state, job.because, job.tries) == (State.FAILED, "There is nothing to weigh.", 1)


def test_a_page_can_say_that_nobody_seems_to_work() -> None:
    job = a_job()
    assert not standing_of(job, NOON + timedelta(seconds=10)).is_waiting_long
    assert standing_of(job, NOON + timedelta(seconds=20)).is_waiting_long


def test_nobody_waits_long_for_work_that_nobody_does() -> None:
    assert ended_within(a_job(), 0.05) is False


@pytest.mark.parametrize(
    "wrong",
    [{"state": State.RUNNING}, {"state": State.DONE}, {"held_until": NOON}, {"ended_at": NOON}],
    ids=str,
)
def test_the_database_refuses_a_job_that_contradicts_itself(wrong: dict[str, Any]) -> None:
    job = a_job()
    with pytest.raises(DatabaseError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**wrong)
