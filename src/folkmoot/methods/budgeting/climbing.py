"""Raising every voter's endowment step by step, by the core where it can, else in numpy."""

from dataclasses import dataclass
from fractions import Fraction

from folkmoot.methods.budgeting.core.shares import CoreRace
from folkmoot.methods.budgeting.patience import Progress, silent
from folkmoot.methods.budgeting.races import Race, Run


@dataclass(frozen=True, slots=True)
class Climbed:
    """Where a climb ended: the last endowment that does not overspend, and after how many steps.

    `overspends`: the next step would; otherwise nothing is left to buy.
    """

    endowment: Fraction
    steps: int
    overspends: bool


class Runs:
    """Equal shares from one endowment after another: by the core where it can, else in numpy."""

    def __init__(self, race: Race) -> None:
        self._race = race
        self._core = CoreRace.of(race)

    def run(self, endowment: Fraction, limit: int, *, full: bool = False) -> Run:
        """Buy until nothing more can be paid for, or more than `limit` is spent.

        `full`: the exact account of the rounds will be asked for.
        """
        if self._core and (run := self._core.run(endowment, limit, full=full)):
            return run
        from folkmoot.methods.budgeting.plain_run import PlainRun

        return PlainRun(self._race, endowment).until(limit)

    def climb(self, first: Fraction, step: int, limit: int, progress: Progress = silent) -> Climbed:
        """Raise the endowment from `first` until the next step would spend more than `limit`.

        The outcome is not monotone in the endowment, so the end is never found by halving;
        steps are only passed over together where all of them are proven to buy the same
        projects in the same order.
        """
        if self._core and (found := self._core.climb(first, step, limit, progress)):
            return Climbed(*found)
        return _plainly(self._race, first, step, limit, progress)


def _plainly(race: Race, first: Fraction, step: int, limit: int, progress: Progress) -> Climbed:
    from folkmoot.methods.budgeting.plain_run import PlainRun

    run, steps, jump = PlainRun(race, first).until(limit), 0, 1
    while run.n_waiting:
        progress(steps, 0)
        raised = PlainRun(race, run.endowment + jump * step)
        if jump > 1 and not raised.follows(run):
            jump = max(jump // 4, 1)
            continue
        if jump == 1 and raised.until(limit).spent > limit:
            return Climbed(run.endowment, steps, overspends=True)
        steps += jump
        jump = jump * 2 if raised.funded == run.funded else 1
        run = raised
    return Climbed(run.endowment, steps, overspends=False)
