"""The command line: `folkmoot count FILE.pb`, `folkmoot scenario NAME`, and the rest.

Counting a file needs no site, no settings and no database, and so it does not wait for them.
"""

import gc
import os
import sys

ALONE = {
    "count": "count the ballots of a file, and say what is funded and why",
    "certify": "count a file again, and say whether a published result agrees",
}


def main() -> None:
    """Run one command; `import-election` on the command line is `import_election` in the code."""
    name, *rest = sys.argv[1:] or ["help"]
    if name in ("-h", "--help"):
        name = "help"
    if name == "help" and rest and rest[0] in ALONE:
        name, rest = rest[0], ["--help"]
    if name in ALONE:
        _alone(name, rest)
    else:
        _with_django(name, rest)


def _alone(name: str, words: list[str]) -> None:
    try:
        made_ready()
        from folkmoot.counting.command import leave

        leave(name, words)
    except KeyboardInterrupt:  # before the command itself could hear it
        sys.stderr.write("Stopped. Nothing was written.\n")
        sys.exit(130)


def made_ready() -> None:
    """Have this process begin soon, and do nothing that a short one has no need of."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # nothing here multiplies matrices
    gc.disable()  # it is soon over, and makes next to nothing that refers to itself
    from folkmoot.counting import later

    later.load("numpy", "inspect")


def _with_django(name: str, words: list[str]) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    from django.core.management import execute_from_command_line

    if name == "help" and not words:
        told = "\n".join(f"  {each:<9} {what}" for each, what in ALONE.items())
        sys.stdout.write(f"Without a database:\n\n{told}\n\n")
        sys.stdout.flush()
    execute_from_command_line(["folkmoot", name.replace("-", "_"), *words])


if __name__ == "__main__":
    main()
