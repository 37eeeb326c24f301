"""Elections as files: counting one, bringing one in, and writing ours for anyone to recount."""

from dataclasses import dataclass, field
from typing import Any


class RejectedFile(Exception):
    """A file that cannot be used; the message says what and where."""


@dataclass(frozen=True, slots=True)
class HeldElection:
    """An election held elsewhere, in the shape our own tables want."""

    title: str
    budget_pence: int
    options: list[dict[str, Any]]
    lots: list[int]
    piles: dict[str, int]
    n_ballots: int
    settings: dict[str, Any] = field(default_factory=dict)


def count_file() -> None: ...
def held_election() -> None: ...
def recount_file() -> None: ...
