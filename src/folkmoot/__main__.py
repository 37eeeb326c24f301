"""The command line: `folkmoot count FILE.pb`, `folkmoot scenario NAME`, and the rest."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run one command; `import-election` on the command line is `import_election` in the code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "folkmoot.settings")
    name, *rest = sys.argv[1:] or ["help"]
    if name in ("-h", "--help"):
        name = "help"
    execute_from_command_line(["folkmoot", name.replace("-", "_"), *rest])


if __name__ == "__main__":
    main()
