"""The village's outcomes measured, as table rows of the pages in `docs/methods`."""

import numpy as np

from folkmoot.methods.budgeting import (
    CHANGES,
    Rule,
    distances,
    journeys,
    neglected,
    proportions,
    receipt,
    robustness,
    spread,
)
from folkmoot.methods.budgeting.tests.village import NAMES, PROJECTS, counted, money, the_village

KINDS = {"Skate ramp": "sport", "Trees and benches": "green", "Lunch club": "meeting"}


def left_behind(rule: str) -> list[str]:
    """One row a neglected group: project, who, what they deserved, the most one has, cost."""
    election = the_village()
    return [
        f"| {NAMES[group.project]} | {group.n_voters} | {money(group.deserved)} "
        f"| {money(group.at_most)} | {money(int(election.costs[group.project]))} |"
        for group in neglected(election, counted(rule))
    ]


def spreads() -> list[str]:
    """One row a rule: voters with 0, 1, 2, 3 and 4 funded projects, mean worth, Gini."""
    election, rows = the_village(), []
    for rule in ("greedy", "equalshares/add1", "phragmen"):
        number = spread(election, counted(rule), "count")
        have = dict(zip(number.values, number.voters, strict=True))
        worth = spread(election, counted(rule), "cost")
        rows.append(
            f"| `{counted(rule).rule}` | {' | '.join(str(have.get(n, 0)) for n in range(4))} "
            f"| {money(worth.mean)} | {float(worth.gini):.2f} |"
        )
    return rows


def by_kind(rule: str) -> list[str]:
    """One row a kind of project: its part of the votes, of the money, and the difference."""
    labels = [[KINDS.get(name, "meeting")] for name in NAMES]
    found = proportions(the_village(), counted(rule), labels)
    return [
        f"| {each.label} | {float(each.votes_share):.0%} | {float(each.money_share):.0%} "
        f"| {money(each.money)} |"
        for each in found.labels
    ]


def travelled(rule: str) -> list[str]:
    """One row a project: what its supporters held before each round and at the end, its fall."""
    rows = []
    for way in journeys(the_village(), counted(rule)):
        held = " | ".join(money(each) for each in way.held)
        fell = f"after {way.falls[0].after}" if way.falls else f"bought in round {way.round + 1}"
        rows.append(f"| {NAMES[way.project]} | {money(way.cost)} | {held} | {fell} |")
    return rows


def missed(rule: str) -> list[str]:
    """One row a project not funded: its cost and votes, and those with which it would have won."""
    rows: dict[int, list[str]] = {}
    for found in distances(the_village(), Rule.parse(rule), CHANGES):
        cheaper = found.change == "cost-reduction"
        after = "–" if found.after is None else money(found.after) if cheaper else str(found.after)
        if cheaper:
            votes = int(the_village().votes[found.project])
            rows[found.project] = [NAMES[found.project], money(found.before), str(votes)]
        unsure = " or more" if cheaper else " or fewer"
        rows[found.project].append(after + ("" if found.certain or after == "–" else unsure))
    return [f"| {' | '.join(row)} |" for row in rows.values()]


def held_firm(rule: str) -> list[str]:
    """One row a project: whether it is funded, and in what part of recounts without one voter."""
    found = robustness(
        the_village(), Rule.parse(rule), rng=np.random.default_rng(1), left_out_share=0.1
    )
    return [
        f"| {name} | {'yes' if j in found.funded else 'no'} | {round(found.won_share(j), 1):.0%} |"
        for j, name in enumerate(NAMES)
    ]


def receipts_of(rule: str) -> list[str]:
    """One row a person: what each paid, what is left, and what of theirs is not funded."""
    rows = []
    for voter in range(1, 11):
        chosen = [j for j, (_, who) in enumerate(PROJECTS.values()) if voter in who]
        mine = receipt(the_village(), counted(rule), chosen)
        paid = ", ".join(f"{NAMES[j]} {money(sum_)}" for j, sum_ in mine.paid) or "–"
        missed = ", ".join(NAMES[j] for j in mine.not_funded) or "–"
        rows.append(f"| {voter} | {paid} | {money(mine.left)} | {missed} |")
    return rows
