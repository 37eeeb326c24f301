"""Load a believable world: `folkmoot scenario wrens-cross`."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import transaction

from folkmoot.deciding.codes import printed
from folkmoot.kernel import clock
from folkmoot.kernel.commands import PlainCommand
from folkmoot.scenarios.telling import Quiet, Teller, World
from folkmoot.scenarios.worlds import NAMES, is_here, load

KEPT = "scenario.json"


class Command(PlainCommand):
    help = f"Load a believable world by name ({', '.join(NAMES)}) and say what it made."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", metavar="NAME", help=", ".join(NAMES))
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, **options: Any) -> None:
        """Make the whole world or nothing of it."""
        name = options["name"]
        if name not in NAMES:
            raise CommandError(f"There is no scenario {name}. There is: {', '.join(NAMES)}.")
        if is_here(name):
            raise CommandError(f"{name} is here already. Begin with an empty database to load it.")
        quiet = options["json"]
        with transaction.atomic():
            tell = Quiet() if quiet else Teller(sys.stderr)
            world = load(name, at=clock.now(), tell=tell)
        if settings.DEMO:
            _keep(world)
        if quiet:
            self.stdout.write(json.dumps(world.as_dict(), ensure_ascii=False, indent=1))
        else:
            self._show(world)

    def _show(self, world: World) -> None:
        self.stdout.write("Places")
        for name, address in world.places.items():
            self.stdout.write(f"  {name:<40} {address}")
        for words, number in world.numbers.items():
            self.stdout.write(f"  {number:>9,} {words}")
        if world.decisions:
            self.stdout.write("Decisions")
        for title, address in world.decisions.items():
            self.stdout.write(f"  {title:<40} {address}")
        self.stdout.write("People who can sign in")
        for email, words in world.accounts.items():
            self.stdout.write(f"  {email:<40} {words}")
        if world.letters:
            self.stdout.write("Letters nobody has used")
        for code in world.letters:
            self.stdout.write(f"  {printed(code)}")


def _keep(world: World) -> None:
    """In a demo, keep the letters and passphrases for its front page: they are nobody's."""
    settings.VAR.mkdir(parents=True, exist_ok=True)
    (settings.VAR / KEPT).write_text(json.dumps(world.as_dict(), ensure_ascii=False, indent=1))
