"""Count a decision again and say whether the same comes out: `folkmoot recount REF`."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from folkmoot import __version__
from folkmoot.deciding.analysis import engine, recount
from folkmoot.deciding.models import Count
from folkmoot.deciding.queries.certificates import certificate_of
from folkmoot.kernel.commands import PlainCommand


class Command(PlainCommand):
    help = "Count a decision again with the code that is here, and say whether it is the same."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "decision",
            nargs="?",
            default="",
            metavar="DECISION",
            help="the reference in its address; without it, every decision that was counted",
        )

    def handle(self, *args: Any, decision: str = "", **options: Any) -> None:
        """Count again, print, and fail when anything differs. Nothing is written."""
        counts = Count.objects.select_related("decision").order_by("decision__ref")
        found = list(counts.filter(decision__ref=decision) if decision else counts)
        if decision and not found:
            raise CommandError(f"There is no counted decision {decision}.")
        differing = [count for count in found if not self._is_same(count)]
        if differing:
            refs = ", ".join(count.decision.ref for count in differing)
            raise CommandError(f"Not the same as was certified: {refs}.")

    def _is_same(self, count: Count) -> bool:
        again = recount(count.decision, count)
        certificate = certificate_of(count)
        then = f"{count.software}, {certificate.engine if certificate else 'not written down'}"
        verdict = "same" if again.is_same else "DIFFERENT"
        self.stdout.write(
            f"{count.decision.ref} {verdict}\n"
            f"  then {count.digest} ({then})\n"
            f"  now  {again.digest} (folkmoot {__version__}, {engine()})"
        )
        for difference in again.differences:
            self.stdout.write(f"  {difference}")
        return again.is_same
