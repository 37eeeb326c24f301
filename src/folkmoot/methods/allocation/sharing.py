"""Share out pieces of work as evenly as can be, each to several people who may have it.

Sources: Harvey, Ladner, Lovász, Tamir (2006), *Semi-matchings for bipartite graphs and load
balancing*: a sharing-out is as even as can be exactly when no piece can be passed along a chain
of people so that somebody with two or more less than another gains one of his. The same holds
where each piece goes to several people, as for any flow whose costs grow ever faster.
"""

from collections import Counter, deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from folkmoot.methods.errors import Infeasible, InvalidInput

ALLOCATION = "allocation/1"
ROUNDS = 20  # of mixing at most; each goes over all pairs of pieces once
EXCHANGES = 1_000_000  # pairs of pieces looked at in all: with a thousand pieces, one round


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who has what.

    `of` has the people of each piece in the order in which people were given, `loads` how many
    pieces each person has. `is_connected`: whether a chain of shared pieces leads from each
    person with work to each other, without which nobody can say who of them is stricter.
    """

    of: Mapping[str, tuple[str, ...]]
    loads: Mapping[str, int]
    is_connected: bool
    rule: str = ALLOCATION


def share_out(
    pieces: Sequence[str],
    people: Sequence[str],
    each: int,
    *,
    barred: Collection[tuple[str, str]] = (),
    most: Mapping[str, int] | None = None,
    kept: Mapping[str, Collection[str]] | None = None,
) -> Allocation:
    """Give each piece to `each` people, as evenly as can be, and mixed.

    Even: no other way has a smaller sum of the squared loads, hence none a smaller largest load.
    Mixed: as long as it costs no evenness, the same two people share as few pieces as a search
    by exchanges finds; it stops where no single exchange helps, which need not be the best.
    `kept` stays as it is (work that was begun), barred or not, and counts in the loads. `most`
    is how many a person takes at most. Whoever comes earlier in `people` is served first: draw
    their order by lot.

    Time grows with the square of the pieces times the people, memory with pieces x people.

    Raises
    ------
    InvalidInput
        A piece or a person is given twice, `each` is below one, or `kept` has too many.
    Infeasible
        There is no way; `facts` has `pieces`, those that together cannot be served, and `people`,
        all who may still have one of them.

    Examples
    --------
    >>> given = share_out(["a", "b", "c"], ["Ann", "Bo", "Cy"], 2, barred=[("a", "Ann")])
    >>> given.of["a"], dict(given.loads)
    (('Bo', 'Cy'), {'Ann': 2, 'Bo': 2, 'Cy': 2})
    """
    sharing = _Sharing(pieces, people, each, frozenset(barred), most or {}, kept or {})
    for piece in pieces:
        while len(sharing.has[piece]) < each:
            sharing.place(piece)
    sharing.even_out()
    sharing.mix()
    at = {person: number for number, person in enumerate(people)}
    return Allocation(
        {piece: tuple(sorted(sharing.has[piece], key=at.__getitem__)) for piece in pieces},
        dict(sharing.load),
        _is_connected(sharing.has.values()),
    )


class _Sharing:
    """A sharing-out while it is being made."""

    def __init__(
        self,
        pieces: Sequence[str],
        people: Sequence[str],
        each: int,
        barred: frozenset[tuple[str, str]],
        most: Mapping[str, int],
        kept: Mapping[str, Collection[str]],
    ) -> None:
        _must_be_well_formed(pieces, people, each, kept)
        self.pieces, self.people, self.most = pieces, people, most
        self.may = {
            piece: tuple(person for person in people if (piece, person) not in barred)
            for piece in pieces
        }
        self.kept = {piece: frozenset(kept.get(piece, ())) for piece in pieces}
        self.has: dict[str, set[str]] = {piece: set(self.kept[piece]) for piece in pieces}
        self.load: dict[str, int] = dict.fromkeys(people, 0)
        self.of: dict[str, dict[str, None]] = {person: {} for person in people}
        for piece in pieces:
            for person in self.has[piece]:
                self.load[person] += 1
                if person not in self.kept[piece]:
                    self.of[person][piece] = None

    def has_room(self, person: str) -> bool:
        return self.load[person] < self.most.get(person, len(self.pieces))

    def place(self, piece: str) -> None:
        """Give one more person the piece, passing others along where that is the only way."""
        chain = self._chains([(None, piece)])
        free = [person for person in chain if self.has_room(person)]
        if not free:
            theirs = [other for person in chain for other in self.of[person]]
            stuck = dict.fromkeys([piece, *theirs])
            raise Infeasible(
                "There are too few people who may have these.",
                pieces=tuple(stuck),
                people=tuple(person for person in self.people if person in chain),
            )
        self._pass_along(chain, min(free, key=lambda person: self.load[person]))

    def even_out(self) -> None:
        """Pass pieces from who has more to who has two or more less, until nobody has."""
        moved = True
        while moved:
            moved = False
            for person in sorted(self.people, key=lambda one: -self.load[one]):
                chain = self._chains([(person, piece) for piece in self.of[person]])
                free = [one for one in chain if self.has_room(one)]
                least = min(free, key=lambda one: self.load[one], default=person)
                if self.load[least] <= self.load[person] - 2:
                    self._pass_along(chain, least)
                    moved = True

    def _chains(self, begun: Sequence[tuple[str | None, str]]) -> dict[str, tuple[str | None, str]]:
        """Everybody who can be reached by passing pieces on: from whom, and which piece."""
        came: dict[str, tuple[str | None, str]] = {}
        givers = {giver for giver, _ in begun}
        waiting = deque(begun)
        while waiting:
            giver, piece = waiting.popleft()
            for person in self.may[piece]:
                if not (person in came or person in givers or person in self.has[piece]):
                    came[person] = (giver, piece)
                    waiting.extend((person, other) for other in self.of[person])
        return came

    def _pass_along(self, chain: Mapping[str, tuple[str | None, str]], last: str) -> None:
        """From the last of a chain back to its first: each takes the piece of the one before."""
        person = last
        while person in chain:
            giver, piece = chain[person]
            self._give(piece, person)
            if giver is None:
                return
            self._take(piece, giver)
            person = giver

    def _give(self, piece: str, person: str) -> None:
        self.has[piece].add(person)
        self.load[person] += 1
        self.of[person][piece] = None

    def _take(self, piece: str, person: str) -> None:
        self.has[piece].discard(person)
        self.load[person] -= 1
        del self.of[person][piece]

    def mix(self) -> None:
        """Exchange people between two pieces while that makes pairs meet less often."""
        pairs = Counter(
            frozenset(pair) for has in self.has.values() for pair in combinations(has, 2)
        )
        for _ in range(min(ROUNDS, EXCHANGES // max(1, len(self.pieces)) ** 2)):
            if not any([self._mixed(first, pairs) for first in self.pieces]):
                return

    def _mixed(self, first: str, pairs: "Counter[frozenset[str]]") -> bool:
        """Make the best exchange of this piece with any other, if one helps."""
        best, found = 0, None
        for second in self.pieces:
            for ours, theirs in self._exchanges(first, second):
                gain = self._gain(first, second, ours, theirs, pairs)
                if gain > best:
                    best, found = gain, (second, ours, theirs)
        if found is None:
            return False
        second, ours, theirs = found
        for piece, old, new in ((first, ours, theirs), (second, theirs, ours)):
            self._take(piece, old)
            for other in self.has[piece]:
                pairs[frozenset((other, old))] -= 1
                pairs[frozenset((other, new))] += 1
            self._give(piece, new)
        return True

    def _exchanges(self, first: str, second: str) -> list[tuple[str, str]]:
        if first == second:
            return []
        return [
            (ours, theirs)
            for ours in self.may[second]
            if ours in self.has[first] - self.kept[first] and ours not in self.has[second]
            for theirs in self.may[first]
            if theirs in self.has[second] - self.kept[second] and theirs not in self.has[first]
        ]

    def _gain(
        self,
        first: str,
        second: str,
        ours: str,
        theirs: str,
        pairs: "Counter[frozenset[str]]",
    ) -> int:
        """By how much the sum of the squared meetings falls."""
        change: Counter[frozenset[str]] = Counter()
        for piece, old, new in ((first, ours, theirs), (second, theirs, ours)):
            for other in self.has[piece] - {old}:
                change[frozenset((other, old))] -= 1
                change[frozenset((other, new))] += 1
        return -sum((pairs[pair] + by) ** 2 - pairs[pair] ** 2 for pair, by in change.items())


def _must_be_well_formed(
    pieces: Sequence[object],
    people: Sequence[object],
    each: int,
    kept: Mapping[str, Collection[str]],
) -> None:
    if len(set(pieces)) < len(pieces) or len(set(people)) < len(people):
        raise InvalidInput("Somebody or something is given twice.")
    if each < 1:
        raise InvalidInput("Each piece goes to one person or more.")
    if any(len(set(has)) > each for has in kept.values()):
        raise InvalidInput("Something is kept by more people than it is to go to.")
    if any(person not in set(people) for has in kept.values() for person in has):
        raise InvalidInput("Somebody who keeps something is not among the people.")


def _is_connected(groups: Collection[Collection[object]]) -> bool:
    left = [set(group) for group in groups if group]
    if not left:
        return True
    reached = left.pop()
    while touching := [group for group in left if group & reached]:
        reached = reached.union(*touching)
        left = [group for group in left if not group & reached]
    return not left
