"""Exact equal shares: whoever pays for a project pays exactly as much as the others who do.

Source: Kraiczy, Robinson and Elkind (2025), *Streamlining Equal Shares*, arXiv 2502.11797:
Section 3 (EES for uniform utilities) and Section 4 (its completions add-one and add-opt).
"""

from dataclasses import dataclass
from fractions import Fraction
from math import ceil

import numpy as np

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome, Round
from folkmoot.methods.budgeting.patience import Progress, silent
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.ruled_out import RuledOut
from folkmoot.methods.budgeting.standings import CLEAR, Bools, Ints, Standings
from folkmoot.methods.budgeting.ties import tie_order

STOPPED = "No project has enough supporters who could each pay the same part of it."
NEXT_OVERSPENDS = "Raising every voter's share further would overspend the budget."
ALL_FUNDED = "Every project that can be funded is funded."


@dataclass(frozen=True, slots=True, eq=False)
class Race:
    """What stays the same from one endowment to the next."""

    election: Election
    worth: Ints  # shape (n_projects,): the cost, or one
    place: Ints  # in the tie order
    allowed: Bools

    def price(self, project: int, payers: int) -> Fraction:
        """What each of so many payers pays for what the project is worth; the lowest wins."""
        return Fraction(int(self.election.costs[project]), payers * int(self.worth[project]))

    def first(self, payers: Ints) -> tuple[int, ...]:
        """Of the projects with payers, those with exactly the lowest price, in the tie order."""
        rough = self.election.costs / np.maximum(payers, 1) / self.worth
        rough[payers == 0] = np.inf
        near = np.flatnonzero((rough <= rough.min() * (1 + CLEAR)) & (payers > 0))
        prices = {int(j): self.price(int(j), int(payers[j])) for j in near}
        best = min(prices.values(), default=None)
        equal = [j for j, price in prices.items() if price == best]
        return tuple(sorted(equal, key=self.place.__getitem__))

    def needed(self, waiting: Bools, chosen: int, payers: int) -> Ints:
        """How many payers each project needs to go before the chosen one with its payers.

        The chosen one itself: one more. Projects not waiting: more than there are voters.
        """
        needed = np.full(waiting.size, self.election.n_voters + 1)
        cost, worth = int(self.election.costs[chosen]), int(self.worth[chosen])
        for j in np.flatnonzero(waiting):
            above = int(self.election.costs[j]) * payers * worth
            fewest, over = divmod(above, int(self.worth[j]) * cost)
            wins_ties = not over and self.place[j] < self.place[chosen]
            needed[j] = fewest if wins_ties else fewest + 1
        return needed


class Run:
    """Exact equal shares from one endowment: what is bought, in order.

    `rise` is the least by which every voter's share would have to rise for anything to be
    different: what is bought, in which order, or by how many; None if nothing would be. What is
    merely level with what is bought may differ sooner.
    """

    def __init__(self, race: Race, endowment: Fraction) -> None:
        self.endowment = endowment
        self.spent = 0
        self.rounds: list[Round] = []
        self.rise: Fraction | None = None
        self._race = race
        self._standings = Standings(race.election, endowment)
        self._ruled_out = RuledOut(race.election)
        self._left = (race.election.votes > 0) & race.allowed

    @property
    def waiting(self) -> Bools:
        """What can still be funded, if it finds payers, shape (n_projects,)."""
        return self._left & ~self._ruled_out.now

    def until(self, limit: int) -> "Run":
        """Buy until nothing more can be paid for, or more than `limit` is spent."""
        while self.spent <= limit:
            waiting = self.waiting
            tied = self._race.first(np.where(waiting, self._standings.payers, 0))
            if not tied:
                alone = np.where(waiting, 1, self._race.election.n_voters + 1)
                self.rise = self._standings.rise(alone, self.rise)
                break
            chosen, payers = tied[0], int(self._standings.payers[tied[0]])
            needed = self._race.needed(waiting, chosen, payers)
            self.rise = self._standings.rise(needed, self.rise)
            self._buy(chosen, payers, tied[1:])
        return self

    def _buy(self, project: int, payers: int, tied: tuple[int, ...]) -> None:
        election = self._race.election
        cost = int(election.costs[project])
        rate = Fraction(cost, payers)
        self.rounds.append(
            Round(
                project=project,
                votes=int(election.votes[project]),
                by="exact-equal-shares",
                cap=rate,
                rate=rate,
                effective_votes=Fraction(payers),
                paid_full=payers,
                tied_with=tied,
            )
        )
        self._standings.charge(project, rate)
        self._ruled_out.fund(project)
        self._left[project] = False
        self.spent += cost


