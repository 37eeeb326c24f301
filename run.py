#!/usr/bin/env python3
"""Everything one can do with this copy of Folkmoot: `python3 run.py` lists it.

This file is written so that even a very old Python can read it and say what is missing.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - it is here for those who have an older one
    sys.stderr.write(
        "Folkmoot needs Python 3.11 or newer and this is {}.{}: install a newer one (on Debian "
        "or Ubuntu: apt install python3 python3-venv) and start run.py with it.\n".format(
            *sys.version_info[:2]
        )
    )
    sys.exit(1)

from workshop.commands import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
