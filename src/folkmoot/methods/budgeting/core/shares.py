"""Equal shares by the compiled core (`shares.c`, `climb.c`); the account, from what it counted."""

import ctypes
from fractions import Fraction
from typing import Any, NamedTuple, Self

from folkmoot.methods.budgeting.core.handing import (
    Ballots,
    Terms,
    as_parts,
    given_by,
    places_for,
)
from folkmoot.methods.budgeting.core.library import Number, Pointer
from folkmoot.methods.budgeting.exact_rates import ExactRates
from folkmoot.methods.budgeting.memory import Kind, Stretch
from folkmoot.methods.budgeting.outcome import Round
from folkmoot.methods.budgeting.patience import Progress
from folkmoot.methods.budgeting.races import Race, Run
from folkmoot.methods.budgeting.slopes import Climbed, End, Slope

GO_ON, OVERSPENDS, NOTHING_FITS, NOTHING_LEFT, UNSURE = range(5)  # how a climb came back
ENDS: dict[int, End] = {OVERSPENDS: "overspends", NOTHING_FITS: "fits", NOTHING_LEFT: "funded"}
BREATH = 30_000_000  # choices looked at before it does


class Noted(ctypes.Structure):
    """What C notes of a run; `outcome` in `shares.h` has the same fields."""

    _fields_ = (
        ("n_bought", Number),
        ("spent", Number),
        ("cheapest", Number),
        ("n_exact", Number),
        ("unsure", Number),
        ("order", Pointer),
        ("dearest", Pointer),
        ("in_full", Pointer),
        ("pull", Pointer),
        ("heads", Pointer),
        ("n_full", Pointer),
        ("most_units", Pointer),
        ("times", Pointer),
        ("largest", Pointer),
        ("tied_room", Number),
        ("tied_ends", Pointer),
        ("tied", Pointer),
    )


class Climb(ctypes.Structure):
    """How far a climb is; `climb` in `climb.c` has the same fields."""

    _fields_ = (
        ("above", Number),
        ("below", Number),
        ("step", Number),
        ("limit", Number),
        ("steps", Number),
        ("jump", Number),
        ("most_above", Number),
        ("work", Number),
        ("places", Number),
        ("until_full", Number),
    )


class CoreRace:
    """A race in the hands of the core. One thread at a time."""

    def __init__(self, race: Race, ballots: Ballots, terms: Terms, handle: int) -> None:
        self.race = race
        self._core, self._handle = ballots.core, handle
        self._lent = ballots, terms  # C looks at them
        self._n_voters = race.election.n_voters
        self._most = max(race.election.each_cost) + race.election.budget

    def __del__(self) -> None:
        self._core.folkmoot_race_free(self._handle)

    @classmethod
    def of(cls, race: Race) -> Self | None:
        """Hand a race over; None where there is no core, or it cannot count so many."""
        ballots = Ballots.of(race.election, points=race.satisfaction == "points")
        if ballots is None:
            return None
        by_cost = race.satisfaction == "cost"
        terms = Terms.of(race.election, ballots, race.allowed, by_cost=by_cost)
        handle = ballots.core.folkmoot_race(ballots.handle, ctypes.byref(terms))
        return cls(race, ballots, terms, handle) if handle else None

    def run(self, endowment: Fraction, limit: int, *, full: bool) -> "CoreRun | None":
        """Buy until nothing more can be paid for or more than `limit` is spent.

        With `full`, everything is kept that `rounds` needs. None where the core cannot say.
        """
        note = _Note.of(self.race.election.n_projects, full=full)
        if (asked := self._asked(endowment)) is None:
            return None
        self._core.folkmoot_shares(*asked, limit, ctypes.byref(note.noted))
        return None if note.noted.unsure else CoreRun(self.race, endowment, limit, note)

    def climb(self, slope: Slope, progress: Progress) -> Climbed | None:
        """Raise the endowment as `climbing.Runs.climb` says; None where the core cannot say.

        C comes up for breath every tenth of a second or so, to tell how far it is and to let
        itself be stopped.
        """
        run = self.run(slope.first, slope.limit, full=False)
        if run is None:
            return None
        now, other = run.note, _Note.of(self.race.election.n_projects, full=False)
        part = slope.first.denominator
        at = Climb(above=slope.first.numerator, below=part, step=slope.step * part, jump=1)
        at.limit, at.until_full, at.work = slope.limit, slope.until_full, BREATH
        while (end := self._onwards(at, now, other)) == GO_ON:
            progress(at.steps, 0)
        return None if end == UNSURE else Climbed(Fraction(at.above, part), at.steps, ENDS[end])

    def _onwards(self, at: "Climb", now: "_Note", other: "_Note") -> int:
        at.most_above = 2 * (at.above + at.jump * at.step)
        if (asked := self._asked(Fraction(at.most_above, at.below))) is None:
            return UNSURE
        at.places = asked[-1]
        both = ctypes.byref(now.noted), ctypes.byref(other.noted)
        return int(self._core.folkmoot_climb(asked[0], ctypes.byref(at), *both))

    def _asked(self, endowment: Fraction) -> tuple[Any, ...] | None:
        all_money = endowment.numerator * self._n_voters // endowment.denominator + 1
        places, parts = places_for(2 * (all_money + self._most)), as_parts(endowment)
        if places is None or parts is None:
            return None
        return self._handle, *parts, places


