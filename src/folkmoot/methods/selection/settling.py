"""The search that ends with the best choices and the proof that there are no others.

At some prices every place has a worth beyond its price, and the choice of all places where
that is above nothing has the greatest value these prices allow. Any other choice loses: by each
place it takes that is worth less, each it leaves that is worth more. Whatever is to be worth so
much may lose only so much, and so only few ways are left to look at, one by one. Where they are
many still, one place is put in and then out, and each half has better prices.

Source: the fixing of variables by their reduced costs (Dantzig, Fulkerson and Johnson 1954,
*Solution of a Large-Scale Traveling-Salesman Problem*), taken to sets of variables; Land and
Doig (1960) for the halves.
"""

from collections.abc import Callable, Sequence

from folkmoot.methods.selection.asking import Row, Set
from folkmoot.methods.selection.pricing import SCALE, Floats, Prices, Table

MOST_WAYS = 20_000  # looked at in one go, before a case is halved
MOST_CASES = 400  # halves, before the search gives up

Found = Callable[[Set], int]
"""Told of each choice that is worth enough; answers how much the next must be worth."""


class Unsettled(Exception):
    """The search may look no further."""


class Search:
    """All choices that keep the rows and are worth enough.

    Attributes
    ----------
    rows, values : what to keep, and what each place is worth; whole numbers
    n_ways, n_cases : how much was looked at
    most_ways, most_cases : how much may be, in one case and in all
    """

    def __init__(self, rows: Sequence[Row], values: Sequence[int], table: Table) -> None:
        self.rows, self.values, self.table = rows, values, table
        self.n_ways = self.n_cases = self._enough = 0
        self.most_ways, self.most_cases = MOST_WAYS, MOST_CASES

    def settle(
        self, at_least: int, found: Found, inside: Set = frozenset(), outside: Set = frozenset()
    ) -> None:
        """Tell `found` of every choice worth at least so much, with these in and those out.

        When it returns, there are no others. Exact, whatever the floats that led it.

        Raises
        ------
        Unsettled
            When there is too much to look at.
        """
        self._enough = at_least
        waiting = [(inside, outside)]
        while waiting:
            here, away = waiting.pop()
            self.n_cases += 1
            prices, mixture = self.table.prices(self.values, here, away)
            values = self.values if mixture.size else [0] * len(self.values)
            walk = _Walk(self.rows, values, prices, (here, away))
            through = walk.through(
                self._least(mixture), lambda chosen: self._met(chosen, found), self.most_ways
            )
            self.n_ways += walk.n_ways
            if not through and self.n_cases >= self.most_cases:
                raise Unsettled
            if not through:
                at = _between(mixture, walk.free)
                waiting += [(here, away | {at}), (here | {at}, away)]

    def _least(self, mixture: Floats) -> Callable[[], int]:
        """What must be reached not to be passed over; nothing, where none should be there."""
        return (lambda: self._enough) if mixture.size else (lambda: 0)

    def _met(self, chosen: Set, found: Found) -> None:
        """A choice that keeps all rows: is it worth enough?"""
        if sum(self.values[j] for j in chosen) >= self._enough:
            self._enough = max(self._enough, found(chosen))


def _between(mixture: Floats, free: Sequence[int]) -> int:
    """The free place that is most in between; the one losing least where all are whole."""
    if not mixture.size:
        return free[-1]
    return max(reversed(free), key=lambda j: min(mixture[j], 1 - mixture[j]))


class _Walk:
    """All ways to lose no more than may be lost, at some prices."""

    def __init__(
        self, rows: Sequence[Row], values: Sequence[int], prices: Prices, case: tuple[Set, Set]
    ) -> None:
        inside, outside = case
        self.n_ways, self.free = 0, list[int]()
        beyond = [SCALE * value for value in values]
        for price, row in zip(prices, rows, strict=True):
            if price:
                beyond = [b - price * use for b, use in zip(beyond, row.uses, strict=True)]
        open_to = [j for j in range(len(beyond)) if j not in inside and j not in outside]
        self._start = inside | {j for j in open_to if beyond[j] > 0}
        self._top = sum(p * row.most for p, row in zip(prices, rows, strict=True) if p)
        self._top += sum(beyond[j] for j in self._start)
        self._losses = sorted(((abs(beyond[j]), j) for j in open_to), reverse=True)
        self._rows = rows

    def through(self, least: Callable[[], int], met: Callable[[Set], None], most_ways: int) -> bool:
        """Meet all choices that lose little enough; False where there are too many ways."""
        may_lose = self._top - SCALE * least()
        if may_lose < 0:
            return True
        near = [(loss, j) for loss, j in self._losses if loss <= may_lose]
        self.free = [j for _, j in near]
        left, turns = self._tight()
        gains = _gains(turns, len(left))
        waiting = [(0, 0, left, self._start)]
        while waiting and self.n_ways < most_ways:
            at, lost, left, chosen = waiting.pop()
            self.n_ways += 1
            if lost > self._top - SCALE * least() or _short(left, gains[at]):
                continue
            if at == len(near):
                met(chosen)
                continue
            turned = [room + turn for room, turn in zip(left, turns[at], strict=True)]
            loss, place = near[at]
            waiting.append((at + 1, lost + loss, turned, chosen ^ {place}))
            waiting.append((at + 1, lost, left, chosen))  # the next one: what loses least
        return not waiting

    def _tight(self) -> tuple[list[int], list[list[int]]]:
        """Of the rows that can be broken: what is left, and what each free place's turn gains."""
        sides = [(j, 1 if j in self._start else -1) for j in self.free]
        rooms = [row.left(self._start) for row in self._rows]
        gained = [[sign * row.uses[j] for j, sign in sides] for row in self._rows]
        tight = [
            (room, gain)
            for room, gain in zip(rooms, gained, strict=True)
            if room + sum(each for each in gain if each < 0) < 0
        ]
        left = [room for room, _ in tight]
        return left, [[gain[at] for _, gain in tight] for at in range(len(sides))]


def _gains(turns: Sequence[Sequence[int]], n_rows: int) -> list[list[int]]:
    """For each place and after all: the most each row could gain from it and those after it."""
    gains = [[0] * n_rows]
    for turn in reversed(turns):
        gains.append([g + max(t, 0) for g, t in zip(gains[-1], turn, strict=True)])
    gains.reverse()
    return gains


def _short(left: Sequence[int], gains: Sequence[int]) -> bool:
    """Whether a row can no longer be kept."""
    for room, gain in zip(left, gains, strict=True):  # noqa: SIM110 (half the time of any)
        if room + gain < 0:
            return True
    return False
