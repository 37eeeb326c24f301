"""The sums of a proof, by the core (`checking.c`): ballots turned round, and what voters hold."""

import ctypes
from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Self

from folkmoot.methods.budgeting.core.handing import Given
from folkmoot.methods.budgeting.core.library import Library, Number, Pointer, library
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.memory import Stretch


class _Field(ctypes.Structure):
    _fields_ = (
        *((name, Number) for name in ("n_projects", "n_ballots")),
        *((name, Pointer) for name in ("heads_of", "ends", "projects", "points", "starts")),
        *((name, Pointer) for name in ("ballots", "units", "heads", "votes", "given")),
        ("n_voters", Number),
    )


class _Purses(ctypes.Structure):
    _fields_ = (
        ("of", Pointer),
        ("by_points", Number),
        *((name, Pointer) for name in ("held", "kind", "slots", "which", "kinds", "of_units")),
        *((name, Pointer) for name in ("voters", "new_kind", "left")),
    )


class Turned:
    """The ballots of an election by project, as a proof sees them.

    Attributes
    ----------
    votes, points, supporters : list of int, one a project
        Its voters, what they give it, and how many distinct ballots are theirs.
    n_voters : int
    """

    def __init__(self, core: Library, election: Election) -> None:
        given, size = Given(election), election.n_projects
        n_choices = len(given.kept[2])
        sums, starts = Stretch("q", 2 * size), Stretch("q", size + 1)
        entries = Stretch("i", n_choices), Stretch("i", n_choices), Stretch("d", n_choices)
        at = *(each.address for each in entries), sums.address, sums.address + 8 * size
        whose = given.heads, given.ends, given.projects, given.points
        field = _Field(size, given.n_ballots, *whose, starts.address, *at)
        core.folkmoot_field(ctypes.byref(field))
        self._kept = given, sums, starts, entries  # C looks at them
        self.core, self.field, self.n_ballots = core, field, given.n_ballots
        self.votes, self.points = sums.view[:size].tolist(), sums.view[size:].tolist()
        self.n_voters: int = field.n_voters
        ends = pairwise(starts.view.tolist())
        self.supporters = [end - start for start, end in ends]

    @classmethod
    def of(cls, election: Election) -> Self | None:
        """None where there is no core, or it cannot number so many ballots."""
        core = library()
        return None if core is None or election.n_ballots >= 2**31 else cls(core, election)


class Held:
    """What every voter holds: roughly, and the kind of their purse. All begin as of kind 1."""

    def __init__(self, by: Turned, endowment: float, *, by_points: bool) -> None:
        most = max(by.supporters, default=0) + 1
        slots = 1 << (2 * most).bit_length()
        held, kind = Stretch("d", by.n_ballots), Stretch("i", by.n_ballots)
        self._groups = tuple(Stretch("i", most) for _ in range(4))
        self._voters, self._left = Stretch("q", most), Stretch("d", most)
        self._kept = held, kind, Stretch("i", slots)  # C looks at them
        which, kinds, units, new = (each.address for each in self._groups)
        tables = (*(each.address for each in self._kept), which, kinds, units)
        own = self._voters.address, new, self._left.address
        self._by, self._core = by, by.core
        self._in = _Purses(ctypes.addressof(by.field), by_points, *tables, *own)
        self._all = ctypes.byref(self._in)
        self._found = (ctypes.c_double * 2)()
        self._core.folkmoot_purses(self._all, endowment)

    def raised(self, project: int, rate: float, doubt: float) -> tuple[float, float]:
        """What is raised at a rate; the units of those who may hold as much. Roughly."""
        self._core.folkmoot_raised(self._all, project, rate, doubt, self._found)
        return self._found[0], self._found[1]

    def rough(self, project: int, rate: float, cost: int, least: float, doubt: float) -> float:
        """About the least rate, from this one on, at which the cost is raised."""
        return float(self._core.folkmoot_rough(self._all, project, rate, cost, least, doubt))

    def groups(self, project: int) -> tuple[list[int], list[int], list[int]]:
        """The kinds of supporters' purses, the units each gives, and how many voters have such."""
        size = self._core.folkmoot_groups(self._all, project)
        _, kinds, units, _ = (each.view for each in self._groups)
        return kinds[:size].tolist(), units[:size].tolist(), self._voters.view[:size].tolist()

    def keep(self, project: int, kinds: Sequence[int], left: Sequence[float]) -> None:
        """Put what is left of each group last given into its purses, now of these kinds."""
        self._groups[3].view[: len(kinds)] = memoryview(array("i", kinds))
        self._left.view[: len(left)] = memoryview(array("d", left))
        self._core.folkmoot_keep(self._all, project)

    def kinds(self, size: int) -> bytes:
        """For each kind below `size`, 1 where some purse is of it."""
        there = ctypes.create_string_buffer(size)
        self._core.folkmoot_kinds(self._all, there)
        return there.raw

    def renumber(self, numbers: Sequence[int]) -> None:
        """Give each kind another number."""
        given = Stretch.of("i", numbers)
        self._core.folkmoot_renumber(self._all, given.address)


class Saved:
    """In which round, and when, each ballot's voters last paid; in round 0 and at 0 at first."""

    def __init__(self, by: Turned) -> None:
        self._last, self._since = Stretch("i", by.n_ballots), Stretch("d", by.n_ballots)
        self._core, self._of = by.core, ctypes.byref(by.field)

    def spent(self, project: int) -> float:
        """What its supporters had been given when they last paid, all together. Roughly."""
        return float(self._core.folkmoot_spent(self._of, self._since.address, project))

    def counts(self, project: int, rounds: int) -> list[int]:
        """How many of its supporters last paid in which round."""
        counts = Stretch("q", rounds)
        self._core.folkmoot_last_paid(self._of, self._last.address, project, counts.address)
        found: list[int] = counts.view.tolist()
        return found

    def pay(self, project: int, number: int, time: float) -> None:
        """Its supporters pay in that round."""
        both = self._last.address, self._since.address
        self._core.folkmoot_pay(self._of, *both, project, number, time)
