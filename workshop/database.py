"""The demo's database, looked at before anything is done with it; nothing here changes it."""

import contextlib
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from workshop.tools import ROOT, Stopped

MIGRATIONS = "src/folkmoot/**/migrations/0*.py"
FIRST_WORDS = b"SQLite format 3\0"  # what every file of SQLite begins with
ANOTHER_FOLDER = "let FOLKMOOT_VAR name another folder"
BEGIN_AGAIN = "begin again, without what it holds: python3 run.py demo --fresh"
RESTORE = "put a copy you have kept in its place, or"

Change = tuple[str, str]  # of the tables: the room, and the name of its migration


class Unusable(Stopped):
    """The database cannot be used as it is, and has been left as it is."""

    code = 2


@dataclass(frozen=True, slots=True)
class Found:
    """The changes of the tables a database has been through, and when: text as Django keeps it."""

    applied: dict[Change, str]

    @property
    def born(self) -> str:
        """When the first of its tables was made; "" while there is none."""
        return min(self.applied.values(), default="")

    @property
    def as_words(self) -> str:
        """The same for the same database only, wherever it lies."""
        return repr(sorted(self.applied.items()))


def look_at(path: Path, *, whole: bool = False) -> Found:
    """What lies there. `whole` reads every page of it, which takes as long as it is large.

    Raises `Unusable`, with the file and what to do, for what cannot be used as it is: a folder, a
    file that may not be written or is no database, one that is damaged, another program's, or
    made by a newer Folkmoot. An empty file holds nothing that could be lost, and is like none.
    """
    if not path.exists():
        return Found({})
    if not path.is_file():
        raise Unusable(
            f"{path}, where the database should be, is not a file: move it away, or "
            f"{ANOTHER_FOLDER}."
        )
    if not _first_words(path):
        return Found({})
    try:
        with contextlib.closing(_opened(path)) as database:
            found = Found(_applied(database, path))
            said = database.execute("PRAGMA quick_check(1)").fetchone() if whole else ("ok",)
    except sqlite3.DatabaseError as trouble:
        raise _damaged(path, trouble) from None
    if said != ("ok",):
        raise _damaged(path, said[0])
    _refuse_a_newer(path, found)
    return found


def written() -> set[Change]:
    """Every change of the tables that this Folkmoot knows: room and name."""
    return {(file.parents[1].name, file.stem) for file in ROOT.glob(MIGRATIONS)}


def lacking(found: Found) -> list[Change]:
    """The changes that this Folkmoot knows and the database has not been through."""
    return sorted(written() - set(found.applied)) if found.applied else []


def how_old(path: Path, found: Found) -> str:
    """What is said before an older database is brought up to date; "" for one that is not older."""
    missing = lacking(found)
    if not missing:
        return ""
    changes = "1 change" if len(missing) == 1 else f"{len(missing)} changes"
    return (
        f"{path} was made by an older Folkmoot, of {max(found.applied.values())[:10]} or later; it "
        f"is brought up to date by {changes}: {_listed(missing)}."
    )


def _first_words(path: Path) -> bytes:
    """How the file begins; b"" when it is empty. It is opened for writing, and not written."""
    try:
        with path.open("r+b") as file:
            begins = file.read(len(FIRST_WORDS))
    except OSError as trouble:
        raise Unusable(
            f"The database {path} may not be written ({trouble.strerror}): change who owns it or "
            f"what may be done with it, or {ANOTHER_FOLDER}."
        ) from None
    if begins and begins != FIRST_WORDS:
        raise Unusable(
            f"{path}, where the database should be, is not a database: move it away, or "
            f"{BEGIN_AGAIN}."
        )
    return begins


def _opened(path: Path) -> sqlite3.Connection:
    """The database as it stands, with what others have written and not yet put in the file.

    A write that was cut off lies beside it as a journal; whoever opens it next takes that back.
    """
    log, journal = Path(f"{path}-wal"), Path(f"{path}-journal")
    how = "immutable=1"
    if log.exists():
        how = "mode=ro"
    elif journal.exists() and journal.stat().st_size:
        how = "mode=rw"
    return sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=20)


def _applied(database: sqlite3.Connection, path: Path) -> dict[Change, str]:
    tables = {name for (name,) in database.execute("SELECT name FROM sqlite_master")}
    if not tables:
        return {}
    rows: list[tuple[str, str, str]] = []
    if "django_migrations" in tables:
        rows = database.execute("SELECT app, name, applied FROM django_migrations").fetchall()
    ours = {room for room, _ in written()}
    if "django_migrations" not in tables or (rows and not ours & {app for app, _, _ in rows}):
        raise Unusable(
            f"{path} is the database of another program: move it away, or {ANOTHER_FOLDER}."
        )
    return {(app, name): applied for app, name, applied in rows}


def _refuse_a_newer(path: Path, found: Found) -> None:
    known = written()
    ours = {room for room, _ in known}
    unknown = sorted({each for each in found.applied if each[0] in ours} - known)
    if unknown:
        raise Unusable(
            f"The database {path} was made by a newer Folkmoot than this one, which does not know "
            f"{_listed(unknown)}: run that newer one, or {ANOTHER_FOLDER}, or {BEGIN_AGAIN}."
        )


def _listed(changes: list[Change]) -> str:
    """The first three, and how many more there are."""
    shown = ", ".join(f"{room} {name}" for room, name in changes[:3])
    return f"{shown} and {len(changes) - 3} more" if len(changes) > 3 else shown


def _damaged(path: Path, trouble: object) -> Stopped:
    if isinstance(trouble, sqlite3.OperationalError) and re.search(
        "locked|unable to open", str(trouble)
    ):
        return Unusable(
            f"The database {path} could not be opened ({trouble}): end whatever else uses it, and "
            "run this again."
        )
    said = " ".join(str(trouble).split())[:120]
    return Unusable(f"The database {path} is damaged ({said}): {RESTORE} {BEGIN_AGAIN}.")
