"""Krippendorff's alpha for names: agreement beyond what chance would give.

Source: Krippendorff (2011), "Computing Krippendorff's Alpha-Reliability", University of
Pennsylvania, sections A to C; Krippendorff (2019), *Content Analysis*, 4th edition, chapter 12.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from fractions import Fraction

ALPHA = "alpha/nominal/1"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How far coders agreed, and how that was reached.

    Attributes
    ----------
    rule : name and version of the rule
    value : 1 when all agree always, 0 when they agree as chance would, below 0 when they
        differ more than that; None when it cannot be said
    observed, expected : the share of pairs that differ, as found and as chance would give
    n_units : units that at least two people coded
    n_values : codings of those units
    """

    rule: str
    value: Fraction | None
    observed: Fraction
    expected: Fraction
    n_units: int
    n_values: int


def alpha(units: Iterable[Iterable[Hashable]]) -> Agreement:
    """Agreement over units, each given as the values that those who coded it chose.

    Who chose which does not matter, and a unit may have been coded by any number. One that
    fewer than two coded says nothing of agreement, and is left out. Where everybody chose the
    same value everywhere, chance too would give no differences, and nothing can be said.

    Time and memory are in proportion to the number of codings. Exact.

    Examples
    --------
    Two people sort twelve articles under five headings (Krippendorff 2011, section B):

    >>> found = alpha(zip("aabbdcccedda", "babbbccceddd", strict=True))
    >>> round(float(found.value), 3), found.n_units
    (0.692, 12)
    >>> alpha(["aa", "aa"]).value is None
    True
    """
    differing = Fraction(0)
    chosen: Counter[Hashable] = Counter()
    n_units = 0
    for unit in units:
        counts = Counter(unit)
        n_coders = counts.total()
        if n_coders < 2:
            continue
        n_units += 1
        chosen.update(counts)
        alike = sum(n * n for n in counts.values())
        differing += Fraction(n_coders * n_coders - alike, n_coders - 1)
    n = chosen.total()
    if not n:
        return Agreement(ALPHA, None, Fraction(0), Fraction(0), 0, 0)
    observed = differing / n
    expected = Fraction(n * n - sum(each * each for each in chosen.values()), n * (n - 1))
    value = 1 - observed / expected if expected else None
    return Agreement(ALPHA, value, observed, expected, n_units, n)
