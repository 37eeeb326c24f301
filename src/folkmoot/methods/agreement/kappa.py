"""Cohen's kappa: agreement of two, each with their own habits, beyond chance.

Source: Cohen (1960), "A Coefficient of Agreement for Nominal Scales", *Educational and
Psychological Measurement* 20.
"""

from collections import Counter
from collections.abc import Hashable, Iterable
from fractions import Fraction

from folkmoot.methods.agreement.alpha import Agreement

KAPPA = "kappa/1"


def kappa(pairs: Iterable[tuple[Hashable, Hashable]]) -> Agreement:
    """Agreement of two people, given what the first and the second chose for each unit.

    Chance is reckoned from how often each of the two chooses each value; that is how it
    differs from alpha, which reckons with both together. Where both chose one value
    everywhere, nothing can be said. Exact.

    Examples
    --------
    Two read fifty applications: both say yes to 20, both no to 15; five times only the first
    says yes, ten times only the second.

    >>> both = [("yes", "yes")] * 20 + [("no", "no")] * 15
    >>> print(kappa(both + [("yes", "no")] * 5 + [("no", "yes")] * 10).value)
    2/5
    """
    given = list(pairs)
    n = len(given)
    if not n:
        return Agreement(KAPPA, None, Fraction(0), Fraction(0), 0, 0)
    first = Counter(one for one, _ in given)
    second = Counter(other for _, other in given)
    observed = Fraction(sum(one != other for one, other in given), n)
    expected = 1 - Fraction(sum(first[value] * second[value] for value in first), n * n)
    value = 1 - observed / expected if expected else None
    return Agreement(KAPPA, value, observed, expected, n, 2 * n)
