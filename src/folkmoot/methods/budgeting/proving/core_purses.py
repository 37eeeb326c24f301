"""Purses whose sums the core adds up, where there is one."""

from collections.abc import Sequence
from fractions import Fraction

from folkmoot.methods.budgeting.core.checking import Held, Turned
from folkmoot.methods.budgeting.proving.bounds import A_FEW_ROUNDINGS
from folkmoot.methods.budgeting.proving.field import Field
from folkmoot.methods.budgeting.proving.purses import Purses


class CorePurses(Purses):
    """Purses whose sums the core adds up."""

    def __init__(
        self, field: Field, turned: Turned, endowment: Fraction, *, by_points: bool
    ) -> None:
        super().__init__(endowment)
        self._costs, self._supporters = field.costs, turned.supporters
        self._held = Held(turned, float(endowment), by_points=by_points)
        self._pulls = turned.points if by_points else turned.votes

    def raised(self, project: int, rate: float) -> tuple[float, float, int]:
        """See `Purses`."""
        return *self._held.raised(project, rate, A_FEW_ROUNDINGS), self._supporters[project]

    def rough(self, project: int, rate: float, near: float) -> float:
        """See `Purses`."""
        cost = self._costs[project]
        begin = max(rate, cost / self._pulls[project])
        return self._held.rough(project, begin, cost, cost * (1 - near), A_FEW_ROUNDINGS)

    def _grouped(self, project: int) -> tuple[list[int], list[int], list[int]]:
        return self._held.groups(project)

    def _put(self, project: int, kinds: list[int], left: list[float]) -> None:
        self._held.keep(project, kinds, left)

    def _there(self) -> Sequence[int]:
        return self._held.kinds(len(self._parts))

    def _renumber(self, numbers: list[int]) -> None:
        self._held.renumber(numbers)


def purses_of(field: Field, endowment: Fraction, *, by_points: bool) -> Purses:
    """Purses that all hold the endowment: summed by the core, or by numpy.

    `by_points`: voters pay for each point they gave, and not the same for every project.

    >>> from folkmoot.methods.budgeting import Election
    >>> field = Field(Election.of(approvals=[[1, 0], [1, 1]], costs=[9, 5], budget=20))
    >>> purses = purses_of(field, Fraction(10), by_points=False)
    >>> purses.pay(0, Fraction(9, 2)).given, purses.below, purses.of(1)
    (Fraction(9, 1), 2, [(11, 1, 1)])
    """
    if field.turned is not None:
        return CorePurses(field, field.turned, endowment, by_points=by_points)
    from folkmoot.methods.budgeting.proving.array_purses import ArrayPurses

    return ArrayPurses(field, endowment, by_points=by_points)
