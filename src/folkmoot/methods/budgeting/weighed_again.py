"""What each project had, where the set worth most was funded: its worth beside its price."""

from collections.abc import Mapping
from fractions import Fraction

from folkmoot.methods.budgeting.certificate import SCALE
from folkmoot.methods.budgeting.counting import admitted
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.replay import Replay
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.welfare import Weighing


def weighed_again(election: Election, outcome: Outcome, rule: Rule) -> Replay:
    """What each project is worth, over what the money it costs is worth elsewhere.

    The price of a pound (and of a place under each limit) is that of the proof: roughly what
    the last pound of the budget buys. What is left of the budget is the same for all.

    >>> from folkmoot.methods.budgeting.counting import count
    >>> ballots = [[1, 0]] * 3 + [[0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[60, 60], budget=60)
    >>> weighed_again(election, count(election, Rule("welfare")), Rule("welfare")).reasons
    {1: 'better-without'}
    """
    replay, funded = Replay.empty(election), set(outcome.funded)
    replay.left[:] = [Fraction(outcome.unspent)] * election.n_projects
    for project, support in _worth_over_price(election, outcome, rule).items():
        replay.support[project] = support
        if project not in funded:
            replay.reasons[project] = "better-without"
    return replay


def _worth_over_price(election: Election, outcome: Outcome, rule: Rule) -> Mapping[int, float]:
    """For each project that takes part; 1 where what it uses up is in want of nobody."""
    weighing = Weighing.of(election, rule.satisfaction, admitted(election, rule))
    choice, optimum = weighing.choice, outcome.optimum
    if optimum is None:
        return dict.fromkeys(weighing.projects, 1.0)
    priced = list(zip(optimum.prices, choice.ceilings, strict=True))
    prices = [
        sum(price * ceiling.uses[place] for price, ceiling in priced)
        for place in range(len(weighing.projects))
    ]
    return {
        project: SCALE * value / price if price else 1.0
        for project, value, price in zip(weighing.projects, choice.values, prices, strict=True)
    }
