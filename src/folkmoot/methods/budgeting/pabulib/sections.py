"""The lines of a file, parted into its three sections."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass

from folkmoot.methods.budgeting.pabulib.faults import PabulibError

SECTIONS = ("META", "PROJECTS", "VOTES")


@dataclass(frozen=True, slots=True)
class Section:
    """One section: its column names, and where its rows lie among the lines of the file."""

    line: int
    columns: list[str]
    start: int  # index of the first row's line
    end: int

    def column(self, name: str) -> int:
        """Where a column stands; the file is refused without it."""
        if name not in self.columns:
            raise PabulibError(self.line + 1, f"The column “{name}” is missing.")
        return self.columns.index(name)


def lines_of(data: bytes) -> list[str]:
    """The file's lines, if it is text at all."""
    if not data.strip():
        raise PabulibError(1, "The file is empty.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        raise PabulibError(
            line, "This is not text in UTF-8: save the file again with that encoding."
        ) from fault
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def sections_of(lines: list[str]) -> dict[str, Section]:
    """Find META, PROJECTS and VOTES, each followed by the names of its columns."""
    heads = _heads(lines)
    found: dict[str, Section] = {}
    for (at, name), (end, _) in zip(heads, [*heads[1:], (len(lines), "")], strict=True):
        if name in found:
            raise PabulibError(at + 1, f"The section {name} appears twice.")
        names = lines[at + 1] if at + 1 < end else ""
        columns = [column.strip().lower() for column in names.split(";")]
        found[name] = Section(at + 1, columns, at + 2, end)
    for name in SECTIONS:
        if name not in found:
            raise PabulibError(len(lines), f"The section {name} is missing.")
    return found


def rows(lines: list[str], section: Section) -> Iterator[tuple[int, list[str]]]:
    """Every row with its line number; quoted fields may hold semicolons and line breaks."""
    at = section.start
    while at < section.end:
        first, text = at, lines[at]
        at += 1
        while text.count('"') % 2 and at < section.end:
            text += "\n" + lines[at]
            at += 1
        if not text.strip():
            continue
        yield first + 1, _fields(text, first + 1) if '"' in text else text.split(";")


def _fields(text: str, line: int) -> list[str]:
    try:
        return next(csv.reader([text], delimiter=";", strict=True))
    except csv.Error as fault:
        raise PabulibError(line, "A quotation mark is opened and not closed.") from fault


def _heads(lines: list[str]) -> list[tuple[int, str]]:
    """Where sections begin. Among the votes, only lines without a semicolon can be one."""
    heads: list[tuple[int, str]] = []
    quoted = False
    for at, line in enumerate(lines):
        if heads and heads[-1][1] == "VOTES":
            break
        word = line.strip().rstrip(";").strip()
        if not quoted and _is_head(word):
            heads.append((at, _known(at, word)))
        elif not heads and word:
            raise PabulibError(at + 1, "A file begins with the section META.")
        quoted ^= line.count('"') % 2 == 1
    after = heads[-1][0] + 1 if heads else len(lines)
    alone = [at for at in range(after, len(lines)) if ";" not in lines[at]]
    return heads + [(at, _known(at, lines[at])) for at in alone if _is_head(lines[at].strip())]


def _is_head(word: str) -> bool:
    return word.isupper() and word.isalpha()


def _known(at: int, word: str) -> str:
    if word.strip() not in SECTIONS:
        raise PabulibError(
            at + 1,
            f"There is no section called {word}: the sections are META, PROJECTS, VOTES.",
        )
    return word.strip()
