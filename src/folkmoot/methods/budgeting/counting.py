"""One door to every rule: an election and a named rule in, an outcome out.

A rule's own module is loaded when the rule is first asked for.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import numpy as np

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Allowed, Bools
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.patience import Patience, Progress, silent
from folkmoot.methods.budgeting.rule import Family, Rule
from folkmoot.methods.budgeting.ruled_out import RuledOut


def count(election: Election, rule: Rule, progress: Progress = silent) -> Outcome:
    """Apply a rule to an election.

    `progress` is told of each step of a climb ("of 0": nobody knows how far it goes), and of
    each case looked at for a welfare maximum, of so many at most: the parts that may take long.
    Whatever it raises ends the count.

    Examples
    --------
    >>> ballots = [[1, 1, 0]] * 6 + [[0, 0, 1]] * 3
    >>> election = Election.of(approvals=ballots, costs=[45, 45, 30], budget=90)
    >>> count(election, Rule("greedy")).funded
    (0, 1)
    >>> count(election, Rule("equal-shares")).funded
    (0, 2)
    """
    counted: Callable[..., Outcome] = _COUNTED[rule.family]
    if rule.family in _LONG:
        counted = partial(counted, progress=progress)
    outcome = counted(election, rule, taking_part(election, rule))
    name = rule.name
    return outcome if outcome.rule == name else replace(outcome, rule=name)


def admitted(election: Election, rule: Rule) -> Bools:
    """Which projects take part, by any rule.

    A project must not cost more than the whole budget, must not break a limit by itself, and
    must have the points (for ticks: votes) and the share of voters the rule asks for. The cut
    is that of Świecie 2023: votes / voters < cost / (3 * budget) leaves a project out. Exact.

    >>> election = Election.of(approvals=[[1, 0], [1, 1]], costs=[10, 9], budget=10)
    >>> admitted(election, Rule("greedy", minimum_votes=2)).tolist()
    [True, False]
    """
    return _array(taking_part(election, rule))


def taking_part(election: Election, rule: Rule) -> bytes:
    """The same, a byte for each project: 1 where it takes part, else 0."""
    budget, voters = election.budget, election.n_voters
    asked = [[cost <= budget for cost in election.each_cost]]
    if election.limits:
        asked.append([not out for out in RuledOut(election).now.tolist()])
    if rule.minimum_votes:
        asked.append([points >= rule.minimum_votes for points in election.each_point])
    if rule.minimum_percent:
        least = rule.minimum_percent * voters
        asked.append([100 * votes >= least for votes in election.each_vote])
    if rule.eligibility_cut:
        pairs = zip(election.each_vote, election.each_cost, strict=True)
        asked.append([3 * votes * budget >= cost * voters for votes, cost in pairs])
    return bytes(asked[0] if len(asked) == 1 else map(all, zip(*asked, strict=True)))


def _array(allowed: Allowed) -> Bools:
    return np.frombuffer(bytearray(allowed), dtype=np.bool_)


def _equal_shares(
    election: Election, rule: Rule, allowed: Allowed, progress: Progress = silent
) -> Outcome:
    if rule.completion == "none":
        from folkmoot.methods.budgeting.equal_shares import equal_shares

        return equal_shares(election, rule.satisfaction, allowed)
    from folkmoot.methods.budgeting.completions import add1, preferred, then_votes

    outcome = add1(election, rule, allowed, progress)
    if rule.completion == "add1-then-votes":
        return then_votes(election, outcome, allowed)
    if rule.completion == "comparison":
        return preferred(election, outcome, allowed)
    return outcome


def _greedy(election: Election, rule: Rule, allowed: Allowed) -> Outcome:
    from folkmoot.methods.budgeting.greedy import greedy

    return greedy(election, allowed, stop_at_misfit=rule.stops_at_misfit)


def _greedy_per_cost(election: Election, rule: Rule, allowed: Allowed) -> Outcome:
    from folkmoot.methods.budgeting.greedy import greedy_per_cost

    return greedy_per_cost(election, allowed, stop_at_misfit=rule.stops_at_misfit)


def _phragmen(election: Election, rule: Rule, allowed: Allowed) -> Outcome:
    from folkmoot.methods.budgeting.phragmen import phragmen

    return phragmen(election, allowed)


def _majority_judgement(election: Election, rule: Rule, allowed: Allowed) -> Outcome:
    from folkmoot.methods.budgeting.majority_judgement import majority_judgement

    return majority_judgement(election, _array(allowed))


def _bounded_overspending(election: Election, rule: Rule, allowed: Allowed) -> Outcome:
    from folkmoot.methods.budgeting.bounded_overspending import bounded_overspending

    return bounded_overspending(election, rule.satisfaction, _array(allowed))


def _exact_equal_shares(
    election: Election, rule: Rule, allowed: Allowed, progress: Progress = silent
) -> Outcome:
    from folkmoot.methods.budgeting.exact_equal_shares import exact_equal_shares

    return exact_equal_shares(election, rule, _array(allowed), progress)


def _welfare(
    election: Election, rule: Rule, allowed: Allowed, progress: Progress = silent
) -> Outcome:
    from folkmoot.methods.budgeting.welfare import MOST_CASES, welfare

    return welfare(election, rule.satisfaction, _array(allowed), Patience(MOST_CASES, progress))


_COUNTED: dict[Family, Callable[[Election, Rule, Allowed], Outcome]] = {
    "equal-shares": _equal_shares,
    "greedy": _greedy,
    "greedy-no-skip": _greedy,
    "greedy-per-cost": _greedy_per_cost,
    "greedy-per-cost-no-skip": _greedy_per_cost,
    "phragmen": _phragmen,
    "majority-judgement": _majority_judgement,
    "bounded-overspending": _bounded_overspending,
    "exact-equal-shares": _exact_equal_shares,
    "welfare": _welfare,
}
_LONG: frozenset[Family] = frozenset(["equal-shares", "exact-equal-shares", "welfare"])
