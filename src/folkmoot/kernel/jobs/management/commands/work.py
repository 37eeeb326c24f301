"""Do the long work that is on the list: `folkmoot work`, until stopped.

Counting the ballots is such work. `folkmoot watch --every 60` does it as well; run this beside
it where counts are large, as often as there are processors to spare. Stopped in the middle of
a job, or killed, it leaves the job to the next worker.
"""

import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.kernel import clock
from folkmoot.kernel.jobs.working import Worker


class Command(BaseCommand):
    help = "Do the long work that is on the list, such as counts, until stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--once", action="store_true", help="do what is there now, and end: for tests and cron"
        )

    def handle(self, *args: Any, once: bool = False, **options: Any) -> None:
        worker = Worker(tell_time=clock.now)
        if once:
            while worker.work_one():
                pass
            return
        leave = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: leave.set())
        worker.work(leave)
