"""A climb as it is asked for, and as it ended."""

from fractions import Fraction
from typing import Literal, NamedTuple

End = Literal["overspends", "fits", "funded"]


class Slope(NamedTuple):
    """From which endowment a climb goes, by which step, and up to which sum of money.

    `until_full`: it also ends once nothing that waits fits what is left of the limit.
    """

    first: Fraction
    step: int
    limit: int
    until_full: bool = False


class Climbed(NamedTuple):
    """Where a climb ended: the last endowment that does not overspend, and after how many steps.

    `because`: the next step "overspends", nothing more "fits" the money left, or everything
    that can be funded is "funded".
    """

    endowment: Fraction
    steps: int
    because: End
