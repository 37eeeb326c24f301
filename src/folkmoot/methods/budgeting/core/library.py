"""Finding the compiled core beside this file, if it was built and is the one we know."""

import contextlib
import ctypes
from collections.abc import Iterator
from pathlib import Path

Library = ctypes.CDLL

EDITION = 4  # goes up with every change of what C and Python say to each other

_found: list[Library | None] = []
_plain = 0


def library() -> Library | None:
    """The compiled core; None where it was not built, or is of another edition.

    It is plain C behind a C interface: no part of Python is in it, so that one that was
    built serves every Python of this machine.
    """
    if _plain:
        return None
    if not _found:
        _found.append(_search())
    return _found[0]


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Count without the core for a while, in every thread of this process.

    >>> with plainly():
    ...     print(library())
    None
    """
    global _plain
    _plain += 1
    try:
        yield
    finally:
        _plain -= 1


def _search() -> Library | None:
    for path in sorted(Path(__file__).parent.glob("_core*.so")):
        with contextlib.suppress(OSError, AttributeError):
            found = ctypes.CDLL(str(path))
            if found.folkmoot_edition() == EDITION:
                return found
    return None
