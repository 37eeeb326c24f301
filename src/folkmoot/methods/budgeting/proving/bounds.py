"""Numbers that are certainly not below, or not above, what cannot be written as a float.

What a float computation may be trusted with, and why. Write e = 2^-53 for the rounding of one
operation: a computed sum, product, quotient or conversion is the true one times (1 + d) with
|d| <= e, unless it is smaller than 2^-1022, when it is off by at most 2^-1074. A sum of n such
terms, none negative, computed in any order (also by fused operations), is the true sum times
(1 + d) with |d| <= (1 + e)^(n - 1) - 1 (Higham, *Accuracy and Stability of Numerical
Algorithms*, 2nd edition, Section 4.2). Where each term took at most six roundings itself, the
whole is off by less than (1 + e)^(n + 5) - 1 < 2 (n + 8) e as long as n is below 2^50; and
`within` allows that much of the sum and of 1 besides, which is far more than 2^-1074 for each
of fewer than 2^62 voters. So the bounds below hold for every sum here.
"""

from fractions import Fraction
from math import inf, nextafter

TWO_ROUNDINGS = 2.0**-52
A_FEW_ROUNDINGS = 2.0**-49  # more than five operations one after another may be off by


def above(number: Fraction | float) -> float:
    """A float that is not below a number above nothing: its nearest, and one further."""
    return nextafter(float(number), inf)


def within(total: float, terms: int) -> tuple[float, float]:
    """Bounds of a true sum of terms none of which is negative, from the computed one.

    >>> low, high = within(0.1 + 0.2, 2)
    >>> low < Fraction(3, 10) < high
    True
    """
    off = (terms + 8) * TWO_ROUNDINGS * (total + 1.0)
    return total - off, total + off
