"""Writing answers and refusals out, so that nothing in a file can command a terminal."""

import os
import sys
from typing import Any

from folkmoot.counting.refusals import PIPE_CLOSED


def as_json(told: dict[str, Any]) -> str:
    """For programs: keys in their order, one line for each value, everything in UTF-8."""
    import json

    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


def say(text: str) -> int:
    """Print an answer; 0, or 141 when whoever read it has gone, as with `| head`."""
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "replace"))
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return 0


def complain(sentence: str) -> None:
    """Say on standard error what is wrong, on one line."""
    from folkmoot.counting.layout import printable

    sys.stderr.write(" ".join(printable(sentence).split()) + "\n")
    sys.stderr.flush()
