"""The welfare maximum: of all sets of projects that fit the money, the one worth most.

Source: Rey, Schmidt and Maly (2023), *The (Computational) Social Choice Take on Indivisible
Participatory Budgeting*, Section 3.1 (maximising utilitarian welfare), for what a funded
project is worth by cost, by number and by points; Talmon and Faliszewski (2019), *A Framework
for Approval-Based Budgeting Methods*, AAAI, where it is the first family of rules.
"""

from dataclasses import dataclass
from typing import Self

import numpy as np

from folkmoot.methods.budgeting.branching import Cut, Search
from folkmoot.methods.budgeting.certificate import (
    NONE,
    Cases,
    Ceiling,
    Choice,
    Optimum,
    Set,
)
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Bools
from folkmoot.methods.budgeting.outcome import Outcome, Round
from folkmoot.methods.budgeting.patience import Patience
from folkmoot.methods.budgeting.rule import Satisfaction

MOST_CASES = 50_000  # real elections of up to 160 projects took fewer than 4,000

BEST = "No set of projects that may be funded together is worth more to all voters."
NOT_FIRST = (
    f"{BEST} Whether one worth as much comes before it in the tie order could not be settled: "
    "the search was ended."
)
NOTHING_TO_CHOOSE = "There is no project that somebody chose and that may be funded."


@dataclass(frozen=True, slots=True)
class Weighing:
    """The projects that take part, in the tie order, and what each is worth and uses up."""

    projects: tuple[int, ...]
    choice: Choice

    @classmethod
    def of(cls, election: Election, satisfaction: Satisfaction, allowed: Bools | None) -> Self:
        """Votes times cost, votes, or points; the budget first, then every limit."""
        taking_part = np.flatnonzero((election.votes > 0) & (True if allowed is None else allowed))
        projects = tuple(sorted(taking_part.tolist(), key=election.tie_order.tolist().__getitem__))
        votes, costs = election.votes.tolist(), election.costs.tolist()
        if satisfaction == "cost":
            worth = [number * cost for number, cost in zip(votes, costs, strict=True)]
        else:
            worth = votes if satisfaction == "count" else election.points.tolist()
        ceilings = [Ceiling.of((costs[j] for j in projects), election.budget)]
        for limit in election.limits:
            members = [j in limit.projects for j in projects]
            if limit.number is not None:
                ceilings.append(Ceiling.of(map(int, members), limit.number))
            if limit.money is not None:
                uses = (costs[j] * here for j, here in zip(projects, members, strict=True))
                ceilings.append(Ceiling.of(uses, limit.money))
        return cls(projects, Choice(tuple(worth[j] for j in projects), tuple(ceilings)))


def welfare(
    election: Election,
    satisfaction: Satisfaction = "cost",
    allowed: Bools | None = None,
    patience: Patience | None = None,
) -> Outcome:
    """Fund the set of projects that is worth most to all voters together, with the proof.

    What a set is worth is the sum over its projects of votes times cost ("cost"), votes
    ("count") or points ("points"). It must fit the budget and keep every limit. Of several
    sets worth as much, the first in the tie order: one set comes before another when it
    holds the first project, in the tie order, that only one of them holds. So the cheapest
    project on which they differ decides.

    The rounds name the projects worth most first; equals in the tie order.

    Parameters
    ----------
    patience : Patience, optional
        One step a case looked at; without it, up to MOST_CASES. Ended early, the outcome is
        the best set found, and `stopped_because` says how much better a set could be at most.

    Notes
    -----
    Exact: floats, where limits make them useful, only suggest what whole numbers then prove.
    So a proved outcome is the same on every machine; one that was ended early need not be.
    Time O(projects · ceilings) a case, and some milliseconds more where there are limits;
    how many cases there are can grow as 2^projects. Memory O(projects · cases).

    Examples
    --------
    >>> ballots = [[1, 1, 0]] * 3 + [[0, 1, 1]] * 2
    >>> election = Election.of(approvals=ballots, costs=[50, 60, 40], budget=100)
    >>> welfare(election).funded, welfare(election, "count").funded
    ((1, 2), (1, 2))
    """
    weighing = Weighing.of(election, satisfaction, allowed)
    if not weighing.projects:
        return Outcome("", (), 0, election.budget, stopped_because=NOTHING_TO_CHOOSE)
    chosen, optimum = _weighed(weighing.choice, patience or Patience(MOST_CASES))
    order = sorted(chosen, key=lambda place: (-weighing.choice.values[place], place))
    funded = [weighing.projects[place] for place in order]
    spent = sum(int(election.costs[project]) for project in funded)
    return Outcome(
        rule=f"welfare/{satisfaction}/1",
        rounds=tuple(Round(j, int(election.votes[j]), "welfare") for j in funded),
        spent=spent,
        unspent=election.budget - spent,
        stopped_because=_how_sure(optimum),
        optimum=optimum,
    )


def _weighed(choice: Choice, patience: Patience) -> tuple[Set, Optimum]:
    """The set, and what is proved of it."""
    search = Search(choice, patience)
    cases, value = search.improve(), choice.worth(search.best)
    chosen, none_before = search.best, None
    if search.at_most == value:
        chosen, none_before = _first_of_equals(search, value)
    optimum = Optimum(value, search.at_most, search.prices, cases, none_before, patience.done)
    return chosen, optimum


def _first_of_equals(
    search: Search, value: int
) -> tuple[Set, tuple[tuple[int, Cases], ...] | None]:
    """The first of all sets worth so much, and for each project outside why it must be."""
    chosen, inside, outside = search.best, NONE, NONE
    proofs: list[tuple[int, Cases]] = []
    for project in range(len(search.choice.values)):
        if project not in chosen:
            try:
                found, cases = search.set_worth(value, inside | {project}, outside)
            except Cut:
                return chosen, None
            if found is None:
                proofs.append((project, cases))
                outside |= {project}
                continue
            chosen = found
        inside |= {project}
    return chosen, tuple(proofs)


def _how_sure(optimum: Optimum) -> str:
    """What is proved, in a sentence."""
    if optimum.value < optimum.at_most:
        hundredths = -(-10_000 * (optimum.at_most - optimum.value) // optimum.value)
        return (
            "The search was ended before it was done. This is the best set of projects it found; "
            f"it is proved that none is worth over {hundredths / 100:.2f}% more."
        )
    return BEST if optimum.none_before is not None else NOT_FIRST
