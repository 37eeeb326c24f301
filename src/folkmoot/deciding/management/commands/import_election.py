"""Bring in an election held elsewhere: `folkmoot import-election FILE.pb --place "Łódź"`."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import transaction
from django.urls import reverse

from folkmoot.counting.asked import asked_for
from folkmoot.counting.options import add_rule
from folkmoot.deciding.actions import import_election
from folkmoot.deciding.analysis import RejectedFile, held_election
from folkmoot.kernel import clock
from folkmoot.kernel.commands import PlainCommand, add_file, read_file
from folkmoot.places.actions import create_place
from folkmoot.places.models import Place


class Command(PlainCommand):
    help = "Turn a Pabulib file into a decided decision, counted here from our own tables."

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_file(parser, "a Pabulib file (.pb)")
        parser.add_argument("--place", required=True, help="its name; made if it is not there")
        parser.add_argument(
            "--again", action="store_true", help="bring it in although it is here already"
        )
        add_rule(parser)

    def handle(self, **options: Any) -> None:
        """Read everything, then write everything in one transaction: a place made for it too."""
        name = options["place"].strip()
        if not name:
            raise CommandError("Say which place: --place NAME.")
        source = Path(options["file"]).name
        try:
            held = held_election(read_file(options["file"]), asked_for(options), source=source)
        except RejectedFile as error:
            raise CommandError(f"{options['file']}: {error}") from error
        at = clock.now()
        with transaction.atomic():
            place = Place.objects.filter(name=name).first()
            place = place or create_place(name=name, by=None, at=at)
            decision = import_election(
                place=place, held=held, again=options["again"], by=None, at=at
            )
        count = decision.count
        self.stdout.write(
            f"{decision.title}: {count.n_ballots} ballots, "
            f"{len(count.outcome['winners'])} of {len(held.options)} options funded.\n"
            f"{reverse('deciding:decision', kwargs={'ref': decision.ref})}"
        )
