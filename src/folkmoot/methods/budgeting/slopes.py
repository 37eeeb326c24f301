"""A climb as it is asked for, and as it ended."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

End = Literal["overspends", "fits", "funded"]


@dataclass(frozen=True, slots=True)
class Slope:
    """From which endowment a climb goes, by which step, and up to which sum of money.

    `until_full`: it also ends once nothing that waits fits what is left of the limit.
    """

    first: Fraction
    step: int
    limit: int
    until_full: bool = False


@dataclass(frozen=True, slots=True)
class Climbed:
    """Where a climb ended: the last endowment that does not overspend, and after how many steps.

    `because`: the next step "overspends", nothing more "fits" the money left, or everything
    that can be funded is "funded".
    """

    endowment: Fraction
    steps: int
    because: End
