"""What stays the same from one run of equal shares to the next: ballots, prices, the tie order."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

import numpy as np

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Allowed, Bools, Ints
from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.rule import Satisfaction
from folkmoot.methods.budgeting.ties import tie_order

if TYPE_CHECKING:
    from folkmoot.methods.budgeting.supporters import Supporters


@dataclass(frozen=True, eq=False)
class Race:
    """An election made ready to be counted from many endowments; `allowed`: which take part."""

    election: Election
    satisfaction: Satisfaction
    allowed: Allowed

    @property
    def takes_part(self) -> Bools:
        """`allowed` to numpy."""
        return np.frombuffer(bytes(self.allowed), dtype=np.bool_)

    @property
    def place(self) -> Ints:
        """Each project's place in the tie order, shape (n_projects,)."""
        return tie_order(self.election)

    @property
    def worth(self) -> Ints:
        """What a rate is divided by to rank projects: the cost, or 1. Shape (n_projects,)."""
        costs = self.election.costs
        return costs if self.satisfaction == "cost" else np.ones_like(costs)

    @cached_property
    def supporters(self) -> "Supporters":
        """The ballots turned round, for counting in numpy."""
        from folkmoot.methods.budgeting.supporters import supporters_of

        return supporters_of(self.election, self.satisfaction)


class Run(Protocol):
    """Equal shares once through, from one endowment.

    Attributes
    ----------
    endowment : Fraction
    spent : int
    cheapest_waiting : int or None
        The lowest cost of the projects that take part, that somebody chose, that were not bought
        and were not struck out by a limit; None when there is none.
    n_exact : int
        How many comparisons were too close for floats.
    """

    endowment: Fraction
    spent: int

    @property
    def funded(self) -> tuple[int, ...]:
        """The projects bought, in order."""

    @property
    def cheapest_waiting(self) -> int | None: ...

    @property
    def n_exact(self) -> int: ...

    def rounds(self) -> tuple[Round, ...]:
        """The exact account of every purchase."""


def race_of(election: Election, satisfaction: Satisfaction, allowed: Allowed) -> Race:
    """Prepare an election for many runs."""
    return Race(election, satisfaction, allowed)
