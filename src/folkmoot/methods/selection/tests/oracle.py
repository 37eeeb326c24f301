"""Every choice there is, one after another. Shares nothing with the search but the question."""

from itertools import combinations

from folkmoot.methods.selection import Question


def fits(asked: Question, chosen: tuple[int, ...]) -> bool:
    """Whether a choice meets everything, from the aims as they were asked."""
    met = set(chosen)
    if not asked.least <= len(met) <= asked.most:
        return False
    if sum(asked.costs[j] for j in met) > asked.budget:
        return False
    if not asked.inside <= met or asked.outside & met:
        return False
    return all(
        (aim.least is None or len(met & group.places) >= aim.least)
        and (aim.most is None or len(met & group.places) <= aim.most)
        for aim in asked.aims
        for group in aim.groups
    )


def all_choices(asked: Question) -> list[tuple[int, ...]]:
    """All that fit: the strongest first, then the cheapest, then as listed."""
    n = len(asked.places)
    every = (c for k in range(n + 1) for c in combinations(range(n), k))

    def order(chosen: tuple[int, ...]) -> tuple[int, int, tuple[int, ...]]:
        strength = sum(asked.strengths[j] for j in chosen)
        return (-strength, sum(asked.costs[j] for j in chosen), chosen)

    return sorted((c for c in every if fits(asked, c)), key=order)
