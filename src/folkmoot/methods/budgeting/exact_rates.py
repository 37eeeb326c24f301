"""Rates paid, as fractions over one denominator, so that sums are sums of whole numbers."""

from collections.abc import Sequence
from fractions import Fraction
from math import gcd
from operator import mul


class ExactRates:
    """The endowment and the rate of every purchase so far.

    A purse that was never emptied holds the endowment less the rates of what its voter
    bought; so the money of any such group is `heads * endowment - sum(times * rate)`.

    Attributes
    ----------
    rates : list of Fraction
    below : int
        The denominator of every sum given here.

    Examples
    --------
    >>> paid = ExactRates(Fraction(10))
    >>> str(paid.buy(cost=25, held=paid.held(2, []), pull=3))
    '5/3'
    >>> paid.held(3, [3]), paid.below
    (75, 3)
    """

    def __init__(self, endowment: Fraction) -> None:
        self.rates: list[Fraction] = []
        self.below = endowment.denominator
        self._endowment = endowment.numerator
        self._above: list[int] = []

    def held(self, heads: int, times: Sequence[int]) -> int:
        """What `heads` voters hold who paid for purchase s `times[s]` times, times `below`."""
        paid: int = sum(map(mul, times, self._above))
        return heads * self._endowment - paid

    def buy(self, *, cost: int, held: int, pull: int) -> Fraction:
        """The rate when some give all they hold (times `below`) and `pull` units pay the rest."""
        rate = Fraction(cost * self.below - held, self.below * pull)
        grow = rate.denominator // gcd(rate.denominator, self.below)
        if grow != 1:
            self.below *= grow
            self._endowment *= grow
            self._above = [above * grow for above in self._above]
        self.rates.append(rate)
        self._above.append(rate.numerator * (self.below // rate.denominator))
        return rate
