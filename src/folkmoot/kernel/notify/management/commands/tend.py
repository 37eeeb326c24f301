"""Keep the post moving: run once a minute, or with `--every 60`, by the worker's side.

`folkmoot tend` sends again what could not be sent and is due, puts back tasks a killed worker
left behind, and removes tasks that ended long ago. It is safe to run at any moment and as often
as you like. `--after-restart` is for whoever starts the only worker: nothing can be running yet.
"""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from folkmoot.kernel.notify import tasks


class Command(BaseCommand):
    help = "Send again what is due, and put back tasks a killed worker left behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--after-restart",
            action="store_true",
            help="put back every task that says it is running: the only worker has yet to start",
        )

        parser.add_argument(
            "--every", type=int, default=0, metavar="SECONDS", help="go on doing so, until stopped"
        )

    def handle(
        self, *args: Any, after_restart: bool = False, every: int = 0, **options: Any
    ) -> None:
        self._once(after_restart=after_restart)
        while every > 0:
            time.sleep(every)
            close_old_connections()
            self._once(after_restart=False)

    def _once(self, *, after_restart: bool) -> None:
        freed = tasks.free_stuck_tasks(after_restart=after_restart)
        again = tasks.resend_what_is_due()
        tasks.forget_old_tasks()
        if freed or again:
            self.stdout.write(f"Put back {freed} tasks; {again} e-mails to try again.")
