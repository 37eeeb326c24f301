"""Small counts are not told, nor anything from which they could be reckoned by taking away.

Source: Hundepool and others (2012), *Statistical Disclosure Control*, chapter 4: primary and
secondary suppression, and the audit of what an attentive reader can still work out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum, auto

SMALL_COUNTS = "small-counts/1"
LEAST = 5


class Standing(StrEnum):
    """What is told of a count."""

    TOLD = auto()  # as it is
    FEW = auto()  # that it is at least one, and fewer than the least that is told
    KEPT = auto()  # nothing, so that another cannot be reckoned; it is at least the least told
    EITHER = auto()  # nothing, nor which of the two: few, or kept for the sake of others


@dataclass(frozen=True, slots=True)
class Shown:
    """One count as it may be published. `count` is None unless it is told."""

    standing: Standing
    count: int | None


def guarded(counts: Sequence[int], *, least: int = LEAST) -> tuple[Shown, ...]:
    """Counts as they may be published, in the order given, by somebody whose readers know the sum.

    Nought is told: nobody is in it. From one to `least` - 1 it is said that they are few. While
    a reader who knows the sum could work one of these out, the smallest of the others is kept
    back as well. Where even that is not enough, what is kept back is not told from what is few.
    Ties go to the earlier. The sum itself is never told here, and a publisher who tells it
    must see that it is not small.

    Time grows with the square of the number of counts, memory with the number.

    Raises
    ------
    ValueError
        A count is below nought.

    Examples
    --------
    A single small count would be the sum less the rest, so the next smallest is kept back too:

    >>> [one.count for one in guarded([30, 3, 12, 0])]
    [30, None, None, 0]
    >>> [str(one.standing) for one in guarded([30, 3, 12, 0])]
    ['told', 'few', 'kept', 'told']
    """
    if any(count < 0 for count in counts):
        raise ValueError("A count of people is nought or more.")
    few = {at for at, count in enumerate(counts) if 0 < count < least}
    spare = sorted(
        (at for at, count in enumerate(counts) if count >= least), key=lambda at: (counts[at], at)
    )
    kept: list[int] = []
    while few and _is_worked_out(counts, few, kept, least) and len(kept) < len(spare):
        kept.append(spare[len(kept)])
    if few and _is_worked_out(counts, few, kept, least):
        hidden = few | set(kept)
        return tuple(_shown(counts, at, Standing.EITHER, hidden) for at in range(len(counts)))
    return tuple(
        _shown(counts, at, Standing.FEW if at in few else Standing.KEPT, few | set(kept))
        for at in range(len(counts))
    )


def _shown(counts: Sequence[int], at: int, standing: Standing, hidden: set[int]) -> Shown:
    return Shown(standing, None) if at in hidden else Shown(Standing.TOLD, counts[at])


def _is_worked_out(counts: Sequence[int], few: set[int], kept: Sequence[int], least: int) -> bool:
    """Whether the sum of what is hidden leaves some hidden count only one value it can have.

    Every few is from 1 to `least` - 1, every kept is `least` or more. One of them can be more
    than one value when the rest can give or take one: unless all few are at an end of their
    range together with everything else.
    """
    rest = sum(counts[at] for at in [*few, *kept])
    lowest = len(few) + least * len(kept)
    if rest == lowest:
        return True  # everything hidden is as small as it can be
    if kept:
        return False  # one kept may be larger, and a few smaller or larger with it
    highest = (least - 1) * len(few)
    return rest == highest or len(few) == 1