def exact_equal_shares(
    election: Election, rule: Rule, allowed: Bools | None = None, progress: Progress = silent
) -> Outcome:
    """Fund projects for which enough supporters can each pay the very same sum.

    Each voter starts with budget / n_voters. For every project we look for the most supporters
    who could each pay an equal part of its cost. The project whose payers pay least for what
    it is worth (its cost, or one) is bought, and only they pay. So with costs as worth, the
    project with the most payers goes first. It ends when no project has enough.

    Completions. "add1": raise every share by one increment at a time, beginning with an equal
    share rounded down to whole increments (not rounded where that would leave nothing), up to
    the step before the first that would overspend. "add-opt": begin with the exact share and
    raise it each time to the very next sum at which anything changes, up to the one before the
    first that would overspend. Both end when everything is funded.

    Points count as a tick: what voters pay equally they must value equally. Limits are kept:
    a project that would break one is out, and its supporters keep their money.

    Notes
    -----
    Exact: floats only pass over what is clearly out of reach. `Run.rise` is exact too, so add1
    passes over steps that cannot change anything. Ties as everywhere. Time O(n_funded ·
    choices · log choices) a run; memory O(choices).

    Examples
    --------
    >>> ballots = [[1, 0], [1, 1], [1, 1], [0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[50, 60], budget=120)
    >>> first = exact_equal_shares(election, Rule.parse("ees"))
    >>> [(step.project, step.paid_full, str(step.rate)) for step in first.rounds]
    [(0, 3, '50/3')]
    >>> raised = exact_equal_shares(election, Rule.parse("ees/add-opt"))
    >>> raised.funded, str(raised.endowment), raised.add1_steps
    ((0, 1), '110/3', 1)
    """
    race = race_of(election, rule, allowed)
    run = Run(race, _first_share(election, rule)).until(election.budget)
    if rule.completion == "none":
        return _outcome(election, rule, run, run.endowment, 0, STOPPED)
    steps, share, reason = 0, run.endowment, ALL_FUNDED
    while run.waiting.any() and run.rise is not None:
        progress(steps, 0)
        n_steps, raise_by = _step(rule, share, run)
        raised = Run(race, share + raise_by).until(election.budget)
        if raised.spent > election.budget:
            reason = NEXT_OVERSPENDS
            steps, share = _just_before(rule, steps, share, n_steps)
            if share != run.endowment:  # bought alike from here, but others may be level by now
                run = Run(race, share).until(election.budget)
            break
        steps, share, run = steps + n_steps, raised.endowment, raised
    return _outcome(election, rule, run, share, steps, reason)


def race_of(election: Election, rule: Rule, allowed: Bools | None = None) -> Race:
    """Prepare an election for many runs."""
    everyone = np.ones(election.n_projects, dtype=np.bool_)
    worth = election.costs if rule.satisfaction == "cost" else np.ones_like(election.costs)
    return Race(election, worth, tie_order(election), everyone if allowed is None else allowed)


def _first_share(election: Election, rule: Rule) -> Fraction:
    share = Fraction(election.budget, election.n_voters)
    if rule.completion != "add1":
        return share
    return Fraction(share // rule.increment * rule.increment) or share


def _step(rule: Rule, share: Fraction, run: Run) -> tuple[int, Fraction]:
    """How many steps are taken at once, and by how much the shares rise in all."""
    assert run.rise is not None, "something is left to fund, and it has supporters"
    if rule.completion == "add-opt":
        return 1, run.rise
    n_steps = ceil(run.rise / rule.increment)
    return n_steps, Fraction(n_steps * rule.increment)


def _just_before(rule: Rule, steps: int, share: Fraction, n_steps: int) -> tuple[int, Fraction]:
    """The last step that still funds the same, before the one that overspends."""
    if rule.completion == "add-opt":
        return steps, share
    return steps + n_steps - 1, share + (n_steps - 1) * rule.increment


def _outcome(
    election: Election, rule: Rule, run: Run, share: Fraction, steps: int, reason: str
) -> Outcome:
    return Outcome(
        rule=rule.name,
        rounds=tuple(run.rounds),
        spent=run.spent,
        unspent=election.budget - run.spent,
        endowment=share,
        add1_steps=steps,
        stopped_because=reason,
    )
