"""`folkmoot count` and `folkmoot certify`: from the words of a command line to an exit code."""

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from types import SimpleNamespace
from typing import NoReturn

from folkmoot.counting.refusals import BAD_INPUT, INTERRUPTED, Refused
from folkmoot.counting.saying import complain, say
from folkmoot.counting.words import understood


def _count(words: Sequence[str]) -> tuple[str, int]:
    if (asked := understood(words)) is None:
        from folkmoot.counting.options import for_count

        asked = for_count().parse_args(words, SimpleNamespace())
    from folkmoot.counting import count

    return count.run(asked)


def _certify(words: Sequence[str]) -> tuple[str, int]:
    from folkmoot.counting import certify
    from folkmoot.counting.options import for_certify

    return certify.run(for_certify().parse_args(words, SimpleNamespace()))


COMMANDS: dict[str, Callable[[Sequence[str]], tuple[str, int]]] = {
    "count": _count,
    "certify": _certify,
}


def main(name: str, words: Sequence[str]) -> int:
    """Do one command: 0, or 1 where a result differs, 2 for bad input, 130 for Ctrl-C.

    What is wrong is said in one sentence on standard error, and then nothing is written
    anywhere else.
    """
    try:
        text, code = COMMANDS[name](words)
        _warn_of_another_core()
        return say(text) or code
    except Refused as refusal:
        complain(str(refusal))
        return BAD_INPUT
    except MemoryError:
        complain("There is not enough memory here for a file of that size.")
        return BAD_INPUT
    except OSError as trouble:
        complain(f"The answer cannot be written: {trouble.strerror}.")
        return BAD_INPUT
    except KeyboardInterrupt:
        complain("Stopped. Nothing was written.")
        return INTERRUPTED


def _warn_of_another_core() -> None:
    """Say that a compiled core lies here which could not be used, and so why it took longer."""
    from folkmoot.methods.budgeting.core.library import EDITION, other_edition

    if (found := other_edition()) is not None:
        complain(
            f"The compiled core here is of edition {found} and edition {EDITION} is needed, so "
            "this was counted without it, which takes longer. To build it again: python3 run.py "
            "setup"
        )


def leave(name: str, words: Sequence[str]) -> NoReturn:
    """Do one command and end the process, also while another thread is still counting."""
    code = main(name, words)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # what finds no room has been complained of
            stream.flush()
    os._exit(code)
