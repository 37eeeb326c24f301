"""What happens to money that equal shares leaves over: a choice for people, made beforehand."""

from dataclasses import replace
from fractions import Fraction

import numpy as np

from folkmoot.methods.budgeting.climbing import Runs
from folkmoot.methods.budgeting.core.handing import learn_standings
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.equal_shares import outcome_of
from folkmoot.methods.budgeting.greedy import (
    ALL_FUNDED,
    ALL_OR_RULED_OUT,
    greedy,
    in_order,
)
from folkmoot.methods.budgeting.kinds import Allowed, Ints
from folkmoot.methods.budgeting.outcome import Comparison, LaterRounds, Outcome
from folkmoot.methods.budgeting.patience import Progress, silent
from folkmoot.methods.budgeting.races import race_of
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.slopes import Slope

NEXT_OVERSPENDS = "Raising every voter's share by one more step would overspend the budget."
NOTHING_FITS = "Nothing else that somebody chose fits the money left."
FILLED_UP = "What was left went by votes, and nothing else that somebody chose fits."


def add1(election: Election, rule: Rule, allowed: Allowed, progress: Progress = silent) -> Outcome:
    """Raise every voter's share by one increment at a time, and count again each time.

    It begins with an equal share rounded down to whole increments (not rounded where that
    would leave nothing, or where the rule says "exact") and ends at the step before the first
    one that would overspend, or when everything somebody chose is funded; where the rule says
    "full", already when nothing more that somebody chose fits the money left. The outcome is
    not monotone in the share, so the end is never found by halving; steps are only passed over
    together when it is proven that each of them funds the same projects in the same order
    (`Runs.climb`).

    Source
    ------
    Peters, Pierczyński and Skowron (2021), Section 3.4 (completion by varying the budget);
    the starting share and the stop of "add1" are those of Wieliczka 2023, of "add1-full" those
    of the tool on equalshares.net, and of "add1-exact-full" those of pabutools.

    Examples
    --------
    >>> ballots = [[1, 0]] * 3 + [[0, 1]] * 2
    >>> election = Election.of(approvals=ballots, costs=[60, 50], budget=110)
    >>> outcome = add1(election, Rule("equal-shares", completion="add1"), np.array([True, True]))
    >>> outcome.funded, outcome.add1_steps, str(outcome.endowment)
    ((0, 1), 3, '25')
    """
    runs = Runs(race_of(election, rule.satisfaction, allowed))
    first = _first_share(election, rule)
    slope = Slope(first, rule.increment, election.budget, until_full=rule.ends_when_full)
    climbed = runs.climb(slope, progress)
    final = runs.run(climbed.endowment, election.budget)
    outcome = outcome_of(final, election, rule.name)
    everything = ALL_OR_RULED_OUT if election.limits else ALL_FUNDED
    reasons = {"overspends": NEXT_OVERSPENDS, "fits": NOTHING_FITS, "funded": everything}
    return replace(outcome, add1_steps=climbed.steps, stopped_because=reasons[climbed.because])


def then_votes(election: Election, outcome: Outcome, allowed: Allowed) -> Outcome:
    """Spend what is left on the projects with the most votes that still fit.

    >>> from folkmoot.methods.budgeting.equal_shares import equal_shares
    >>> ballots = [[1, 0]] * 3 + [[0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[30, 30], budget=60)
    >>> filled = then_votes(election, equal_shares(election), np.array([True, True]))
    >>> [(step.project, step.by) for step in filled.rounds]
    [(0, 'equal-shares'), (1, 'votes')]
    """
    learn_standings(election)
    waiting = bytearray(allowed)
    for project in outcome.funded:
        waiting[project] = False
    more, left, _ = in_order(
        election,
        election.each_point,
        bytes(waiting),
        left=outcome.unspent,
        funded=outcome.funded,
    )
    return replace(
        outcome,
        rounds=LaterRounds(
            (*outcome.funded, *(step.project for step in more)), lambda: (*outcome.rounds, *more)
        ),
        spent=election.budget - left,
        unspent=left,
        stopped_because=FILLED_UP,
    )


def preferred(election: Election, outcome: Outcome, allowed: Allowed) -> Outcome:
    """Keep the outcome unless more voters prefer what "most votes wins" would fund.

    A voter prefers the outcome that funds more of the projects they chose (with points:
    more of their points), as on equalshares.net. A draw stays with equal shares.
    """
    other = greedy(election, allowed)
    ours, theirs, same = preferences(election, outcome.funded, other.funded)
    compared = Comparison(
        kept="greedy" if theirs > ours else "equal-shares",
        equal_shares=outcome.funded,
        greedy=other.funded,
        prefer_equal_shares=ours,
        prefer_greedy=theirs,
        indifferent=same,
        endowment=outcome.endowment,
        add1_steps=outcome.add1_steps,
    )
    if compared.kept == "equal-shares":
        return replace(outcome, compared=compared)
    reason = "More voters prefer what “most votes wins” funds. " + other.stopped_because
    return replace(other, rule=outcome.rule, compared=compared, stopped_because=reason)


def preferences(
    election: Election, first: tuple[int, ...], second: tuple[int, ...]
) -> tuple[int, int, int]:
    """How many voters prefer the first, prefer the second, or gain as much from both."""
    gain = gains(election, first) - gains(election, second)
    weights = election.weights
    ours, theirs = int(weights[gain > 0].sum()), int(weights[gain < 0].sum())
    return ours, theirs, election.n_voters - ours - theirs


def gains(election: Election, funded: tuple[int, ...]) -> Ints:
    """How many of each ballot's points are on funded projects, shape (n_ballots,)."""
    won = np.zeros(election.n_projects, dtype=np.int64)
    won[list(funded)] = 1
    total = np.concatenate(([0], np.cumsum(won[election.indices] * election.scores)))
    return np.asarray(total[election.indptr[1:]] - total[election.indptr[:-1]], dtype=np.int64)


def _first_share(election: Election, rule: Rule) -> Fraction:
    """An equal share in whole increments; unrounded where that would be nothing, or if asked."""
    share = Fraction(election.budget, election.n_voters)
    if rule.begins_unrounded:
        return share
    return Fraction(share // rule.increment * rule.increment) or share
