"""Most votes first: the rule most councils use, and the point of comparison.

Source: Rey, Schmidt and Maly (2023), *The (Computational) Social Choice Take on Indivisible
Participatory Budgeting*, Section 3.1. Stopping at the first that does not fit is the form
in the rules of several cities (Gdynia, Wrocław); passing over projects that exclude one
already funded, that of Warsaw 2024.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import partial
from itertools import takewhile

from folkmoot.methods.budgeting.core.handing import learn_standings
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Allowed
from folkmoot.methods.budgeting.outcome import Outcome, Round, Stage
from folkmoot.methods.budgeting.ruled_out import RuledOut

ALL_CONSIDERED = "Every project had its turn; those that did not fit the money left were skipped."
ALL_FUNDED = "Every project that took part and that somebody chose is funded."
FIRST_MISFIT = "The next project no longer fits the money left, and this rule stops there."
ALL_OR_RULED_OUT = (
    "Every project that took part and that somebody chose is funded, but for those a limit "
    "rules out."
)


def greedy(
    election: Election, allowed: Allowed | None = None, *, stop_at_misfit: bool = False
) -> Outcome:
    """Fund projects in order of their points (ticks: votes) while each fits the money left.

    Projects nobody chose are not funded. With `stop_at_misfit` the first project that does
    not fit ends the count; otherwise it is skipped. Limits are kept: a project that would
    break one is passed over at its turn, and never ends the count.

    Examples
    --------
    >>> ballots = [[1, 0, 0]] * 3 + [[0, 1, 0]] * 2 + [[0, 0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[60, 50, 30], budget=90)
    >>> greedy(election).funded, greedy(election, stop_at_misfit=True).funded
    ((0, 2), (0,))
    """
    name = "greedy-no-skip/1" if stop_at_misfit else "greedy/1"
    learn_standings(election)
    return listed(election, election.each_point, allowed, rule=name, stop_at_misfit=stop_at_misfit)


def greedy_per_cost(
    election: Election, allowed: Allowed | None = None, *, stop_at_misfit: bool = False
) -> Outcome:
    """Fund projects in order of points (ticks: votes) / cost while each fits the money left.

    Small projects with many friends come early. The order is exact; skipping, stopping,
    limits and ties as by votes alone. Source: Section 3.1 (greedy for the cardinality measure).

    Examples
    --------
    >>> ballots = [[1, 0, 0]] * 3 + [[0, 1, 0]] * 2 + [[0, 0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[60, 30, 30], budget=90)
    >>> greedy_per_cost(election).funded
    (1, 0)
    """
    learn_standings(election)
    name = "greedy-per-cost-no-skip/1" if stop_at_misfit else "greedy-per-cost/1"
    return listed(
        election,
        points_per_cost(election),
        allowed,
        rule=name,
        by="votes-per-cost",
        stop_at_misfit=stop_at_misfit,
    )


def points_per_cost(election: Election) -> list[Fraction]:
    """The points of each project for each unit of its cost, exactly."""
    pairs = zip(election.each_point, election.each_cost, strict=True)
    return [Fraction(points, cost) for points, cost in pairs]


def listed(
    election: Election,
    strength: Sequence[Fraction | int],
    allowed: Allowed | None,
    *,
    rule: str,
    by: Stage = "votes",
    stop_at_misfit: bool = False,
) -> Outcome:
    """Go down the list by `strength` with the whole budget."""
    rounds, left, misfit = in_order(
        election, strength, allowed, left=election.budget, stop_at_misfit=stop_at_misfit, by=by
    )
    return Outcome(
        rule=rule,
        rounds=rounds,
        spent=election.budget - left,
        unspent=left,
        stopped_because=why_stopped(misfit, stop_at_misfit, limited=bool(election.limits)),
    )


def in_order(
    election: Election,
    strength: Sequence[Fraction | int],
    allowed: Allowed | None,
    *,
    left: int,
    stop_at_misfit: bool = False,
    by: Stage = "votes",
    funded: Iterable[int] = (),
) -> tuple[tuple[Round, ...], int, bool]:
    """Go down the list by `strength`: the purchases, the money left, and if any did not fit.

    `funded`: projects bought before, which count towards the limits.
    """
    votes, costs = election.each_vote, election.each_cost
    ruled_out = RuledOut(election) if election.limits else None
    for project in funded:
        if ruled_out:
            ruled_out.fund(project)
    waiting = order_of(election, strength)
    waiting = [j for j in waiting if votes[j] and (allowed is None or allowed[j])]
    rounds: list[Round] = []
    misfit = False
    for turn, project in enumerate(waiting):
        cost = costs[project]
        if ruled_out and ruled_out.now[project]:
            continue
        if cost > left:
            misfit = True
            if stop_at_misfit:
                break
            continue
        left -= cost
        level = takewhile(partial(_level, strength, project), waiting[turn + 1 :])
        tied = tuple(j for j in level if not (ruled_out and ruled_out.now[j]))
        if ruled_out:
            ruled_out.fund(project)
        rounds.append(Round(project, votes[project], by, tied_with=tied))
    return tuple(rounds), left, misfit


def _level(strength: Sequence[Fraction | int], one: int, other: int) -> bool:
    return strength[one] == strength[other]


def order_of(election: Election, strength: Sequence[Fraction | int]) -> list[int]:
    """All projects, the strongest first; equals in the tie order."""
    place = election.each_place
    return sorted(range(election.n_projects), key=lambda j: (-strength[j], place[j]))


def why_stopped(misfit: bool, stop_at_misfit: bool = False, *, limited: bool = False) -> str:
    """One sentence on why nothing more is funded."""
    if not misfit:
        return ALL_OR_RULED_OUT if limited else ALL_FUNDED
    return FIRST_MISFIT if stop_at_misfit else ALL_CONSIDERED
