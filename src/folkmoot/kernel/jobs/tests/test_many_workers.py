"""Many workers beside each other, with real transactions: run on SQLite and on PostgreSQL."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TypeVar

import pytest
from django.db import connection, connections

from folkmoot.kernel import clock
from folkmoot.kernel.jobs.actions import stop_job
from folkmoot.kernel.jobs.holding import put_back_lapsed, take_job
from folkmoot.kernel.jobs.models import Job, State
from folkmoot.kernel.jobs.queries import ended_within
from folkmoot.kernel.jobs.rules import LEASE
from folkmoot.kernel.jobs.running import Running
from folkmoot.kernel.jobs.tests.makers import KIND, NOON, Watch, a_job, a_thing, a_worker
from folkmoot.kernel.jobs.working import Worker

pytestmark = pytest.mark.django_db(transaction=True)

Answer = TypeVar("Answer")
N_WORKERS = 6
N_JOBS = 18


def at_once(step: Callable[[], Answer]) -> list[Answer]:
    """Six threads, each with a connection of its own, begin in the same moment."""
    ready = threading.Barrier(N_WORKERS)

    def one(_: int) -> Answer:
        try:
            ready.wait(timeout=30)
            return step()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(N_WORKERS) as pool:
        return list(pool.map(one, range(N_WORKERS)))


def test_however_many_workers_each_job_is_done_once() -> None:
    jobs = [a_job() for _ in range(N_JOBS)]
    done: list[object] = []

    def all_there_is() -> None:
        worker = a_worker(lambda running: done.append(running.job.pk), Watch())
        while worker.work_one():
            pass

    at_once(all_there_is)
    assert Counter(done) == {job.pk: 1 for job in jobs}
    assert set(Job.objects.values_list("tries", flat=True)) == {1}


def test_the_work_of_a_dead_worker_is_taken_up_by_one_of_those_who_saw() -> None:
    job, watch = a_job(), Watch()
    take_job({KIND}, at=watch(), lease=LEASE)
    watch.on(LEASE + timedelta(seconds=1))

    def take_up() -> Job | None:
        put_back_lapsed(at=watch())
        return take_job({KIND}, at=watch(), lease=LEASE)

    assert [each.pk for each in at_once(take_up) if each] == [job.pk]


def test_two_who_finish_the_same_job_finish_it_once() -> None:
    """Whatever went wrong before: the one whose number is the job's writes, the others do not."""
    a_job()
    watch = Watch()
    job = take_job({KIND}, at=watch(), lease=LEASE)
    assert job is not None

    def finish() -> bool:
        try:
            with Running(job, tell_time=watch, lease=LEASE).last_step():
                a_thing()
        except Exception:
            return False
        return True

    assert sorted(at_once(finish)) == [False] * (N_WORKERS - 1) + [True]


def test_someone_watches_it_go_on_and_stops_it() -> None:
    thing = a_thing()
    job = a_job(thing)

    def never_ends(running: Running) -> None:
        for n in range(10_000):
            running.report(n, 10_000, "Weighing")
            time.sleep(0.01)

    def work() -> None:
        try:
            Worker(tell_time=clock.now, kinds={KIND: never_ends}).work_one()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        working = pool.submit(work)
        until(lambda: Job.objects.get(pk=job.pk).n_done > 0)
        assert Job.objects.get(pk=job.pk).saying == "Weighing"
        stop_job(job=job, about=thing, by=None, at=NOON)
        working.result(timeout=10)
    job.refresh_from_db()
    assert job.state == State.STOPPED


def test_short_work_is_done_before_a_page_has_to_answer() -> None:
    job, leave = a_job(), threading.Event()

    def work() -> None:
        try:
            a_worker(lambda running: None, Watch()).work(leave)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(work)
        try:
            assert ended_within(job, 5.0)
        finally:
            leave.set()


def until(happened: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


WEIGHS = """
import time, django
django.setup()
from django.conf import settings
from django.db import connections
from datetime import timedelta
from typing import TypeVar
from folkmoot.kernel import clock
from folkmoot.kernel.jobs.working import Worker
def for_ever(running):
    while True:
        running.report(1, 2, "Weighing")
        time.sleep(0.05)
lease = timedelta(seconds=2)
Worker(tell_time=clock.now, lease=lease, kinds={"tests.weigh": for_ever}).work_one()
"""


def test_a_worker_killed_in_the_middle_leaves_the_job_to_the_next() -> None:
    job = a_job()
    worker = subprocess.Popen([sys.executable, "-c", WEIGHS], env=here())
    try:
        until(lambda: Job.objects.get(pk=job.pk).n_done == 1, seconds=60)
        worker.send_signal(signal.SIGKILL)
    finally:
        worker.kill()
        worker.wait()
    next_one = Worker(tell_time=clock.now, kinds={KIND: lambda running: None})
    assert next_one.work_one() is False, "not while it may still live"
    until(next_one.work_one)
    job.refresh_from_db()
    assert (job.state, job.tries) == (State.DONE, 2)


def here() -> dict[str, str]:
    """The surroundings of a process that sees the database of this test."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{database['NAME']}"
    else:
        user, name, socket = database["USER"], database["NAME"], database["HOST"]
        address = f"postgresql://{user}@/{name}?host={socket}"
        address += f"&port={database['PORT']}" if database["PORT"] else ""
    more = {"FOLKMOOT_DATABASE": address, "DJANGO_SETTINGS_MODULE": "folkmoot.settings"}
    return os.environ | more
