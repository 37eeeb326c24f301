"""Prices for what a choice must keep, from which whole numbers prove how strong one can be.

Put a price on every row: so much for each pound, or each place, of it. What a choice is worth
is then at most what all rows are worth at these prices, and what each place is worth beyond
the price of all it uses. That holds for any prices of 0 or more; HiGHS, asked in floats,
suggests those that make it tight, and is not believed.

Source: Geoffrion (1974), *Lagrangean Relaxation for Integer Programming*, Section 2; Huangfu
and Hall (2018), *Parallelizing the Dual Revised Simplex Method*.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

from folkmoot.methods.selection.asking import Row, Set

SCALE = 2**40  # prices are in parts of this many
Prices = tuple[int, ...]
Floats = NDArray[np.float64]


class Table:
    """The rows of a question, as floats for HiGHS; each row is scaled to its size."""

    def __init__(self, rows: Sequence[Row]) -> None:
        uses = np.array([row.uses for row in rows], dtype=np.float64)
        most = np.array([row.most for row in rows], dtype=np.float64)
        self._size = np.maximum(np.maximum(np.abs(uses).max(axis=1), np.abs(most)), 1)
        self._uses, self._most = uses / self._size[:, np.newaxis], most / self._size

    def prices(self, values: Sequence[int], inside: Set, outside: Set) -> tuple[Prices, Floats]:
        """The price of each row, and how much of each place the best mixture has.

        Where not even a mixture keeps the rows, the prices are those that show it, for values
        of 0, and the mixture is empty.
        """
        wanted, unit = _scaled(values)
        bounds = _bounds(len(values), inside, outside)
        found = linprog(
            -wanted,
            A_ub=self._uses,
            b_ub=self._most,
            bounds=np.stack(bounds, axis=1),
            method="highs",
            options={"presolve": False},
        )
        if found.x is None:
            return self._against(bounds), np.zeros(0)
        return self._whole(-found.ineqlin.marginals * unit), found.x

    def choice(self, values: Sequence[int], inside: Set, outside: Set) -> Set | None:
        """A best choice as HiGHS finds it, or None where it finds none."""
        found = milp(
            -_scaled(values)[0],
            constraints=LinearConstraint(self._uses, ub=self._most),
            integrality=np.ones(len(values)),
            bounds=Bounds(*_bounds(len(values), inside, outside)),
            options={"mip_rel_gap": 0},
        )
        if found.x is None:
            return None
        return frozenset(np.flatnonzero(found.x > 0.5).tolist())

    def fewest(self, inside: Set, outside: Set) -> Set:
        """The fewest rows that, given up, leave a choice that keeps the others."""
        n_rows, n_places = self._uses.shape
        low, high = _bounds(n_places, inside, outside)
        far = np.diag(np.abs(self._uses).sum(axis=1) + np.abs(self._most))
        found = milp(
            np.concatenate([np.zeros(n_places), np.ones(n_rows)]),
            constraints=LinearConstraint(np.hstack([self._uses, -far]), ub=self._most),
            integrality=np.ones(n_places + n_rows),
            bounds=Bounds(
                np.concatenate([low, np.zeros(n_rows)]), np.concatenate([high, np.ones(n_rows)])
            ),
        )
        return frozenset(np.flatnonzero(found.x[n_places:] > 0.5).tolist())

    def _against(self, bounds: tuple[Floats, Floats]) -> Prices:
        """Prices at which the rows together ask for more than there is."""
        n_rows, n_places = self._uses.shape
        found = linprog(
            np.concatenate([np.zeros(n_places), np.ones(n_rows)]),
            A_ub=np.hstack([self._uses, -np.eye(n_rows)]),
            b_ub=self._most,
            bounds=[*zip(*bounds, strict=True), *[(0, None)] * n_rows],
            method="highs",
        )
        return self._whole(-found.ineqlin.marginals * 1000)

    def _whole(self, prices: Floats) -> Prices:
        """Prices of the rows as they are, in whole parts of SCALE."""
        return tuple(int(each * SCALE) for each in np.maximum(prices, 0) / self._size)


def _scaled(values: Sequence[int]) -> tuple[Floats, float]:
    wanted = np.array(values, dtype=np.float64)
    unit = max(float(np.abs(wanted).max()), 1.0)
    return wanted / unit, unit


def _bounds(n: int, inside: Iterable[int], outside: Iterable[int]) -> tuple[Floats, Floats]:
    low, high = np.zeros(n), np.ones(n)
    low[list(inside)] = 1
    high[list(outside)] = 0
    return low, high
