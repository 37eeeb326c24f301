"""`folkmoot load-postcodes FILE.csv --edition "May 2026" --source … --licence …`"""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser

from folkmoot.geodata.actions import load_postcodes
from folkmoot.kernel import clock
from folkmoot.kernel.rules import Refused

QUIET_SECONDS = 2.0


class Command(BaseCommand):
    help = "Load one edition of the list of postcodes from a CSV file, whole or not at all."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV: postcode, latitude, longitude")
        parser.add_argument("--edition", required=True, help="such as “May 2026”")
        parser.add_argument("--source", required=True, help="who publishes it, and where")
        parser.add_argument("--licence", required=True, help="such as “OGL v3.0”")

    def handle(self, *args: Any, **options: Any) -> None:
        progress = Progress(self.stderr, options["file"])
        try:
            with options["file"].open(encoding="utf-8-sig", newline="") as lines:
                release = load_postcodes(
                    lines=progress.reading(lines),
                    edition=options["edition"],
                    source=options["source"],
                    licence=options["licence"],
                    by=None,
                    at=clock.now(),
                    so_far=progress.so_far,
                )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{options['file']} cannot be read: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CommandError(f"{options['file']} is not a text file in UTF-8.") from error
        except KeyboardInterrupt as stopped:
            raise CommandError("Stopped. Nothing was loaded.") from stopped
        self.stdout.write(f"Loaded {release.postcodes.count():,} postcodes of {release.edition}.")


class Progress:
    """Says how far the reading is, once it has taken two seconds, and then every two."""

    def __init__(self, out: Any, file: Path) -> None:
        self.out, self.file = out, file
        self.read = 0
        self.said_at = time.monotonic()

    def reading(self, lines: TextIO) -> Iterator[str]:
        for line in lines:
            self.read += len(line)
            yield line

    def so_far(self, number: int) -> None:
        now = time.monotonic()
        if now - self.said_at >= QUIET_SECONDS:
            self.said_at = now
            share = min(99, 100 * self.read // max(1, self.file.stat().st_size))
            self.out.write(f"{number:,} postcodes so far, {share}% of the file")
