"""Raising every voter's endowment step by step, by the core where it can, else in numpy."""

from fractions import Fraction

from folkmoot.methods.budgeting.core.shares import CoreRace
from folkmoot.methods.budgeting.patience import Progress, silent
from folkmoot.methods.budgeting.races import Race, Run
from folkmoot.methods.budgeting.slopes import Climbed, End, Slope


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

    def climb(self, slope: Slope, progress: Progress = silent) -> Climbed:
        """Raise the endowment until the next step would spend more than the limit.

        It ends before that when nothing is left to buy, or if asked to when nothing more fits.
        The outcome is not monotone in the endowment, so the end is never found by halving;
        steps are only passed over together where all of them are proven to buy the same
        projects in the same order.
        """
        if self._core and (found := self._core.climb(slope, progress)):
            return found
        return _plainly(self._race, slope, progress)


def _plainly(race: Race, slope: Slope, progress: Progress) -> Climbed:
    from folkmoot.methods.budgeting.plain_run import PlainRun

    run, steps, jump = PlainRun(race, slope.first).until(slope.limit), 0, 1
    while not (end := _ended(run, slope)):
        progress(steps, 0)
        raised = PlainRun(race, run.endowment + jump * slope.step)
        if jump > 1 and not raised.follows(run):
            jump = max(jump // 4, 1)
            continue
        if jump == 1 and raised.until(slope.limit).spent > slope.limit:
            return Climbed(run.endowment, steps, "overspends")
        steps += jump
        jump = jump * 2 if raised.funded == run.funded else 1
        run = raised
    return Climbed(run.endowment, steps, end)


def _ended(run: Run, slope: Slope) -> End | None:
    cheapest = run.cheapest_waiting
    if cheapest is None:
        return "funded"
    return "fits" if slope.until_full and run.spent + cheapest > slope.limit else None
