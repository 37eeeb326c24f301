"""Which projects limits rule out, as one after another is funded."""

from collections.abc import Iterable

import numpy as np

from folkmoot.methods.budgeting.election import Election
from folkmoot.methods.budgeting.kinds import Bools, Ints
from folkmoot.methods.budgeting.limits import Limit

NO_CEILING = 2**62  # above any sum of money that can be counted


class RuledOut:
    """Which projects can no longer be funded, as one after another is.

    A project is ruled out from the moment its purchase would break a limit. As what is funded
    only grows, a project once ruled out stays so, so a rule may forget it.

    Time O(projects in the limits touched) a purchase; memory O(projects in all limits).

    Examples
    --------
    >>> election = Election.of(approvals=[[1, 1, 1]], costs=[60, 30, 20], budget=90)
    >>> ruled_out = RuledOut(election.with_limits([Limit.one_of(0, 1), Limit((1, 2), money=40)]))
    >>> ruled_out.now.tolist(), ruled_out.fund(2).tolist(), ruled_out.now.tolist()
    ([False, False, False], [1], [False, True, False])
    """

    def __init__(self, election: Election) -> None:
        self.now: Bools = np.zeros(election.n_projects, dtype=np.bool_)
        self._costs = election.costs
        self._members = [np.array(limit.projects) for limit in election.limits]
        self._number = [
            election.n_projects if L.number is None else L.number for L in election.limits
        ]
        self._money = [NO_CEILING if L.money is None else L.money for L in election.limits]
        self._of: dict[int, list[int]] = {}
        for at, limit in enumerate(election.limits):
            self._rule_out(at)
            for project in limit.projects:
                self._of.setdefault(project, []).append(at)

    def fund(self, project: int) -> Ints:
        """Note a purchase; the other projects newly ruled out by it, ascending."""
        before = self.now.copy()
        for at in self._of.get(project, ()):
            self._number[at] -= 1
            self._money[at] -= int(self._costs[project])
            self._rule_out(at)
        self.now[project] = before[project]
        return np.flatnonzero(self.now & ~before)

    def _rule_out(self, at: int) -> None:
        members = self._members[at]
        if self._number[at] <= 0:
            self.now[members] = True
        else:
            self.now[members[self._costs[members] > self._money[at]]] = True


def broken(election: Election, funded: Iterable[int]) -> tuple[Limit, ...]:
    """The limits that funding these projects together would break.

    >>> election = Election.of(approvals=[[1, 1]], costs=[60, 30], budget=90)
    >>> broken(election.with_limits([Limit.one_of(0, 1)]), [0, 1])
    (Limit(projects=(0, 1), number=1, money=None),)
    """
    found = []
    for limit in election.limits:
        here = [int(election.costs[j]) for j in set(funded) & set(limit.projects)]
        too_many = limit.number is not None and len(here) > limit.number
        if too_many or (limit.money is not None and sum(here) > limit.money):
            found.append(limit)
    return tuple(found)
