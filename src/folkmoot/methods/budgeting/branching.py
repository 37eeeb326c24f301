"""The search for sets of projects worth enough, which ends with a set or with a proof of none.

Source: Land and Doig (1960), *An Automatic Method of Solving Discrete Programming Problems*.
"""

from folkmoot.methods.budgeting.certificate import NONE, SCALE, Cases, Choice, Prices, Set
from folkmoot.methods.budgeting.patience import Patience
from folkmoot.methods.budgeting.relaxing import by_rate, mixing


class Cut(Exception):
    """The search may look at no more cases."""


class Search:
    """Questions about the sets of one choice. Every case looked at is a step of patience.

    Attributes
    ----------
    prices : tuple of int
        Those of the first case: likely to close many others.
    best : set
        The set worth most of all that were met, by `improve`.
    at_most : int
        No set is worth more, `improve` has found.

    Examples
    --------
    >>> from folkmoot.methods.budgeting.certificate import Ceiling
    >>> choice = Choice((60, 50, 40), (Ceiling((30, 30, 30), 70),))
    >>> search = Search(choice, Patience(100))
    >>> cases = search.improve()
    >>> sorted(search.best), search.at_most, len(cases)
    ([0, 1], 110, 3)
    >>> search.set_worth(110, inside=frozenset([2]))[0] is None
    True
    """

    def __init__(self, choice: Choice, patience: Patience) -> None:
        self.choice, self.patience = choice, patience
        self._mixing, self._by_rate = mixing(choice), by_rate(choice)
        self.best = self._filled(NONE, NONE)
        self.prices = self._mixing.mixed(NONE, NONE)[2]
        self.at_most = choice.at_most(self.prices) // choice.step * choice.step

    def improve(self) -> Cases:
        """Find a set that none is worth more than, and the proof: `best` and `at_most`.

        Ends early when patience does. Then too the cases prove `at_most`: those not looked
        at are closed by the prices they began with.
        """
        step, walk = self.choice.step, _Walk(NONE, NONE, self.prices)
        while walk.waiting and self.patience.lasts():
            self.best = self._look(walk, self.choice.worth(self.best) + step) or self.best
        bounds = [self.choice.at_most(known, *case) for *case, known in walk.waiting]
        walk.cases += [known for *_, known in reversed(walk.waiting)]
        self.at_most = max(self.choice.worth(self.best), *bounds, 0) // step * step
        return tuple(walk.cases)

    def set_worth(
        self, at_least: int, inside: Set = NONE, outside: Set = NONE
    ) -> tuple[Set | None, Cases]:
        """A set worth so much, with these inside and those outside, or the proof of none.

        Raises
        ------
        Cut
            When patience ends before either.
        """
        walk = _Walk(inside, outside, self.prices)
        while walk.waiting:
            if not self.patience.lasts():
                raise Cut
            if found := self._look(walk, at_least):
                return found, ()
        return None, tuple(walk.cases)

    def _look(self, walk: "_Walk", at_least: int) -> Set | None:
        """Close the next case or split it; or the set, where one worth enough is met."""
        self.patience.step()
        inside, outside, known = walk.waiting.pop()
        broken = self._broken(inside)
        if broken or self.choice.at_most(known, inside, outside) < at_least:
            walk.cases.append(broken or known)
            return None
        whole, part, prices = self._mixing.mixed(inside, outside)
        if self.choice.at_most(prices, inside, outside) < at_least:
            walk.cases.append(prices)
            return None
        found = self._filled(whole if self.choice.fits(whole) else inside, outside)
        if self.choice.worth(found) >= at_least:
            walk.waiting.append((inside, outside, prices))
            return found
        free = [j for j in self._by_rate if j not in inside and j not in outside]
        if not free:  # at no price a case with nothing left to choose is worth what it holds
            walk.cases.append((0,) * len(prices))
        elif part in free:
            walk.split(inside, outside, prices, part)
        else:  # only the rounding of prices has kept it open
            walk.split(inside, outside, prices, next((j for j in free if j not in whole), free[0]))
        return None

    def _broken(self, inside: Set) -> Prices:
        """Prices which show that a ceiling is broken already, or nothing when none is."""
        ceilings = self.choice.ceilings
        for at, ceiling in enumerate(ceilings):
            if sum(ceiling.uses[j] for j in inside) > ceiling.most:
                high = SCALE * (sum(self.choice.values) + 1)
                return tuple(high if at == k else 0 for k in range(len(ceilings)))
        return ()

    def _filled(self, chosen: Set, outside: Set) -> Set:
        """A set filled up, those worth most for their cost first; it keeps every ceiling."""
        left = [c.most - sum(c.uses[j] for j in chosen) for c in self.choice.ceilings]
        uses = [c.uses for c in self.choice.ceilings]
        filled = set(chosen)
        for project in self._by_rate:
            if project in filled or project in outside:
                continue
            if all(each[project] <= room for each, room in zip(uses, left, strict=True)):
                filled.add(project)
                left = [room - each[project] for each, room in zip(uses, left, strict=True)]
        return frozenset(filled)


class _Walk:
    """The cases closed and split so far, in order, and those that wait, the next one last."""

    def __init__(self, inside: Set, outside: Set, known: Prices) -> None:
        self.cases: list[int | Prices] = []
        self.waiting = [(inside, outside, known)]

    def split(self, inside: Set, outside: Set, prices: Prices, project: int) -> None:
        """The case with a project comes before the case without it."""
        here = frozenset([project])
        self.cases.append(project)
        self.waiting += [(inside, outside | here, prices), (inside | here, outside, prices)]
