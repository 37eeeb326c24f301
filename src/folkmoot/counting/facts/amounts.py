"""Money in a file's currency, exact, as JSON can hold it."""

from fractions import Fraction

from folkmoot.methods.budgeting.pabulib.money import in_currency

Amount = int | str


def amount(exact: Fraction | int, scale: int) -> Amount:
    """A sum given in the smallest unit: a number, decimals, or a fraction.

    >>> amount(1250, 100), amount(1200, 100), amount(Fraction(200, 3), 100)
    ('12.50', 12, '2/3')
    """
    smallest = Fraction(exact)
    if smallest.denominator == 1:
        return in_currency(smallest.numerator, scale)
    in_units = smallest / scale
    return in_units.numerator if in_units.denominator == 1 else str(in_units)
