"""Writing a file whole or not at all."""

import os
import tempfile
from contextlib import suppress
from pathlib import Path

from folkmoot.counting.refusals import Refused


def refuse_to_write(name: str, *, force: bool) -> None:
    """Say early, before long work, that a file could not be written."""
    path = Path(name)
    if path.is_dir():
        raise Refused(f"{name} is a folder: name a file in it.")
    if not path.parent.is_dir():
        raise Refused(f"There is no folder {path.parent} to write {path.name} in.")
    if os.path.lexists(path) and not force:
        raise Refused(f"{name} is there already: name another file, or replace it with --force.")
    if not os.access(path.parent, os.W_OK):
        raise Refused(f"Nothing may be written in {path.parent} by you.")


def write_whole(name: str, text: str, *, force: bool) -> None:
    """Write a file in one step: others see all of it or nothing, also when we are stopped."""
    refuse_to_write(name, force=force)
    path, begun = Path(name), ""
    try:
        handle, begun = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:60]}-")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(begun).chmod(0o666 & ~_mask())
        Path(begun).replace(path)
    except OSError as trouble:
        raise Refused(f"{name} cannot be written: {trouble.strerror}.") from None
    finally:
        with suppress(OSError):
            Path(begun).unlink()


def _mask() -> int:
    """What this person keeps from others when making files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
