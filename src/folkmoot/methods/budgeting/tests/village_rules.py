"""The rows of the worked examples of limits, grades and the relatives of equal shares."""

from folkmoot.methods.budgeting import Election, Limit, Rule, count
from folkmoot.methods.budgeting.majority_judgement import merits
from folkmoot.methods.budgeting.tests.village import NAMES, PROJECTS, counted, money, the_village

GRADES = ("Reject", "Fair", "Good", "Very good")
# What each of the ten says of the five projects, as grades 0 to 3.
GRADED = {
    "Skate ramp": (3, 3, 3, 3, 2, 2, 0, 0, 0, 0),
    "Trees and benches": (2, 2, 2, 1, 2, 1, 1, 1, 2, 1),
    "Lunch club": (0, 1, 0, 1, 1, 1, 3, 3, 3, 2),
    "Book corner": (1, 1, 1, 1, 2, 2, 2, 1, 1, 1),
    "Bike repair": (1, 0, 1, 0, 1, 0, 2, 2, 3, 3),
}
NORTH = (0, 1)  # the ramp and the trees are both in the north
SQUARE = (1, 3)  # the trees and the book corner want the same square


def with_limits() -> Election:
    """The village, with one square to build on and at most £500 for the north."""
    return the_village().with_limits([Limit.one_of(*SQUARE), Limit(NORTH, money=50_000)])


def limited(rule: str) -> list[str]:
    """One row a purchase under the limits: order, project, cost, votes, money left."""
    election, rows = with_limits(), []
    left = election.budget
    for number, step in enumerate(count(election, Rule.parse(rule)).rounds, start=1):
        cost = int(election.costs[step.project])
        left -= cost
        rows.append(
            f"| {number} | {NAMES[step.project]} | {money(cost)} | {step.votes} | {money(left)} |"
        )
    return rows


def covered(rule: str) -> list[str]:
    """One row a purchase by bounded overspending: the part covered, the rate, the most paid."""
    return [
        f"| {number} | {NAMES[step.project]} | {money(int(the_village().costs[step.project]))} "
        f"| {step.votes} | {float(100 * step.covered):.0f}% | {money(step.rate)} "
        f"| {money(step.cap)} | {step.paid_full} | {step.paid_rest} |"
        for number, step in enumerate(counted(rule).rounds, start=1)
    ]


def paid_alike(rule: str) -> list[str]:
    """One row a purchase by exact equal shares: who pays, and what each pays."""
    return [
        f"| {number} | {NAMES[step.project]} | {money(int(the_village().costs[step.project]))} "
        f"| {step.votes} | {step.paid_full} | {money(step.cap)} |"
        for number, step in enumerate(counted(rule).rounds, start=1)
    ]


def the_graded_village() -> Election:
    """The village where people grade instead of choosing."""
    return Election.of_ballots(
        [{j: GRADED[name][voter] for j, name in enumerate(NAMES)} for voter in range(10)],
        costs=[100 * pounds for pounds, _ in PROJECTS.values()],
        budget=90_000,
    )


def graded() -> list[str]:
    """One row a project: how many gave each grade, and the middle one."""
    return [
        f"| {name} | {' | '.join(map(str, merit.grades))} | {GRADES[merit.majority_grade]} |"
        for name, merit in zip(NAMES, merits(the_graded_village()), strict=True)
    ]


def judged() -> list[str]:
    """One row a purchase by majority judgement: order, project, cost, money left."""
    election, rows = the_graded_village(), []
    left = election.budget
    for number, step in enumerate(count(election, Rule("majority-judgement")).rounds, start=1):
        left -= int(election.costs[step.project])
        cost = money(int(election.costs[step.project]))
        rows.append(f"| {number} | {NAMES[step.project]} | {cost} | {money(left)} |")
    return rows


def weighed(rule: str) -> list[str]:
    """One row a project of the set worth most: cost, votes, what it is worth."""
    election, by_cost = the_village(), "cost" in rule
    rows = []
    for step in counted(rule).rounds:
        cost = int(election.costs[step.project])
        worth = money(step.votes * cost) if by_cost else f"{step.votes} votes"
        rows.append(f"| {NAMES[step.project]} | {money(cost)} | {step.votes} | {worth} |")
    return rows
