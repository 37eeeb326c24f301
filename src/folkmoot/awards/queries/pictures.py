"""A whole and its parts, as a picture: sums of money, or days."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

WIDTH = 1000


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a bar: its words, how much it is, and where it lies in thousandths."""

    label: str
    amount: int
    words: str
    tone: str
    start: int
    width: int


def parts_of(
    named: Iterable[tuple[str, int, str]], words: Callable[[int], str], *, whole: int | None = None
) -> list[Part]:
    """Parts beside each other, each with its label, amount and tone; in thousandths of the whole.

    Parts of nothing are told and not drawn. What is more than the whole is drawn to its end.
    """
    given = list(named)
    total = max(whole or 0, sum(amount for _, amount, _ in given), 1)
    found, before = [], 0
    for label, amount, tone in given:
        start = before * WIDTH // total
        before += amount
        found.append(
            Part(label, amount, words(amount), tone, start, before * WIDTH // total - start)
        )
    return found
