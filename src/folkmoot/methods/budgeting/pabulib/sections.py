"""The three sections of a file. The votes are found and left as bytes: most of a file is votes."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from folkmoot.methods.budgeting.pabulib.faults import PabulibError
from folkmoot.methods.budgeting.pabulib.lines import Lines, Rows, text_of

SECTIONS = ("META", "PROJECTS", "VOTES")
MOST_KEPT = 2**26  # bytes of META or PROJECTS: these are kept as text

Row = tuple[int, list[str]]  # the line it begins on, and its fields


class Section(NamedTuple):
    """One section: the line of its name and of its columns' names, and what follows them.

    META and PROJECTS have `rows`. The rows of VOTES are still bytes: `data[start:]`, which
    begin with line `first`.
    """

    line: int
    names_line: int
    columns: list[str]
    rows: list[Row]
    data: memoryview
    start: int = 0
    first: int = 0

    def column(self, name: str) -> int:
        """Where a column stands; the file is refused without it."""
        if name not in self.columns:
            by_commas = len(self.columns) == 1 and "," in self.columns[0]
            why = ": fields are parted by semicolons, and here are commas" if by_commas else ""
            raise PabulibError(self.names_line, f"The column “{name}” is missing{why}.")
        return self.columns.index(name)

    def read(self, *, start: int | None = None, first: int | None = None) -> Rows:
        """The votes row by row, from the beginning or from a place further on."""
        at = self.start if start is None else start
        line = self.first if first is None else first
        return Rows(Lines(self.data, at=at, number=line - 1))


def sections_of(data: memoryview) -> dict[str, Section]:
    """Find META, PROJECTS and VOTES, each followed by the names of its columns."""
    rows = Rows(Lines(data, at=text_of(data)))
    found: dict[str, Section] = {}
    heading = next(rows, None)
    if heading and not _word(heading):
        raise PabulibError(heading[0], "A file begins with the section META.")
    while heading:
        name = _known(heading, found)
        names_line, columns = _names(rows, name, found)
        at = rows.lines.at
        section = Section(heading[0], names_line, columns, [], data, at, rows.lines.number + 1)
        if name != "VOTES":
            heading = _fill(section.rows, rows)
        elif len(found) == len(SECTIONS) - 1:
            heading = None  # the rest is votes, and is not looked at here
        else:
            rows = Rows(_after_votes(data, rows.lines))
            section = section._replace(data=data[: rows.lines.at])
            heading = next(rows, None)
        found[name] = section
    for name in SECTIONS:
        if name not in found:
            raise PabulibError(rows.lines.number, f"The section {name} is missing.")
    return found


def _alone(text: str) -> bool:
    """Whether this can only be the name of a section."""
    return text.isupper() and text.isalpha()


def _word(row: Row) -> str:
    """The name of a section, if the row is one."""
    word, *others = map(str.strip, row[1])
    return word if _alone(word) and not any(others) else ""


def refuse_heading(line: int, row: Sequence[str]) -> None:
    """Refuse a row that is the name of a section where none may begin."""
    if _word((line, list(row))):
        _known((line, list(row)), SECTIONS)


def _known(heading: Row, found: Collection[str]) -> str:
    line, name = heading[0], _word(heading)
    if name not in SECTIONS:
        raise PabulibError(
            line, f"There is no section called {name}: the sections are META, PROJECTS, VOTES."
        )
    if name in found:
        raise PabulibError(line, f"The section {name} appears twice.")
    return name


def _names(rows: Rows, name: str, found: Collection[str]) -> tuple[int, list[str]]:
    line, names = next(rows, (rows.lines.number + 1, []))
    if names and _word((line, names)):
        _known((line, names), {name, *found})
        raise PabulibError(line, f"The columns of {name} have no names.")
    return line, [column.strip().lower() for column in names]


def _fill(kept: list[Row], rows: Rows) -> Row | None:
    """Keep rows until the next section, whose name comes back."""
    began = rows.lines.at
    for row in rows:
        if _word(row):
            return row
        if rows.lines.at - began > MOST_KEPT:
            raise PabulibError(row[0], "META and PROJECTS may each be 64 MB long, and no longer.")
        kept.append(row)
    return None


def _after_votes(data: memoryview, lines: Lines) -> Lines:
    """Where the votes end in a file that has something after them: a line of one word alone."""
    at, number = lines.at, lines.number
    for line in lines:
        if _alone(line.strip()):
            break
        at, number = lines.at, lines.number
    return Lines(data, at=at, number=number)
