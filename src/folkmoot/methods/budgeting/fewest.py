"""The fewest of something with which a project wins, found by counting again and again.

Winning need not grow with the amount: with add1, one more vote can make a project lose again.
So what is found and what is excluded are kept apart, and only what was counted, or is known
from the rule, is claimed.
"""

from collections.abc import Callable
from dataclasses import dataclass

from folkmoot.methods.budgeting.patience import Patience


@dataclass(frozen=True, slots=True)
class Fewest:
    """What a search found.

    Attributes
    ----------
    amount : int or None
        The smallest amount that was found to win, in a count; None when none was.
    ruled_out : int
        Every amount below this one loses: it was counted, or follows from the rule.
    """

    amount: int | None
    ruled_out: int


def fewest(
    wins: Callable[[int], bool], patience: Patience, *, low: int, high: int, steady: bool
) -> Fewest:
    """Search the amounts from `low` to `high`.

    First upwards in growing steps until an amount wins, then by halving down to one that wins
    while the one before it loses. If winning is `steady` (once an amount wins, all larger ones
    do), that is the answer. Otherwise smaller amounts are tried as well, from the bottom: every
    one when patience lasts for so many, else as many as it lasts for, evenly apart.

    Parameters
    ----------
    wins : function of an amount
        One count.
    patience : Patience
        One step a count.
    low : int
        Smaller amounts are known to lose.
    high : int
        Larger ones are not considered.
    steady : bool

    Examples
    --------
    >>> fewest(lambda n: n >= 37, Patience(20), low=1, high=100, steady=True)
    Fewest(amount=37, ruled_out=37)
    >>> fewest(lambda n: n in (5, 6) or n > 30, Patience(100), low=1, high=100, steady=False)
    Fewest(amount=5, ruled_out=5)
    >>> fewest(lambda n: n > 30, Patience(12), low=1, high=100, steady=False)
    Fewest(amount=31, ruled_out=3)
    """
    search = _Search(wins, patience, low, steady)
    if search.climb(high):
        search.halve()
        if not steady and search.sweep():
            search.halve()
    return Fewest(search.won, search.ruled_out())


class _Search:
    """What has been tried so far."""

    def __init__(
        self, wins: Callable[[int], bool], patience: Patience, low: int, steady: bool
    ) -> None:
        self.won: int | None = None
        self._wins, self._patience, self._low, self._steady = wins, patience, low, steady
        self._lost: set[int] = set()

    def climb(self, high: int) -> bool:
        """Go up in growing steps until an amount wins."""
        amount, step = self._low, 1
        while amount <= high and self._patience.lasts():
            if self._try(amount):
                return True
            amount, step = amount + step, step * 2
            if amount > high > amount - step // 2:
                amount = high
        return False

    def halve(self) -> None:
        """Close in on an amount that wins just above one that loses."""
        if self.won is None:
            return
        below = max((each for each in self._lost if each < self.won), default=self._low - 1)
        while self.won - below > 1 and self._patience.lasts():
            middle = (below + self.won) // 2
            if not self._try(middle):
                below = middle

    def sweep(self) -> bool:
        """Try smaller amounts from the bottom, as many as patience lasts for, evenly apart."""
        if self.won is None:
            return False
        trials = max(1, self._patience.most - self._patience.done)
        apart = max(1, -(-(self.won - self._low) // trials))
        for amount in range(self._low, self.won, apart):
            if not self._patience.lasts():
                return False
            if amount not in self._lost and self._try(amount):
                return True
        return False

    def ruled_out(self) -> int:
        """The amount below which all lose."""
        if self._steady and self._lost:
            return max(self._lost) + 1
        amount = self._low
        while amount in self._lost:
            amount += 1
        return amount

    def _try(self, amount: int) -> bool:
        won = self._wins(amount)
        self._patience.step()
        if won:
            self.won = amount
        else:
            self._lost.add(amount)
        return won
