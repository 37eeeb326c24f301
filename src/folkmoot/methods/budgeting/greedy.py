"""Most votes first: the rule most councils use, and the point of comparison.

Source: Rey, Schmidt and Maly (2023), *The (Computational) Social Choice Take on Indivisible
Participatory Budgeting*, Section 3.1. Stopping at the first that does not fit is the form
in the rules of several cities (Gdynia, Wrocław).
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.outcome import Outcome, Round, Stage
from folkmoot.methods.budgeting.ties import tie_order

Bools = NDArray[np.bool_]

ALL_CONSIDERED = "Every project had its turn; those that did not fit the money left were skipped."
ALL_FUNDED = "Every project that somebody chose is funded."
FIRST_MISFIT = "The next project no longer fits the money left, and this rule stops there."


def greedy(
    election: Election, allowed: Bools | None = None, *, stop_at_misfit: bool = False
) -> Outcome:
    """Fund projects in order of their points (ticks: votes) while each fits the money left.

    Projects nobody chose are not funded. With `stop_at_misfit` the first project that does
    not fit ends the count; otherwise it is skipped.

    Examples
    --------
    >>> ballots = [[1, 0, 0]] * 3 + [[0, 1, 0]] * 2 + [[0, 0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[60, 50, 30], budget=90)
    >>> greedy(election).funded, greedy(election, stop_at_misfit=True).funded
    ((0, 2), (0,))
    """
    strength = [Fraction(int(points)) for points in election.points]
    rounds, left, misfit = in_order(
        election, strength, allowed, left=election.budget, stop_at_misfit=stop_at_misfit
    )
    return Outcome(
        rule="greedy-no-skip/1" if stop_at_misfit else "greedy/1",
        rounds=rounds,
        spent=election.budget - left,
        unspent=left,
        stopped_because=why_stopped(misfit, stop_at_misfit),
    )


def in_order(
    election: Election,
    strength: list[Fraction],
    allowed: Bools | None,
    *,
    left: int,
    stop_at_misfit: bool = False,
    by: Stage = "votes",
) -> tuple[tuple[Round, ...], int, bool]:
    """Go down the list by `strength`: the purchases, the money left, and if any did not fit."""
    place, votes = tie_order(election), election.votes
    waiting = [
        j for j in range(election.n_projects) if votes[j] and (allowed is None or allowed[j])
    ]
    waiting.sort(key=lambda j: (-strength[j], place[j]))
    rounds: list[Round] = []
    misfit = False
    for turn, project in enumerate(waiting):
        cost = int(election.costs[project])
        if cost > left:
            misfit = True
            if stop_at_misfit:
                break
            continue
        left -= cost
        tied = tuple(j for j in waiting[turn + 1 :] if strength[j] == strength[project])
        rounds.append(Round(project, int(votes[project]), by, tied_with=tied))
    return tuple(rounds), left, misfit


def why_stopped(misfit: bool, stop_at_misfit: bool = False) -> str:
    """One sentence on why nothing more is funded."""
    if not misfit:
        return ALL_FUNDED
    return FIRST_MISFIT if stop_at_misfit else ALL_CONSIDERED
