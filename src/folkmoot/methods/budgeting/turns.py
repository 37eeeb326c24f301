"""A list gone down again: what was left of the budget when each project's turn came."""

from collections.abc import Sequence
from fractions import Fraction

from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.greedy import order_of, points_per_cost
from folkmoot.methods.budgeting.majority_judgement import ranks
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.replay import Replay, Why
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.ruled_out import RuledOut


def decided_by_list(rule: Rule, outcome: Outcome) -> bool:
    """Whether the outcome came from going down a list, voters holding no money."""
    chose_greedy = outcome.compared is not None and outcome.compared.kept == "greedy"
    return rule.goes_down_a_list or chose_greedy


def strength_of(election: Election, rule: Rule) -> Sequence[Fraction]:
    """By what the list is ordered, the largest first; votes where a comparison kept greedy."""
    if rule.family == "majority-judgement":
        return ranks(election)
    if rule.family.startswith("greedy-per-cost"):
        return points_per_cost(election)
    return [Fraction(points) for points in election.points.tolist()]


def turns(election: Election, outcome: Outcome, rule: Rule) -> Replay:
    """What each project had at its turn, and why it was passed over.

    >>> from folkmoot.methods.budgeting.counting import count
    >>> election = Election.of(approvals=[[1, 1], [1, 0]], costs=[60, 40], budget=90)
    >>> found = turns(election, count(election, Rule("greedy")), Rule("greedy"))
    >>> found.left, found.reasons
    ([Fraction(90, 1), Fraction(30, 1)], {1: 'did-not-fit'})
    """
    allowed, funded, ruled_out = admitted(election, rule), set(outcome.funded), RuledOut(election)
    left, stopped, votes = election.budget, False, election.votes
    replay = Replay.empty(election)
    for project in order_of(election, strength_of(election, rule)):
        cost = int(election.costs[project])
        replay.left[project] = Fraction(left)
        replay.support[project] = left / cost if votes[project] else 0.0
        if project in funded:
            left -= cost
            ruled_out.fund(project)
        elif allowed[project] and votes[project]:
            replay.reasons[project] = _reason(stopped, bool(ruled_out.now[project]))
            stopped |= rule.stops_at_misfit and replay.reasons[project] == "did-not-fit"
    return replay


def _reason(stopped: bool, ruled_out: bool) -> Why:
    if stopped:
        return "after-the-stop"
    return "ruled-out" if ruled_out else "did-not-fit"
