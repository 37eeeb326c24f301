"""Amounts of money as files write them, and as whole numbers of the smallest unit."""

import re

AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)?")
MOST_MONEY = 2**62  # of all projects together, in the smallest unit
LONGEST_AMOUNT = 40  # characters: far beyond what can be counted, and quickly read


def decimals(text: str) -> int:
    """How many places after the point matter.

    >>> decimals("1331751.11"), decimals("10.50"), decimals("10.0"), decimals("10")
    (2, 1, 0, 0)
    """
    return len(text.partition(".")[2].rstrip("0"))


def in_smallest(text: str, scale: int) -> int:
    """An amount as a whole number of the smallest unit.

    >>> in_smallest("1331751.11", 100), in_smallest("10.0", 100)
    (133175111, 1000)
    """
    whole, _, rest = text.partition(".")
    places = len(str(scale)) - 1
    return int(whole + rest[:places].ljust(places, "0"))


def in_currency(amount: int, scale: int) -> int | str:
    """An amount in units of the currency: whole where it is, else as decimals.

    >>> in_currency(1000, 100), in_currency(133175111, 100), in_currency(-5, 100)
    (10, '1331751.11', '-0.05')
    """
    whole, rest = divmod(abs(amount), scale)
    sign = "-" if amount < 0 else ""
    if not rest:
        return amount // scale
    return f"{sign}{whole}.{str(rest).rjust(len(str(scale)) - 1, '0')}"
