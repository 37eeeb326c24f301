"""How near a project came: by how much cheaper, or with how many more votes, it would have won.

Source: Boehmer, Faliszewski, Janeczko, Peters, Pierczyński, Schierreich, Skowron and Szufa
(2024), *Evaluation of Project Performance in Participatory Budgeting*, IJCAI, Section 3:
cost-reduction, singleton-add and optimist-add.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from folkmoot.methods.budgeting.changes import with_cost, with_new_voters
from folkmoot.methods.budgeting.counting import admitted, count
from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.fewest import Fewest, fewest
from folkmoot.methods.budgeting.outcome import Outcome
from folkmoot.methods.budgeting.patience import Patience, Progress, Stop
from folkmoot.methods.budgeting.persuasion import Persuasion
from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.errors import InvalidInput

Change = Literal["cost-reduction", "singleton-add", "optimist-add"]
CHANGES: tuple[Change, ...] = ("cost-reduction", "singleton-add", "optimist-add")


@dataclass(frozen=True, slots=True)
class Distance:
    """The smallest change with which a project would have won, as far as it is known.

    Attributes
    ----------
    project : int
    change : str
        "cost-reduction": the project costs less, nothing else changes. "singleton-add": new
        voters come who choose this project alone (with points: give it the most points any
        ballot gives to one project); the money stays the same, so that under equal shares
        everybody's share becomes smaller. "optimist-add": voters who did not choose it choose
        it as well (with as many points), and they are those who help it most.
    amount : int or None
        The smallest change known to be enough: money in the smallest unit, or voters. The
        changed election was counted, by the same rule, and the project was funded. None when
        no change that was tried is enough; 0 when the project is funded as it is.
    ruled_out : int
        No change smaller than this is enough: each was counted, or it follows from the rule.
        Equal to `amount` where that is certainly the smallest. Where it is less, the amounts
        between were not all tried (by rules for which one more vote can undo what fewer had
        done, such as add1, that would take a count each).
    before : int
        The cost, or the votes, as they are.
    n_tried : int
        How many amounts were tried, each by counting.
    """

    project: int
    change: Change
    amount: int | None
    ruled_out: int
    before: int
    n_tried: int

    @property
    def certain(self) -> bool:
        """Whether no smaller change would have been enough."""
        return self.amount is not None and self.amount == self.ruled_out

    @property
    def after(self) -> int | None:
        """The largest cost, or the fewest votes, with which it is known to win."""
        if self.amount is None:
            return None
        cheaper = self.change == "cost-reduction"
        return self.before - self.amount if cheaper else self.before + self.amount


def distance(
    election: Election,
    rule: Rule,
    project: int,
    change: Change,
    *,
    most_counts: int = 200,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> Distance:
    """Find the smallest change with which a project would have won, by counting again.

    Every amount given has been counted. For a rule that buys one project after another and
    does not begin again (most votes wins, votes per pound, Phragmen, equal shares without
    completion) a project that is not yet bought has changed nothing for the others. So with
    a smaller cost, or one more of those who help it most, it still wins, and halving finds the
    smallest change for certain. Likewise for new voters, but not by equal shares (everybody's
    share falls) nor with the cut (others may be left out). In all other cases smaller
    amounts are tried as well: one by one when `most_counts` allows, else evenly apart.

    Optimist-add: which voters help most is known for rules without completion, from what each
    has left at every round. With a completion (and by rules that are not mentioned here) the
    voters with the most left at the end are tried, so the amount is enough but may not be
    the least.

    Parameters
    ----------
    election : Election
    rule : Rule
    project : int
    change : "cost-reduction", "singleton-add" or "optimist-add"
    most_counts : int
        How often to count at most.
    progress : function of (done, most_counts), optional
        Called after every count.
    stop : function, optional
        Asked before every count; what is known by then is returned when it answers True.

    Notes
    -----
    New voters are added up to as many as voted. Time: `n_tried` counts (optimist-add: for some
    amounts, several); memory: one election.

    Examples
    --------
    >>> ballots = [[1, 0]] * 6 + [[0, 1]] * 3
    >>> election = Election.of(approvals=ballots, costs=[60, 45], budget=90)
    >>> cheaper = distance(election, Rule("equal-shares"), 1, "cost-reduction")
    >>> cheaper.after, cheaper.certain
    (30, True)
    >>> more = distance(election, Rule("equal-shares"), 1, "singleton-add")
    >>> more.after, more.certain  # of 12 voters 6 hold £45
    (6, True)
    """
    if not 0 <= project < election.n_projects:
        raise InvalidInput("There is no such project in this election.", project=project)
    if change not in CHANGES:
        raise InvalidInput(f"“{change}” is not a change we know: {', '.join(CHANGES)}.")
    patience = Patience(most_counts, progress, stop)
    outcome = count(election, rule)
    by = {
        "cost-reduction": _cost_reduction,
        "singleton-add": _singleton_add,
        "optimist-add": _optimist_add,
    }[change]
    won = project in outcome.funded
    found = Fewest(0, 0) if won else by(election, rule, project, outcome, patience)
    before = election.costs if change == "cost-reduction" else election.votes
    return Distance(
        project, change, found.amount, found.ruled_out, int(before[project]), patience.done
    )


def distances(
    election: Election,
    rule: Rule,
    changes: Collection[Change] = ("cost-reduction", "singleton-add"),
    *,
    most_counts: int = 200,
    progress: Progress | None = None,
    stop: Stop | None = None,
) -> tuple[Distance, ...]:
    """The distances of every project that is not funded, in the order of the election.

    `most_counts` is for each of them; `progress` speaks of projects and changes, of which
    each is one step; `stop` is asked before every count, and those not begun are left out.

    >>> ballots = [[1, 0]] * 6 + [[0, 1]] * 3
    >>> election = Election.of(approvals=ballots, costs=[60, 45], budget=90)
    >>> [(each.project, each.after) for each in distances(election, Rule("greedy"))]
    [(1, 30), (1, 6)]
    """
    funded = set(count(election, rule).funded)
    tasks = [(j, each) for j in range(election.n_projects) if j not in funded for each in changes]
    patience = Patience(len(tasks), progress, stop)
    found: list[Distance] = []
    while patience.lasts():
        project, change = tasks[patience.done]
        found.append(distance(election, rule, project, change, most_counts=most_counts, stop=stop))
        patience.step()
    return tuple(found)


def wins(election: Election, rule: Rule, project: int) -> bool:
    """Whether a project is funded: one count, or none where the rule leaves it out."""
    return bool(admitted(election, rule)[project]) and project in count(election, rule).funded


def _cost_reduction(
    election: Election, rule: Rule, project: int, _: Outcome, patience: Patience
) -> Fewest:
    cost = int(election.costs[project])
    low = max(1, cost - election.budget)
    if not election.votes[project]:
        return Fewest(None, cost)

    def cheaper_wins(less: int) -> bool:
        return wins(with_cost(election, project, cost - less), rule, project)

    return fewest(cheaper_wins, patience, low=low, high=cost - 1, steady=one_by_one(rule, election))


def _singleton_add(
    election: Election, rule: Rule, project: int, _: Outcome, patience: Patience
) -> Fewest:
    cost, budget, high = int(election.costs[project]), election.budget, election.n_voters
    if cost > budget:
        return Fewest(None, high + 1)
    low, score = 1, points_of_one(election)
    purses = rule.family == "equal-shares" and rule.completion == "none"
    if purses:  # (votes + n) * budget / (voters + n) must reach the cost
        missing = cost * election.n_voters - int(election.votes[project]) * budget
        if missing > 0:  # newcomers bring it nearer only when it costs less than the budget
            low = -(-missing // (budget - cost)) if cost < budget else high + 1

    def more_win(n_new: int) -> bool:
        return wins(with_new_voters(election, project, n_new, score), rule, project)

    steady = one_by_one(rule, election) and not purses and not rule.eligibility_cut
    return fewest(more_win, patience, low=low, high=high, steady=steady)


def _optimist_add(
    election: Election, rule: Rule, project: int, outcome: Outcome, patience: Patience
) -> Fewest:
    others = election.n_voters - int(election.votes[project])
    if int(election.costs[project]) > election.budget:
        return Fewest(None, others + 1)
    score, certain = points_of_one(election), one_by_one(rule, election)
    persuasion = Persuasion.of(election, outcome, project, score)

    def persuaded_win(n_more: int) -> bool:
        return any(wins(each, rule, project) for each in persuasion.with_more(n_more))

    low = persuasion.at_least if certain else 1
    found = fewest(persuaded_win, patience, low=max(1, low), high=others, steady=certain)
    return found if certain else Fewest(found.amount, 1)


def one_by_one(rule: Rule, election: Election | None = None) -> bool:
    """Whether a rule buys one project after another, and what is not bought changes nothing.

    With limits that cannot be said: one more project funded may rule another out.

    >>> one_by_one(Rule("phragmen")), one_by_one(Rule("equal-shares", completion="add1"))
    (True, False)
    """
    lists = {"greedy", "greedy-no-skip", "greedy-per-cost", "phragmen", "equal-shares"}
    free = election is None or not election.limits
    return free and rule.family in lists and rule.completion == "none"


def points_of_one(election: Election) -> int:
    """What an added voter gives the project: the most any ballot gives to one; for ticks 1."""
    return int(election.scores.max(initial=1))
