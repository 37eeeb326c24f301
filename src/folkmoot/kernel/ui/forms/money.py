"""Sums of money as people write them, kept in the smallest unit."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.words import currency, money


class MoneyInput(forms.TextInput):
    """A box with the sign of the currency before or behind it."""

    def __init__(self, code: str) -> None:
        super().__init__(attrs={"inputmode": "decimal", "autocomplete": "off", "spellcheck": False})
        self.code = code


class MoneyField(forms.Field):
    """`£1,250`, `1250.00` or `1 250`: gives 125000. Limits are in the smallest unit too."""

    def __init__(
        self,
        *,
        code: str = "GBP",
        min_amount: int = 0,
        max_amount: int = 10**14,
        **kwargs: Any,
    ) -> None:
        self.code, self.min_amount, self.max_amount = code, min_amount, max_amount
        kwargs.setdefault("widget", MoneyInput(code))
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A kept amount goes into the box as figures; what was typed goes back as typed."""
        if not isinstance(value, int):
            return value
        style = currency(self.code)
        return money(value, self.code).replace(style.sign, "").replace("−", "-").strip()

    def to_python(self, value: Any) -> int | None:
        """The sum in the smallest unit."""
        if isinstance(value, int) or value in self.empty_values:
            return value if isinstance(value, int) else None
        amount = read_money(str(value), self.code)
        if amount is None:
            example = money(125050, self.code)
            raise ValidationError(f"Write a sum of money in figures, such as {example}.", "invalid")
        return amount

    def validate(self, value: Any) -> None:
        """Hold the limits."""
        super().validate(value)
        if value is None:
            return
        if value < self.min_amount:
            least = money(self.min_amount, self.code)
            raise ValidationError(f"Write a sum of {least} or more.", "min_value")
        if value > self.max_amount:
            most = money(self.max_amount, self.code)
            raise ValidationError(f"Write a sum of {most} or less.", "max_value")


def read_money(text: str, code: str) -> int | None:
    """The smallest units in what somebody wrote, or None when it is not a sum.

    >>> [read_money(t, "GBP") for t in ("£1,250", "1250.5", "1 250.00", "-5", "1.2.3", "12,50")]
    [125000, 125050, 125000, -500, None, None]
    >>> read_money("1 250,50 zł", "PLN"), read_money("12.5k", "GBP")
    (125050, None)
    >>> read_money("1.250,50 €", "PLN")
    """
    style = currency(code)
    bare = re.sub(rf"\s|{re.escape(style.sign)}|{re.escape(code)}", "", text, flags=re.IGNORECASE)
    bare = bare.replace("−", "-")
    group, point = ("", "[.,]") if style.point == "," else (",", r"\.")
    whole = rf"\d{{1,3}}(?:{group}\d{{3}})+|\d+" if group else r"\d+"
    found = re.fullmatch(
        rf"(-?)({whole})(?:{point}(\d{{1,{style.decimals or 1}}}))?", bare, re.ASCII
    )
    if not found or len(bare) > 18:
        return None
    sign, figures, small = found.groups()
    if small and not style.decimals:
        return None
    units: int = int(figures.replace(",", "")) * 10**style.decimals
    units += int((small or "").ljust(style.decimals, "0") or 0)
    return -units if sign else units
