"""What is in a file, from its name: small ones read, large ones mapped, others' refused."""

import mmap
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO

from folkmoot.counting.refusals import Refused

STANDARD_INPUT = "-"
READ_WHOLE = 2**24  # bytes: larger files are mapped, so that no copy of them is made
PIECE = 2**20
LONGEST_STREAM = 2**31  # bytes from a pipe, which must be kept whole in memory


@contextmanager
def contents(name: str) -> Iterator[memoryview]:
    """The bytes of a file, as long as they are needed. Raises Refused with one sentence.

    `-` is the standard input. A file that is mapped must not be made shorter meanwhile.
    """
    if name == STANDARD_INPUT:
        yield memoryview(_streamed(sys.stdin.buffer, name))
        return
    with _opened(name) as file:
        about = os.fstat(file.fileno())
        if not stat.S_ISREG(about.st_mode) or about.st_size <= READ_WHOLE:
            yield memoryview(_streamed(file, name))
            return
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        view = memoryview(mapped)
        try:
            yield view
        finally:
            with suppress(BufferError):  # a fault still holds a part of it; it goes with us
                view.release()
                mapped.close()


def _opened(name: str) -> BinaryIO:
    try:
        return open(name, "rb")
    except OSError as trouble:
        raise Refused(_why_closed(name, trouble)) from None


def shown_name(name: str) -> str:
    """How a sentence names a file."""
    return "The standard input" if name == STANDARD_INPUT else name


def _streamed(file: BinaryIO, name: str) -> bytearray:
    """Everything that comes; of what cannot be text, only the beginning."""
    kept = bytearray()
    try:
        while piece := file.read(PIECE):
            kept += piece
            if b"\0" in piece:
                break
            if len(kept) > LONGEST_STREAM:
                raise Refused(
                    f"{shown_name(name)} brings more than 2 GB: save it as a file and name that."
                )
    except OSError as trouble:
        raise Refused(_why_closed(name, trouble)) from None
    return kept


def _why_closed(name: str, trouble: OSError) -> str:
    if isinstance(trouble, FileNotFoundError):
        return f"There is no file {name}."
    if isinstance(trouble, IsADirectoryError):
        return f"{name} is a folder: name a file in it."
    if isinstance(trouble, PermissionError):
        return f"{name} may not be read by you: ask whoever owns it."
    return f"{shown_name(name)} cannot be read: {trouble.strerror}."
