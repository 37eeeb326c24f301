"""One look at a file that was handed in: what it is, or why we do not take it."""

import hashlib
import io
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import BinaryIO

from folkmoot.kernel.files.kinds import (
    HEAD,
    KINDS,
    MEGABYTE,
    PDF,
    ZIP,
    Kind,
    Unwanted,
    begins_as,
    ending_of,
    endings,
    kind_called,
)
from folkmoot.kernel.files.names import a_fit_name, last_part
from folkmoot.kernel.files.packed import what_is_packed
from folkmoot.kernel.files.pictures import drawn_anew
from folkmoot.kernel.files.words import what_is_written, what_is_wrong_in_pdf
from folkmoot.kernel.rules import Refused

PIECE = 64 * 1024
Scan = Callable[[BinaryIO], str]  # what a scanner found, "" for nothing


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: as it will be kept, not always as it came."""

    name: str
    kind: Kind
    file: BinaryIO
    size: int
    digest: str
    width: int | None = None
    height: int | None = None


def checked(
    file: BinaryIO,
    name: str,
    *,
    kinds: Collection[Kind] = tuple(KINDS.values()),
    scan: Scan | None = None,
) -> Checked:
    """The file, fit to keep.

    Pictures are drawn anew, text is written as UTF-8; everything else stays byte for byte.

    Raises
    ------
    Refused
        With one sentence that names the file and says what it is.
    """
    size = _weighed(file, name, kinds)
    found, kept, sides = _looked_at(file, name, size)
    shown = last_part(name)[:80] or "This file"
    if isinstance(found, Unwanted):
        raise Refused(f"“{shown}” is {found.said}. {found.instead}")
    if found not in kinds:
        raise Refused(f"“{shown}” is {found.said}; here we take {_listed(kinds)}.")
    if why := _lies(shown, found):
        raise Refused(why)
    if scan and (harm := scan(kept)):
        raise Refused(f"“{shown}” holds something harmful ({harm}). It was not kept.")
    weight, digest = _measured(kept)
    return Checked(a_fit_name(name, found), found, kept, weight, digest, *sides)


def _weighed(file: BinaryIO, name: str, kinds: Collection[Kind]) -> int:
    size = file.seek(0, io.SEEK_END)
    most = max(kind.most for kind in kinds)
    if size > most:
        raise Refused(f"Choose a file of up to {most // MEGABYTE} MB; this one is larger.")
    if not size:
        raise Refused("That file is empty. Choose another.")
    return size


def _looked_at(
    file: BinaryIO, name: str, size: int
) -> tuple[Kind | Unwanted, BinaryIO, tuple[int, int] | tuple[()]]:
    """What it is, the bytes to keep, and how wide and high it is."""
    file.seek(0)
    head = file.read(HEAD)
    found = begins_as(head)
    if isinstance(found, Kind) and found.is_picture:
        drawn = drawn_anew(file)
        if isinstance(drawn, Unwanted):
            return drawn, file, ()
        return drawn.kind, io.BytesIO(drawn.data), (drawn.width, drawn.height)
    if head.startswith(ZIP):
        return what_is_packed(file, size), file, ()
    file.seek(0)
    if found is PDF:
        return what_is_wrong_in_pdf(file.read()) or PDF, file, ()
    if found:
        return found, file, ()
    written, words = what_is_written(file.read(), name)
    return written, io.BytesIO(words.encode()), ()


def _lies(name: str, found: Kind) -> str:
    """Why a name does not fit what is in the file. One picture called another is drawn anew."""
    ending, called = ending_of(name), kind_called(name)
    if not ending or called is found or (called and called.is_picture and found.is_picture):
        return ""
    return f"“{name}” is called {ending} and is really {found.said}. Choose the right file."


def _listed(kinds: Collection[Kind]) -> str:
    return ", ".join(endings(kinds))


def _measured(file: BinaryIO) -> tuple[int, str]:
    """How many bytes, and their SHA-256; a piece at a time."""
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    while piece := file.read(PIECE):
        digest.update(piece)
        size += len(piece)
    file.seek(0)
    return size, digest.hexdigest()
