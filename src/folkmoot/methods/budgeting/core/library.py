"""Finding the compiled core beside this file, if it was built and is the one we know."""

import contextlib
import ctypes
import os
from collections.abc import Iterator
from typing import Any

Library = ctypes.CDLL
Pointer = ctypes.c_void_p
Number = ctypes.c_int64
Float = ctypes.c_double

EDITION = 9  # goes up with every change of what C and Python say to each other

_found: list[Library | None] = []
_others: list[int] = []  # editions of cores that lie here and are not the one we know
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


def other_edition() -> int | None:
    """The edition of a core that lies here and was left alone, with none of ours beside it.

    None where there is no such core, or nobody has asked for `library` yet: it was built from
    other sources than these, and would give other answers or none.
    """
    return _others[0] if _others and _found == [None] else None


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
    here = os.path.dirname(__file__)
    for name in sorted(os.listdir(here)):
        if not (name.startswith("_core") and name.endswith(".so")):
            continue
        with contextlib.suppress(OSError, AttributeError):
            found = ctypes.CDLL(os.path.join(here, name))
            edition = found.folkmoot_edition()
            if edition == EDITION:
                _say_what_it_takes(found)
                return found
            _others.append(edition)
    return None


def _say_what_it_takes(core: Library) -> None:
    signatures: tuple[tuple[Any, Any, list[Any]], ...] = (
        (core.folkmoot_ballots, Pointer, [Pointer]),
        (core.folkmoot_ballots_free, None, [Pointer]),
        (core.folkmoot_standings, ctypes.c_int, [Pointer]),
        (core.folkmoot_race, Pointer, [Pointer, Pointer]),
        (core.folkmoot_race_free, None, [Pointer]),
        (core.folkmoot_shares, None, [Pointer, Number, Number, ctypes.c_int, Number, Pointer]),
        (core.folkmoot_climb, ctypes.c_int, [Pointer, Pointer, Pointer, Pointer]),
        (core.folkmoot_list, ctypes.c_int, [Pointer]),
        (core.folkmoot_lines, Number, [Pointer, Pointer, Number]),
        (core.folkmoot_field, None, [Pointer]),
        (core.folkmoot_purses, None, [Pointer, Float]),
        (core.folkmoot_raised, None, [Pointer, Number, Float, Float, Pointer]),
        (core.folkmoot_rough, Float, [Pointer, Number, Float, Float, Float, Float]),
        (core.folkmoot_groups, Number, [Pointer, Number]),
        (core.folkmoot_keep, None, [Pointer, Number]),
        (core.folkmoot_kinds, None, [Pointer, Pointer]),
        (core.folkmoot_renumber, None, [Pointer, Pointer]),
        (core.folkmoot_spent, Float, [Pointer, Pointer, Number]),
        (core.folkmoot_last_paid, None, [Pointer, Pointer, Number, Pointer]),
        (core.folkmoot_pay, None, [Pointer, Pointer, Pointer, Number, ctypes.c_int32, Float]),
        (core.folkmoot_phragmen, None, [Pointer, Pointer, ctypes.c_int, Number, Pointer]),
    )
    for function, gives, takes in signatures:
        function.restype, function.argtypes = gives, takes
