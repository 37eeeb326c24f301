"""What each project had and what it needed, as parts of its cost: the facts behind a picture."""

from dataclasses import dataclass
from fractions import Fraction

from folkmoot.methods.budgeting.accounts import Account, explain
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.falls import Fall, Journey, journeys
from folkmoot.methods.budgeting.outcome import NOTHING, Outcome
from folkmoot.methods.budgeting.replay import Why
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.budgeting.spending import spending_of

BY_LIST = ("votes", "votes-per-cost", "majority-judgement", "welfare")
OF_THEIR_LAST = ("equal-shares", "bounded-overspending")


@dataclass(frozen=True, slots=True)
class Bar:
    """One project, measured against its cost: 1 is what it costs.

    Attributes
    ----------
    project, cost, votes : int
    place : int
        1 for the first bought; 0 when not funded.
    full, last, rest, kept : float
        Funded: the parts paid by those who paid in full, by those who gave the last they
        had, and by the rest of the budget (bounded overspending only); together 1. Then what
        its supporters kept. Going down a list: `full` is 1, and `kept` what was left of the
        budget after it; where a list only tops up equal shares `kept` is 0. Not funded: all 0.
    reached : float
        Not funded: the part of its cost it could have had, at best; below 1. Funded: 1.
    topped_up : bool
        Funded by votes, from what equal shares had left over.
    most : Fraction
        Funded: the most any one supporter paid; 0 where voters hold no money.
    left : Fraction
        What its supporters still had at the end (by a list: what was left at its turn).
    fall : Fall or None
        Not funded: when its supporters' money, or the budget, no longer reached its cost.
    why : str
        As in its account.
    barred_by : int
        Ruled out by a limit: the first project funded of those it shares the limit with; else,
        or where it breaks a limit by itself, -1.
    """

    project: int
    cost: int
    votes: int
    place: int
    full: float
    last: float
    rest: float
    kept: float
    reached: float
    topped_up: bool
    most: Fraction
    left: Fraction
    fall: Fall | None
    why: Why
    barred_by: int = -1


def bars(election: Election, outcome: Outcome) -> tuple[Bar, ...]:
    """The funded projects in the order bought, then the others, the nearest first.

    Parts are floats: for drawing, not for counting. Time: as `explain` and `journeys`.

    >>> from folkmoot.methods.budgeting.counting import count
    >>> ballots = [[1, 1], [1, 0], [1, 0], [0, 1]]
    >>> election = Election.of(approvals=ballots, costs=[60, 36], budget=120)
    >>> for bar in bars(election, count(election, Rule("equal-shares"))):
    ...     print(bar.place, round(bar.full, 2), round(bar.last, 2), round(bar.kept, 2))
    1 1.0 0.0 0.5
    2 0.72 0.28 0.11
    """
    last = _paid_with_their_last(election, outcome)
    ways = zip(journeys(election, outcome), explain(election, outcome), strict=True)
    found = [
        _bought(way, account, outcome, last.get(account.project, 0.0))
        if way.round >= 0
        else _missed(way, account, _barred_by(election, outcome, account))
        for way, account in ways
    ]
    return tuple(
        sorted(found, key=lambda bar: (not bar.place, bar.place, -bar.reached, bar.project))
    )


def _bought(way: Journey, account: Account, outcome: Outcome, last: float) -> Bar:
    step = outcome.rounds[way.round]
    listed = step.by in BY_LIST
    topped_up = listed and bool(outcome.endowment)
    had = float(way.left[way.round] if listed else way.held[way.round])
    after = way.held[way.round + 1]
    overspent = step.by == "bounded-overspending"
    rest = float(1 - (way.held[way.round] - after) / way.cost) if overspent else 0.0
    kept = float(after) / way.cost if overspent else max(had / way.cost - 1, 0.0)
    return Bar(
        project=way.project,
        cost=way.cost,
        votes=step.votes,
        place=way.round + 1,
        full=1 - last / way.cost - rest,
        last=last / way.cost,
        rest=rest,
        kept=0.0 if topped_up else kept,
        reached=1.0,
        topped_up=topped_up,
        most=step.cap,
        left=account.left,
        fall=None,
        why=account.why,
    )


def _barred_by(election: Election, outcome: Outcome, account: Account) -> int:
    """The first funded project of a limit that leaves no room for this one; -1: there is none."""
    if account.why != "ruled-out":
        return -1
    shared = [limit for limit in election.limits if account.project in limit.projects]
    for limit in shared:
        funded = [project for project in outcome.funded if project in limit.projects]
        money = sum(int(election.costs[project]) for project in (*funded, account.project))
        too_many = limit.number is not None and len(funded) >= limit.number
        if funded and (too_many or (limit.money is not None and money > limit.money)):
            return funded[0]
    return -1


def _missed(way: Journey, account: Account, barred_by: int) -> Bar:
    return Bar(
        project=way.project,
        cost=way.cost,
        votes=account.votes,
        place=0,
        full=0.0,
        last=0.0,
        rest=0.0,
        kept=0.0,
        reached=account.effective_support,
        topped_up=False,
        most=NOTHING,
        left=account.left,
        fall=way.falls[0] if way.falls else None,
        why=account.why,
        barred_by=barred_by,
    )


def _paid_with_their_last(election: Election, outcome: Outcome) -> dict[int, float]:
    """For each project bought from purses, the money of those who could not pay in full."""
    rule = Rule.parse(outcome.rule)
    if rule.family == "phragmen":
        return {
            step.project: float(int(election.costs[step.project]) - step.cap * step.paid_full)
            for step in outcome.rounds
        }
    if rule.family not in OF_THEIR_LAST or not outcome.endowment:
        return {}
    spending = spending_of(election, outcome, rule.satisfaction)
    found = {}
    for number, purses in zip(range(len(spending.bought)), spending.purses(), strict=False):
        project, by = spending.bought[number], spending.supporters
        asked = spending.rates[number] / spending.unit * by.units[project]
        held = purses[by.ballots[project]]
        short = held < asked * (1 - 1e-9)
        found[project] = float((by.heads[project] * held)[short].sum())
    return found
