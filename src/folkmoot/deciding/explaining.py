"""The sentences of a decision's result, with its own titles and its own money."""

from collections.abc import Mapping
from fractions import Fraction
from math import floor
from typing import Any

from folkmoot.counting import telling
from folkmoot.kernel.ui.words import money

FEW = 5  # voters: of fewer than these a table beside the result does not say how many


class Telling(telling.Telling):
    """Turns the accounts of one decision's count (`Count.outcome`) into sentences."""

    def __init__(self, outcome: Mapping[str, Any], names: Mapping[int, str], currency: str) -> None:
        def written(exact: Fraction) -> str:
            """To the penny when small, to the pound when not."""
            pence = round(exact)
            return money(round(pence, -2) if abs(pence) >= 100_00 else pence, currency)

        super().__init__(outcome, names, written)
        self.currency = currency

    def short_of(self, exact: str | Fraction | int, cost: int) -> str:
        """A sum that is less than a cost, so written that everyone sees it is less.

        >>> Telling({"rounds": [], "endowment": "0/1"}, {}, "GBP").short_of("14999/1", 150_00)
        '£149.99'
        """
        if self.sum(exact) != self.sum(cost):
            return self.sum(exact)
        return money(floor(Fraction(exact)), self.currency)


def people(number: int) -> str:
    """So many people, at the head of a sentence."""
    return "One person" if number == 1 else f"{number:,} people"


def few(number: int) -> str:
    """So many voters of some kind; of very few not how many, lest neighbours guess who.

    The ballots are published without names, and who counts them again finds the number. A page
    that is read out in a hall need not say it.

    >>> few(0), few(4), few(5)
    ('0', 'under 5', '5')
    """
    return f"under {FEW}" if 0 < number < FEW else f"{number:,}"
