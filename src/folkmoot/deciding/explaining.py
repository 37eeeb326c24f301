"""The sentences of a decision's result, with its own titles and its own money."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from folkmoot.counting import telling
from folkmoot.kernel.ui.words import money


class Telling(telling.Telling):
    """Turns the accounts of one decision's count (`Count.outcome`) into sentences."""

    def __init__(self, outcome: Mapping[str, Any], names: Mapping[int, str], currency: str) -> None:
        def written(exact: Fraction) -> str:
            """To the penny when small, to the pound when not."""
            pence = round(exact)
            return money(round(pence, -2) if abs(pence) >= 100_00 else pence, currency)

        super().__init__(outcome, names, written)
