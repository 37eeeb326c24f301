"""Count any Pabulib file: `folkmoot count FILE.pb --rule equal-shares --completion add1`."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from folkmoot.deciding.analysis import Asked, RejectedFile, count_file
from folkmoot.kernel.commands import PlainCommand, add_file, read_file

QUIET_SECONDS = 2.0
RULES = ("equal-shares", "greedy", "greedy-no-skip", "greedy-per-cost", "phragmen")


def add_rule(parser: ArgumentParser) -> None:
    """The options that name a rule."""
    parser.add_argument(
        "--rule",
        default="",
        help=f"{', '.join(RULES)}, or a full name such as equal-shares/cost/add1; "
        "without it, the rule the file names, else equal-shares/cost/add1",
    )
    parser.add_argument(
        "--satisfaction", default="", help="cost, count or points (equal shares only)"
    )
    parser.add_argument(
        "--completion",
        default="",
        help="none, add1, add1-then-votes or comparison (equal shares only)",
    )


def asked_for(options: dict[str, Any]) -> Asked:
    """The rule the options name."""
    return Asked(options["rule"], options["satisfaction"], options["completion"])


class SoFar:
    """Says how far a count is, once it has taken two seconds, and then every two."""

    def __init__(self, out: Any) -> None:
        self.out = out
        self.said_at = time.monotonic()

    def told(self, n_done: int, n_all: int, saying: str) -> None:
        """Hear how far it is."""
        now = time.monotonic()
        if now - self.said_at >= QUIET_SECONDS:
            self.said_at = now
            self.out.write(saying)


class Command(PlainCommand):
    help = "Count the ballots of a Pabulib file, exactly, and say what is funded and why."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_file(parser, "a Pabulib file (.pb)")
        add_rule(parser)
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, **options: Any) -> None:
        """Count and print."""
        try:
            data = read_file(options["file"])
            result = count_file(data, asked_for(options), SoFar(self.stderr).told)
        except RejectedFile as error:
            raise CommandError(f"{options['file']}: {error}") from error
        if options["json"]:
            result.pop("names")
            self.stdout.write(json.dumps(result, ensure_ascii=False, indent=1))
        else:
            self._show(result)

    def _show(self, result: dict[str, Any]) -> None:
        currency = result["currency"]
        self.stdout.write(f"{result['sentence']}\n\n")
        for place, step in enumerate(result["rounds"], start=1):
            name = result["names"][step["project"]]
            self.stdout.write(
                f"{place:>4}. {step['project']:<8} {step['cost']:>14} {currency:<3} "
                f"{step['votes']:>7} votes  {name[:60]}"
            )
        self.stdout.write(
            f"\n{len(result['winners'])} of {len(result['names'])} projects, "
            f"{result['spent']} of {result['budget']} {currency}, "
            f"{result['ballots']} ballots. {result['stopped_because']}\n"
            f"Rule {result['rule']}\nDigest {result['digest']}"
        )
