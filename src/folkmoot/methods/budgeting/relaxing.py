"""The best mixture when parts of projects may be chosen, and the prices that go with it.

With the budget alone the best mixture takes projects in order of their value for each pound,
and a part of the one that no longer fits (Dantzig 1957, *Discrete-Variable Extremum
Problems*). With more ceilings it is a linear program, which HiGHS solves in floats (Huangfu and
Hall 2018, *Parallelizing the Dual Revised Simplex Method*), by way of scipy, imported only
here. Neither is believed: whoever uses the prices adds up in whole numbers what they prove.
"""

from functools import cmp_to_key
from typing import Protocol

import numpy as np

from folkmoot.methods.budgeting.certificate import SCALE, Choice, Prices, Set

NEAR = 1e-9  # a part nearer than this to none or all of a project is none or all of it


class Mixing(Protocol):
    """Makes the best mixture of a case."""

    def mixed(self, inside: Set, outside: Set) -> tuple[Set, int | None, Prices]:
        """The projects wholly in it, one to branch on, and a price for each ceiling.

        None to branch on: no project is there in part.
        """


def mixing(choice: Choice) -> Mixing:
    """The quickest way to make mixtures of this choice."""
    return ByList(choice) if len(choice.ceilings) == 1 else ByProgram(choice)


class ByList:
    """One ceiling, of which every project uses up something.

    >>> from folkmoot.methods.budgeting.certificate import NONE, Ceiling
    >>> by_list = ByList(Choice((60, 50, 40), (Ceiling((30, 30, 30), 70),)))
    >>> whole, part, prices = by_list.mixed(NONE, NONE)
    >>> sorted(whole), part, prices == (SCALE * 40 // 30,)
    ([0, 1], 2, True)
    """

    def __init__(self, choice: Choice) -> None:
        self._values, self._uses = choice.values, choice.ceilings[0].uses
        self._most = choice.ceilings[0].most
        self._order = by_rate(choice)

    def mixed(self, inside: Set, outside: Set) -> tuple[Set, int | None, Prices]:
        """Go down the list, until one no longer fits."""
        uses, whole = self._uses, set(inside)
        left = self._most - sum(uses[j] for j in inside)
        for project in self._order:
            if project in whole or project in outside:
                continue
            if uses[project] > left:
                price = SCALE * self._values[project] // uses[project]
                return frozenset(whole), project, (price,)
            left -= uses[project]
            whole.add(project)
        return frozenset(whole), None, (0,)


class ByProgram:
    """Any ceilings.

    >>> from folkmoot.methods.budgeting.certificate import NONE, Ceiling
    >>> ceilings = Ceiling((30, 30, 30), 70), Ceiling((1, 1, 0), 1)
    >>> whole, part, prices = ByProgram(Choice((60, 50, 40), ceilings)).mixed(NONE, NONE)
    >>> sorted(whole), part, [round(price / SCALE) for price in prices]
    ([0, 2], None, [0, 50])
    """

    def __init__(self, choice: Choice) -> None:
        from scipy.optimize import linprog  # here, so that no other rule waits for it

        self._linprog = linprog
        values = np.array(choice.values, dtype=np.float64)
        self._unit = float(values.max())
        self._values = values / self._unit
        self._most = np.array([max(c.most, 1) for c in choice.ceilings], dtype=np.float64)
        self._uses = np.array([c.uses for c in choice.ceilings]) / self._most[:, np.newaxis]
        self._room = np.array([c.most for c in choice.ceilings]) / self._most

    def mixed(self, inside: Set, outside: Set) -> tuple[Set, int | None, Prices]:
        """Ask HiGHS. Of the projects there in part, the nearest to a half is branched on."""
        bounds = np.tile([0.0, 1.0], (self._values.size, 1))
        bounds[list(inside), 0] = 1
        bounds[list(outside), 1] = 0
        found = self._linprog(
            -self._values, A_ub=self._uses, b_ub=self._room, bounds=bounds, method="highs"
        )
        if found.x is None:  # no answer from floats: nothing is claimed, and the case is split
            return inside, None, (0,) * self._most.size
        prices = np.maximum(-found.ineqlin.marginals, 0) * self._unit / self._most
        uneven = np.minimum(found.x, 1 - found.x)
        part = int(uneven.argmax()) if uneven.max() > NEAR else None
        whole = frozenset(np.flatnonzero(found.x > 1 - NEAR).tolist()) | inside
        return whole, part, tuple(int(price * SCALE) for price in prices.tolist())


def by_rate(choice: Choice) -> list[int]:
    """All projects, those worth most for what they use of the first ceiling first. Exact.

    >>> from folkmoot.methods.budgeting.certificate import Ceiling
    >>> by_rate(Choice((60, 50, 40), (Ceiling((30, 20, 10), 60),)))
    [2, 1, 0]
    """
    uses = choice.ceilings[0].uses

    def dearer(one: int, other: int) -> int:
        gap = choice.values[other] * uses[one] - choice.values[one] * uses[other]
        return (gap > 0) - (gap < 0)

    return sorted(range(len(choice.values)), key=cmp_to_key(dearer))
