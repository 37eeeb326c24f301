"""The table of `docs/methods/ballots.md`, cell by cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PAGE = Path(__file__).resolve().parents[5] / "docs" / "methods" / "ballots.md"


@dataclass(frozen=True, slots=True)
class Pair:
    """A rule and a kind of ballot, and what the page says of the two."""

    rule: str
    vote_type: str
    up_to: bool  # whether the ballot names at most so many
    says: str

    def __str__(self) -> str:
        return f"{self.rule}+{self.vote_type}{'+max_length' if self.up_to else ''}"


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What the page says of one rule beside its ballots."""

    rule: str
    completions: tuple[str, ...]
    limits: str


def _cells() -> tuple[list[str], list[list[str]]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return rows[0], rows[2:]


def pairs() -> Iterator[Pair]:
    """Every rule with every kind of ballot."""
    heads, rows = _cells()
    for row in rows:
        for head, says in list(zip(heads, row, strict=True))[1:-2]:
            vote_type, *more = re.findall("`([^`]+)`", head)
            yield Pair(row[0].strip("`"), vote_type, more == ["max_length"], says)


def rules() -> Iterator[RuleRow]:
    """Every rule with its completions and limits."""
    for name, *_, completion, limits in _cells()[1]:
        yield RuleRow(name.strip("`"), tuple(re.findall("`([^`]+)`", completion)), limits)
