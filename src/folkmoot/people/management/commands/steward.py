"""Name the first steward: `folkmoot steward name@example.org`.

Everyone after that is named on the page `/stewards/`, by a steward.
"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import STEWARD
from folkmoot.kernel.rules import Refused
from folkmoot.people import actions


class Command(BaseCommand):
    help = "Name someone steward of this Folkmoot, by their e-mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            actions.give_site_role(email=email, role=STEWARD, by=None, at=clock.now())
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{email} is now steward. They sign in with that address at /sign-in/.")
