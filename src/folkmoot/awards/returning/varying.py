"""What a variation changes, whether it is small, and the words both sign. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from folkmoot.kernel.ui.words import day, money


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a budget as it is and as it would be, in pence; `key` is None of a new line."""

    key: Any
    heading: str
    was: int
    becomes: int

    @property
    def by(self) -> int:
        """By how much it grows; less than nought when it shrinks."""
        return self.becomes - self.was


def is_small(
    changes: Sequence[Change],
    *,
    percent: int,
    moved: Mapping[object, int],
    otherwise: bool,
) -> bool:
    """Whether the recipient may make it alone: money between lines there are, each within
    `percent` of what was signed for it.

    `moved` is by how much earlier small variations have changed each line since both last
    signed: many small ones are not small together. `otherwise`: the days or the purpose change
    too.

    >>> lines = [Change(1, "People", 1000, 920), Change(2, "Rooms", 800, 880)]
    >>> is_small(lines, percent=10, moved={}, otherwise=False)
    True
    >>> is_small(lines, percent=10, moved={2: 10}, otherwise=False)
    False
    """
    return not otherwise and all(_within(each, percent, moved) for each in changes)


def _within(change: Change, percent: int, moved: Mapping[object, int]) -> bool:
    if not change.by:
        return True
    before = moved.get(change.key, 0)
    signed = change.was - before
    return change.key is not None and abs(before + change.by) * 100 <= percent * signed


def document_of(
    changes: Sequence[Change],
    *,
    title: str,
    parties: tuple[str, str],
    signed_sha256: str,
    because: str,
    ends: tuple[date, date] | None,
    purpose: str,
) -> str:
    """The words of a variation, which both sign; what was signed before is named by its digest."""
    funder, recipient = parties
    lines = [
        f"A change of the agreement between {funder} and {recipient} on “{title}”.",
        f"The agreement stays as it was signed (digest {signed_sha256}), but for what follows.",
        f"Why: {because}",
    ]
    moved = [each for each in changes if each.by]
    lines += [
        f"{each.heading}: {money(each.becomes)} instead of {money(each.was)}." for each in moved
    ]
    if moved:
        lines.append(f"All lines together stay {money(sum(each.becomes for each in changes))}.")
    if ends:
        lines.append(f"It ends on {day(ends[1])} instead of {day(ends[0])}.")
    if purpose:
        lines.append(f"What it is for: {purpose}")
    return "\n\n".join(lines)
