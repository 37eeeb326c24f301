"""The shape of an answer: what a rule funds, in what order, and the account of how."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, overload

if TYPE_CHECKING:
    from folkmoot.methods.budgeting.certificate import Optimum

Stage = Literal[
    "equal-shares",
    "votes",
    "votes-per-cost",
    "phragmen",
    "majority-judgement",
    "bounded-overspending",
    "exact-equal-shares",
    "welfare",
]

NOTHING = Fraction(0)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Round:
    """One purchase, with everything needed to explain it to the people who voted.

    Attributes
    ----------
    project : int
        The project funded.
    votes : int
        How many voters chose it.
    by : str
        Which part of the rule bought it: "votes", "votes-per-cost", or the family's name.
    cap : Fraction
        The most any one supporter paid, exactly. 0 where voters hold no money (greedy).
    rate : Fraction
        What a supporter with enough in their purse paid for each vote they gave: for ticks
        the same as `cap`; for points, the payment for one point.
    effective_votes : Fraction
        cost / rate: how many votes (for points: points), each paid in full, would cover
        the cost. 0 where voters hold no money.
    paid_full, paid_rest : int
        How many supporters paid in full, and how many paid the last they had, which was
        less. The others had nothing left.
    tied_with : tuple of int
        Projects exactly as strong at this moment, so that the tie order decided.
    time : Fraction
        Phragmen only: how much money each voter had been given when it was bought.
    covered : Fraction
        Bounded overspending only: the part of the cost by which it was ranked; else 1.
    """

    project: int
    votes: int
    by: Stage
    cap: Fraction = NOTHING
    rate: Fraction = NOTHING
    effective_votes: Fraction = NOTHING
    paid_full: int = 0
    paid_rest: int = 0
    tied_with: tuple[int, ...] = ()
    time: Fraction = NOTHING
    covered: Fraction = WHOLE


class LaterRounds(Sequence[Round]):
    """Rounds whose exact account is worked out when it is first asked for.

    What was funded is known from the start, and how many rounds there are. Like a tuple of
    the same rounds in every other way.

    Examples
    --------
    >>> rounds = LaterRounds((4, 1), lambda: (Round(4, 10, "votes"), Round(1, 9, "votes")))
    >>> rounds.funded, len(rounds), rounds[1].votes
    ((4, 1), 2, 9)
    """

    def __init__(self, funded: tuple[int, ...], account: Callable[[], tuple[Round, ...]]) -> None:
        self.funded = funded
        self._account: Callable[[], tuple[Round, ...]] | None = account
        self._rounds: tuple[Round, ...] = ()

    def all(self) -> tuple[Round, ...]:
        """Every round, worked out the first time."""
        if account := self._account:
            self._rounds, self._account = account(), None
        return self._rounds

    def __len__(self) -> int:
        return len(self.funded)

    @overload
    def __getitem__(self, at: int) -> Round: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Round, ...]: ...
    def __getitem__(self, at: int | slice) -> Round | tuple[Round, ...]:
        return self.all()[at]

    def __iter__(self) -> Iterator[Round]:
        return iter(self.all())

    def __eq__(self, other: object) -> bool:
        return self.all() == (other.all() if isinstance(other, LaterRounds) else other)

    def __hash__(self) -> int:
        return hash(self.all())

    def __repr__(self) -> str:
        return repr(self.all())

    def __reduce__(self) -> tuple[type, tuple[tuple[Round, ...]]]:
        return tuple, (self.all(),)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Equal shares beside "most votes wins", and which of the two more voters prefer.

    A voter prefers the outcome that funds more of the projects they chose (with points:
    more of their points). `kept` says which outcome stands; a draw stays with equal shares.
    `endowment` and `add1_steps` are those from which equal shares funds what it does.
    """

    kept: Literal["equal-shares", "greedy"]
    equal_shares: tuple[int, ...]
    greedy: tuple[int, ...]
    prefer_equal_shares: int
    prefer_greedy: int
    indifferent: int
    endowment: Fraction = NOTHING
    add1_steps: int = 0


@dataclass(frozen=True, slots=True)
class Outcome:
    """The projects a rule funds, in the order it funded them, and why.

    Attributes
    ----------
    rule : str
        The stable, versioned name of the rule (`Rule.name`).
    rounds : sequence of Round
        The purchases, in order; `LaterRounds` where their account takes longer than the count.
    spent, unspent : int
        Money, in the smallest unit. Together the budget.
    endowment : Fraction
        What each voter held at the start of the final run (equal shares), after any
        raises; for Phragmen, what each had been given when the rule stopped; else 0.
    add1_steps : int
        How often the endowment was raised by one increment.
    stopped_because : str
        One sentence.
    n_exact : int
        How many comparisons were too close for floats and were settled exactly.
    compared : Comparison or None
        The comparison with greedy, where the rule asks for one.
    optimum : Optimum or None
        The welfare maximum only: how well the set does, and the proof.
    """

    rule: str
    rounds: Sequence[Round]
    spent: int
    unspent: int
    endowment: Fraction = NOTHING
    add1_steps: int = 0
    stopped_because: str = ""
    n_exact: int = 0
    compared: Comparison | None = None
    optimum: "Optimum | None" = None

    @property
    def funded(self) -> tuple[int, ...]:
        """Indices of the funded projects, in the order they were funded.

        >>> Outcome("x", (Round(4, 10, "votes"), Round(1, 9, "votes")), 5, 0).funded
        (4, 1)
        """
        if isinstance(self.rounds, LaterRounds):
            return self.rounds.funded
        return tuple(step.project for step in self.rounds)
