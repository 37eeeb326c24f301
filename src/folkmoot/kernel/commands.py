"""Commands of the command line: one sentence when something is wrong, and no traces."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from folkmoot.kernel.rules import Refused

LARGEST_FILE = 512 * 1024 * 1024


class PlainCommand(BaseCommand):
    """A command that says what went wrong in one sentence on the error stream, and exits 1."""

    requires_system_checks = ()
    suppressed_base_arguments = {  # noqa: RUF012 - as Django declares it
        "--version",
        "-v",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
        "--skip-checks",
    }

    def create_parser(self, prog_name: str, subcommand: str, **named: Any) -> Any:
        """The usual parser; commands are spelt with dashes."""
        return super().create_parser(prog_name, subcommand.replace("_", "-"), **named)

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run, and turn what we refuse into a sentence."""
        try:
            return super().execute(*args, **options)
        except (Refused, CommandError) as error:
            self.stderr.write(str(error))
            sys.exit(1)
        except KeyboardInterrupt:
            self.stderr.write("Stopped. Nothing was changed.")
            sys.exit(130)


def add_file(parser: ArgumentParser, what: str) -> None:
    """Take one file, or "-" for standard input."""
    parser.add_argument("file", metavar="FILE", help=f"{what}; - reads standard input")


def read_file(name: str) -> bytes:
    """The file's bytes. Raises CommandError with a sentence that names it."""
    if name == "-":
        return sys.stdin.buffer.read(LARGEST_FILE)
    path = Path(name)
    try:
        if path.is_dir():
            raise CommandError(f"{name} is a folder. Name a file in it.")
        if path.stat().st_size > LARGEST_FILE:
            raise CommandError(f"{name} is larger than 512 MB, which no ballot file is.")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise CommandError(f"There is no file {name}.") from error
    except OSError as error:
        raise CommandError(f"{name} cannot be read: {error.strerror}.") from error
