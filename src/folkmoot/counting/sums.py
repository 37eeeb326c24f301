"""Money and shares as people read them."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Self

from folkmoot.methods.budgeting.pabulib.money import in_currency

SMALL = 1000  # below this, hundredths are told


@dataclass(frozen=True, slots=True)
class Sums:
    """How sums are written in one currency, whose units have `scale` smallest ones.

    Examples
    --------
    >>> pounds = Sums("GBP", 100)
    >>> pounds.exact("1331751.11"), pounds.about("22/7"), pounds.about(123456)
    ('1,331,751.11 GBP', '3.14 GBP', '123,456 GBP')
    """

    currency: str = ""
    scale: int = 1

    @classmethod
    def of(cls, file: Any) -> Self:
        """Those of a file."""
        return cls(file.currency, file.money_scale)

    def exact(self, amount: int | str) -> str:
        """An amount of the currency with every decimal it has; fractions as `about`."""
        text = str(amount)
        if "/" in text:
            return self.about(amount)
        whole, point, rest = text.partition(".")
        return self._with_currency(f"{int(whole):,}{point}{rest}")

    def about(self, amount: int | str | Fraction) -> str:
        """To the hundredth where it is small, to the whole unit where it is not."""
        value = Fraction(amount)
        if abs(value) >= SMALL or value.denominator == 1:
            return self._with_currency(f"{round(value):,}")
        hundredths = round(value * 100)
        whole, rest = divmod(abs(hundredths), 100)
        sign = "-" if hundredths < 0 else ""
        return self._with_currency(f"{sign}{whole}.{rest:02}")

    def about_smallest(self, exact: Fraction) -> str:
        """As `about`, of a sum in the smallest unit."""
        return self.about(exact / self.scale)

    def exact_smallest(self, amount: int) -> str:
        """As `exact`, of a whole number of the smallest unit.

        >>> Sums("GBP", 100).exact_smallest(14_999)
        '149.99 GBP'
        """
        return self.exact(str(in_currency(amount, self.scale)))

    def _with_currency(self, figures: str) -> str:
        return f"{figures} {self.currency}".rstrip()


def percent(share: float) -> str:
    """A share from 0 to 1 in percent, never rounded up to all or down to none.

    >>> percent(0.2763), percent(0.9999), percent(1), percent(0.0001)
    ('27.6 %', 'over 99.9 %', '100 %', 'under 0.1 %')
    """
    if share in (0, 1):
        return f"{share:.0%}".replace("%", " %")
    if share < 0.001:
        return "under 0.1 %"
    return "over 99.9 %" if share > 0.999 else f"{100 * share:.1f} %"
