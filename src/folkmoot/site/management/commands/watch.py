"""Look after everything: run once a minute, or with `--every 60`, by the worker's side.

`folkmoot watch` does what `tend` and `tell_outcomes` do, closes the voting when its time has
passed, and blanks the names on the roll four weeks after a decision is over. It does the long work
on the list as well, such as counts: with `--every`, beside the rest and at once. It is safe to run
at any moment and as often as you like.
"""

import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from folkmoot.kernel import clock
from folkmoot.kernel.jobs.working import Worker
from folkmoot.site.watching import watch


class Command(BaseCommand):
    help = "Keep the post moving, close votes and tell what was decided, blank names in time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--every", type=int, default=0, metavar="SECONDS", help="go on doing so, until stopped"
        )

    def handle(self, *args: Any, every: int = 0, **options: Any) -> None:
        worker = Worker(tell_time=clock.now)
        if every > 0:
            # A thread, not a process: a count leaves the processor to others while it is in C, and
            # one that dies with this process is taken up again when its time to be held is over.
            never = threading.Event()
            threading.Thread(target=worker.work, args=(never,), daemon=True).start()
        self._once()
        while every == 0 and worker.work_one():
            pass
        while every > 0:
            time.sleep(every)
            close_old_connections()
            self._once()

    def _once(self) -> None:
        for said, number in watch(at=clock.now()):
            self.stdout.write(f"{said}: {number}.")
