"""The set worth most, by looking at every set there is. It shares no code with the rule."""

from itertools import chain, combinations

from folkmoot.methods.budgeting import Election, Rule
from folkmoot.methods.budgeting.tests.plainly import Bought, Plain


def best_set(election: Election, rule: Rule) -> Bought:
    """Of the sets worth most, the one whose projects come first in the tie order."""
    plain = Plain(election)
    order = sorted(plain.allowed(rule), key=plain.tie)
    worth = {
        "cost": {j: plain.votes[j] * plain.costs[j] for j in order},
        "count": {j: plain.votes[j] for j in order},
        "points": {j: plain.points[j] for j in order},
    }[rule.satisfaction]

    def key(chosen: tuple[int, ...]) -> tuple[int, list[bool]]:
        return sum(worth[j] for j in chosen), [j in chosen for j in order]

    sets = chain.from_iterable(combinations(order, n) for n in range(len(order) + 1))
    fitting = (
        each
        for each in sets
        if sum(plain.costs[j] for j in each) <= plain.budget and plain.keeps_limits(set(each))
    )
    best = max(fitting, key=key)
    ranked = sorted(best, key=lambda j: -worth[j])  # equals stay in the tie order
    return [{"project": j, "tied": ()} for j in ranked]
