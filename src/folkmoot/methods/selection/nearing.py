"""Good choices close to one that is known, to begin a proof with: found fast, and not believed.

From a choice every one is looked at that differs by a place or by two, and the best that keeps
all rows is gone to; then from there again, until none is better. All at once, as arrays.
"""

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.selection.asking import Question, Set

Numbers = NDArray[np.int64]
MOST_STEPS = 12


class Nearby:
    """The choices around one, for one question."""

    def __init__(self, asked: Question) -> None:
        n = len(asked.places)
        self._asked = asked
        self._uses = np.array([row.uses for row in asked.rows], dtype=np.int64)
        self._most = np.array([row.most for row in asked.rows], dtype=np.int64)
        self._values = np.array(asked.strengths, dtype=np.int64)
        one, two = np.triu_indices(n)  # a place with itself is that place alone
        self._pairs = one, two

    def climbed(self, start: Set, inside: Set, outside: Set) -> Set | None:
        """The best that is reached from a choice, which may itself keep nothing; or None."""
        held = np.zeros(len(self._values), dtype=np.bool_)
        held[list(inside | outside)] = True
        chosen = np.zeros(len(self._values), dtype=np.int64)
        chosen[list(start)] = 1
        reached: Set | None = start if self._asked.keeps(start) else None
        for _ in range(MOST_STEPS):
            step = self._step(chosen, held, must_gain=reached is not None)
            if step is None:
                break
            for at in step:
                chosen[at] = 1 - chosen[at]
            reached = frozenset(np.flatnonzero(chosen).tolist())
        return reached

    def _step(self, chosen: Numbers, held: NDArray[np.bool_], *, must_gain: bool) -> Set | None:
        """Which places to turn, one or two, for the best that keeps all rows; None for none."""
        one, two = self._pairs
        turn = 1 - 2 * chosen
        gains, uses = turn * self._values, turn * self._uses
        single = one == two
        gained = gains[one] + np.where(single, 0, gains[two])
        used = uses[:, one] + np.where(single, 0, uses[:, two])
        room = (self._most - self._uses @ chosen)[:, np.newaxis]
        may = (used <= room).all(axis=0) & ~held[one] & ~held[two]
        may &= gained > 0 if must_gain else True
        if not may.any():
            return None
        at = int(np.where(may, gained, np.iinfo(np.int64).min).argmax())
        return frozenset({int(one[at]), int(two[at])})
