"""`folkmoot load-charities FILE`: the register of charities, from its public extract."""

import hashlib
import itertools
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import IO, Any

from django.core.management.base import CommandError

from folkmoot.awards.actions import load_charities
from folkmoot.awards.register.files import Rows, opened, rows_of
from folkmoot.kernel import clock
from folkmoot.kernel.commands import PlainCommand

QUIET_SECONDS = 2.0
PIECE = 1 << 20


class Command(PlainCommand):
    help = "Load the register of charities from its public extract (JSON or CSV, zipped or not)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="the extract, zipped or not")
        parser.add_argument(
            "--day",
            metavar="YYYY-MM-DD",
            help="the day it tells of, unless it says so",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        with opened(path) as (name, file, size):
            progress = Progress(self.stderr, size)
            with closing(rows_of(name, progress.reading(file))) as rows:
                day, again = self._day(rows, options["day"])
                extract = load_charities(
                    rows=again,
                    extract_date=day,
                    file_sha256=_digest(path),
                    by=None,
                    at=clock.now(),
                    say=self.stderr.write,
                    so_far=progress.so_far,
                )
        wrong = f"; {extract.n_wrong:,} rows were wrong and left out" if extract.n_wrong else ""
        self.stdout.write(
            f"The register of {extract.extract_date} holds {extract.n_charities:,} charities"
            f"{wrong}."
        )

    def _day(self, rows: Rows, said: str | None) -> tuple[date, Iterator[Any]]:
        """The day of the extract, as it says itself in its first row, or as it was said."""
        first = next(rows, None)
        again: Iterator[Any] = itertools.chain([first] if first else [], rows)
        told = said or (str(first[1].get("date_of_extract") or "")[:10] if first else "")
        try:
            return date.fromisoformat(told), again
        except ValueError:
            raise CommandError(
                "Say which day it tells of: --day 2026-11-30. The file does not say so."
            ) from None


class Progress:
    """Says how far the reading is, once it has taken two seconds, and then every two."""

    def __init__(self, out: Any, size: int) -> None:
        self.out, self.size = out, max(1, size)
        self.file: IO[bytes] | None = None
        self.said_at = time.monotonic()

    def reading(self, file: IO[bytes]) -> IO[bytes]:
        self.file = file
        return file

    def so_far(self, number: int) -> None:
        now = time.monotonic()
        if self.file and now - self.said_at >= QUIET_SECONDS:
            self.said_at = now
            share = min(99, 100 * self.file.tell() // self.size)
            self.out.write(f"{number:,} charities so far, {share}% of the file")


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()