class _Note(NamedTuple):
    """The arrays C writes into, kept with the structure that points at them."""

    noted: Noted
    order: "ctypes.Array[ctypes.c_int32]"
    dearest: "ctypes.Array[ctypes.c_double]"
    in_full: "ctypes.Array[ctypes.c_uint8]"
    account: dict[str, Stretch]

    @classmethod
    def of(cls, size: int, *, full: bool) -> "_Note":
        order, dearest = (ctypes.c_int32 * size)(), (ctypes.c_double * size)()
        in_full = (ctypes.c_uint8 * size)()
        noted = Noted(
            order=ctypes.addressof(order),
            dearest=ctypes.addressof(dearest),
            in_full=ctypes.addressof(in_full),
        )
        account: dict[str, Stretch] = {}
        if full:
            noted.tied_room = size * (size + 1)
            account = {name: Stretch(*each) for name, each in _account(size).items()}
        for name, stretch in account.items():
            setattr(noted, name, stretch.address)
        return cls(noted, order, dearest, in_full, account)


def _account(size: int) -> dict[str, tuple[Kind, int]]:
    """What C notes for the exact account of the rounds, and how much of it."""
    return {
        **dict.fromkeys(("pull", "heads", "n_full", "most_units"), ("q", size)),
        "times": ("q", size * size),
        "largest": ("i", size),
        "tied_ends": ("q", size + 1),
        "tied": ("i", size * (size + 1)),
    }


class CoreRun:
    """What the core bought from one endowment (`races.Run`)."""

    def __init__(self, race: Race, endowment: Fraction, limit: int, note: _Note) -> None:
        self.endowment = endowment
        self.note = note
        self.spent: int = note.noted.spent
        self._race = race
        self._limit = limit

    @property
    def funded(self) -> tuple[int, ...]:
        """The projects bought, in order."""
        return tuple(self.note.order[: self.note.noted.n_bought])

    @property
    def cheapest_waiting(self) -> int | None:
        """The lowest cost of those that wait (`races.Run`); None when none does."""
        return int(self.note.noted.cheapest) or None

    @property
    def n_exact(self) -> int:
        """How many comparisons were too close for floats."""
        return int(self.note.noted.n_exact)

    def rounds(self) -> tuple[Round, ...]:
        """The exact account of every purchase, from the whole numbers C notes.

        A run that did not note them is run again.
        """
        if not self.note.account:
            again = CoreRace.of(self._race)
            full = again and again.run(self.endowment, self._limit, full=True)
            return (full or self._plainly()).rounds()
        noted = {name: stretch.view for name, stretch in self.note.account.items()}
        paid = ExactRates(self.endowment)
        votes, costs = self._race.election.each_vote, self._race.election.each_cost
        found = []
        for t, project in enumerate(self.funded):
            times, cost, heads = (
                noted["times"][t * len(costs) :][:t],
                costs[project],
                noted["heads"][t],
            )
            held = paid.held(heads, times)
            largest = self._largest_rest(t, paid)
            rate = paid.buy(cost=cost, held=held, pull=noted["pull"][t])
            ties = noted["tied"][noted["tied_ends"][t] : noted["tied_ends"][t + 1]]
            found.append(
                Round(
                    project=project,
                    votes=votes[project],
                    by="equal-shares",
                    cap=max(rate * noted["most_units"][t], largest),
                    rate=rate,
                    effective_votes=cost / rate,
                    paid_full=noted["n_full"][t],
                    paid_rest=heads,
                    tied_with=tuple(ties),
                )
            )
        return tuple(found)

    def _plainly(self) -> Run:
        from folkmoot.methods.budgeting.plain_run import PlainRun

        return PlainRun(self._race, self.endowment).until(self._limit)

    def _largest_rest(self, t: int, paid: ExactRates) -> Fraction:
        """The largest rest of a purse that was given in this purchase, where it may be the cap."""
        ballot = self.note.account["largest"].view[t]
        if ballot < 0:
            return Fraction(0)
        gave = given_by(self._race.election, ballot)
        units = [gave.get(project, 0) for project in self.funded[:t]]
        return Fraction(paid.held(1, units), paid.below)
