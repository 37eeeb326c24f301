"""What every page has at hand: the projects' names, and how sums are written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from folkmoot.counting.layout import printable
from folkmoot.counting.sums import Sums

LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Known:
    """Names by the projects' ids, and sums of money as they are written."""

    names: Mapping[str, str]
    sums: Sums

    @classmethod
    def of(cls, file: Any) -> Self:
        """What a file gives."""
        return cls({project.id: project.name for project in file.projects}, Sums.of(file))

    def called(self, project: str) -> str:
        """A project in a sentence: its id and its name."""
        name = " ".join(printable(self.names.get(project, "")).split())
        if not name or name == project:
            return project
        short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"
        return f"{project} “{short}”"

    def listed(self, projects: Sequence[str]) -> str:
        """Several in a sentence.

        >>> Known({"a": "Ash tree", "b": "Bench"}, Sums()).listed(["a", "b"])
        'a “Ash tree” and b “Bench”'
        """
        called = [self.called(project) for project in projects]
        return " and ".join([part for part in (", ".join(called[:-1]), *called[-1:]) if part])


def people(number: int) -> str:
    """How many voters, in words.

    >>> people(1), people(1234)
    ('one person', '1,234 people')
    """
    return "one person" if number == 1 else f"{number:,} people"


def projects(number: int) -> str:
    """How many projects, in words."""
    return "one project" if number == 1 else f"{number:,} projects"
