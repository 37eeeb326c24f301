"""Find out what there is about counts: `folkmoot findings`, or of one decision by its address."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from folkmoot.deciding.finding import work_out_findings
from folkmoot.deciding.models import Count
from folkmoot.deciding.queries.findings import counts_to_work_out
from folkmoot.kernel import clock
from folkmoot.kernel.commands import PlainCommand

STOPPED = "Stopped. What was found is kept; the same command goes on from there."


class Command(PlainCommand):
    help = (
        "Work out how near each option came, how fair the outcome is and how much hangs on a few "
        "ballots. Can be stopped at any moment, and goes on where it ended."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "ref", nargs="?", default="", help="of one decision, as in /decisions/REF/; else all"
        )

    def handle(self, *args: Any, ref: str = "", **options: Any) -> None:
        """Go through the counts, the latest first."""
        waiting = [each for each in counts_to_work_out() if ref in ("", each.decision.ref)]
        if ref and not Count.objects.filter(decision__ref=ref).exists():
            raise CommandError(f"No decision {ref} has been counted here.")
        try:
            for count in waiting:
                self._one(count)
        except KeyboardInterrupt:
            self.stderr.write(f"\n{STOPPED}")
            sys.exit(130)

    def _one(self, count: Count) -> None:
        def tell(done: int, of: int) -> None:
            if self.stderr.isatty():
                self.stderr.write(f"\r{done} of {of} ", ending="\r" if done == of else "")

        n_steps = work_out_findings(count, at=clock.now(), progress=tell)
        self.stdout.write(f"{count.decision.title}: {n_steps} steps worked out.")
