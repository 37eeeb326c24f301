"""Keep the post moving: run once a minute, by the worker's side.

`folkmoot tend` sends again what could not be sent and is due, puts back tasks a killed worker
left behind, removes tasks that ended long ago, and blanks codes and links whose time is past.
It is safe to run at any moment and as often as you like. `--after-restart` is for whoever starts
the only worker: nothing can be running yet.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from folkmoot.kernel.notify import tasks


class Command(BaseCommand):
    help = "Send again what is due, and put back tasks a killed worker left behind."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--after-restart",
            action="store_true",
            help="put back every task that says it is running: the only worker has yet to start",
        )

    def handle(self, *args: Any, after_restart: bool = False, **options: Any) -> None:
        freed = tasks.free_stuck_tasks(after_restart=after_restart)
        again = tasks.resend_what_is_due()
        tasks.forget_old_tasks()
        tasks.forget_what_has_served()
        if freed or again:
            self.stdout.write(f"Put back {freed} tasks; {again} e-mails to try again.")
