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
            return money(_as_read(exact), currency)

        super().__init__(outcome, names, written, lambda pence: money(pence, currency))
        self.currency = currency

    def lacking(self, exact: str | Fraction | int, cost: int) -> str:
        """What a sum that is less than a cost lacks, so that what is written adds up.

        >>> outcome = {"rule": "greedy/1", "rounds": [], "endowment": "0/1"}
        >>> told = Telling(outcome, {}, "GBP")
        >>> told.short_of("14999/1", 150_00), told.lacking("14999/1", 150_00)
        ('£149.99', '£0.01')
        """
        had = _as_read(Fraction(exact))
        if had == _as_read(Fraction(cost)):  # then `short_of` writes it to the penny
            had = floor(Fraction(exact))
        return money(cost - had, self.currency)

    def fell(self, fall: Mapping[str, Any], cost: int) -> str:
        """When there was no longer enough for an option, and whose money that was.

        `fall` is one of the falls of its way (`analysis.ways`).
        """
        costs, had = money(cost, self.currency), self.short_of(fall["had"], cost)
        if not fall["after"]:
            if fall["of"] == "budget":
                return f"It costs {costs}, more than all the money there was."
            return (
                f"Even at the start its supporters held only {had} together, and it costs {costs}."
            )
        by = self.name(self.outcome["winners"][fall["after"] - 1])
        if fall["of"] == "budget":
            return (
                f"Once {by} was funded, in round {fall['after']}, only {had} was left of all the "
                f"money. It costs {costs}, so from then on it no longer fitted."
            )
        return (
            f"Once {by} was funded, in round {fall['after']}, its supporters still held {had} "
            f"together. It costs {costs}, so from then on they could not pay for it."
        )


def _as_read(exact: Fraction) -> int:
    """Whole pennies as they are; other sums to the penny when small, to the pound when not."""
    pence = round(exact)
    return round(pence, -2) if abs(pence) >= 100_00 and pence != exact else pence


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
