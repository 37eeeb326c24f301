"""The comparison with "most votes wins": what that would fund, and which more voters prefer."""

from collections.abc import Collection

import numpy as np

from folkmoot.methods.budgeting.kinds import Ints
from folkmoot.methods.budgeting.outcome import Comparison
from folkmoot.methods.budgeting.proving.case import Case
from folkmoot.methods.budgeting.proving.field import Field, Waiting
from folkmoot.methods.budgeting.proving.proof import Unproved
from folkmoot.methods.budgeting.proving.raising import bought_from, check_next, check_steps
from folkmoot.methods.budgeting.proving.shares import SharesAudit


def check_comparison(case: Case) -> str:
    """Prove the comparison of an outcome; which side stands.

    That the rounds are those of that side is left to prove. Where that is "most votes wins",
    what equal shares would have funded is counted and proven here, from the share it says.
    """
    said = case.outcome.compared
    if said is None:
        raise Unproved("The rule asks for a comparison, and the outcome names none.")
    if said.greedy != most_votes(case):
        raise Unproved("“Most votes wins” would not fund what the comparison says.")
    stands = said.greedy if said.kept == "greedy" else said.equal_shares
    if case.outcome.funded != stands:
        raise Unproved("The outcome does not fund what the comparison says.")
    _check_preferences(case.field, said)
    if said.kept == "greedy":
        _check_equal_shares(case, said)
    return said.kept


def most_votes(case: Case) -> tuple[int, ...]:
    """What "most votes wins" funds: down the list by points, skipping what does not fit."""
    field, waiting = case.field, Waiting(case.field, case.rule, case.tally)
    found: list[int] = []
    for project in sorted(field.projects, key=lambda j: (-field.points[j], *field.order(j))):
        fits = waiting.spent + field.costs[project] <= field.budget
        if fits and project in waiting:
            found.append(project)
            waiting.fund(project, len(found))
    return tuple(found)


def _check_preferences(field: Field, said: Comparison) -> None:
    gain = _gains(field, said.equal_shares) - _gains(field, said.greedy)
    ours, theirs = int(field.weights[gain > 0].sum()), int(field.weights[gain < 0].sum())
    same = field.n_voters - ours - theirs
    if (said.prefer_equal_shares, said.prefer_greedy, said.indifferent) != (ours, theirs, same):
        raise Unproved("The comparison does not say rightly how many voters prefer which.")
    if said.kept != ("greedy" if theirs > ours else "equal-shares"):
        raise Unproved("The comparison does not keep what more voters prefer.")


def _gains(field: Field, funded: Collection[int]) -> Ints:
    """How many of each ballot's points are on funded projects."""
    gains = np.zeros(field.weights.size, dtype=np.int64)
    for project in funded:
        if project not in field.projects:
            raise Unproved("The comparison names a project that is not in this election.")
        gains[field.ballots[project]] += field.scores[project]
    return gains


def _check_equal_shares(case: Case, said: Comparison) -> None:
    check_steps(case, said.endowment, said.add1_steps)
    aside = case.aside()
    bought, waiting = bought_from(aside, SharesAudit, said.endowment)
    if tuple(bought) != said.equal_shares or waiting.spent > case.field.budget:
        raise Unproved("Equal shares would not fund what the comparison says.")
    case.tally.add(aside.tally)
    if waiting.now():
        check_next(case, SharesAudit, said.endowment + case.rule.increment)
