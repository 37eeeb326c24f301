"""What a proof says: if every round is right, where it first is not, which ties decided."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Criterion = Literal["cheaper", "more votes", "lot"]


class Unproved(Exception):
    """A claim of the outcome does not hold, with the sentence that says which.

    `round` counts from 1; None where it is no round but the beginning, the end or a total.
    """

    def __init__(self, sentence: str, round: int | None = None) -> None:
        super().__init__(sentence)
        self.sentence, self.round = sentence, round


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects exactly as strong in one round, so that the stated order chose among them.

    Attributes
    ----------
    round : int
        Counted from 1.
    projects : tuple of int
        In the tie order: the first was funded in that round.
    decided_by : str
        What set the first apart from the second: "cheaper", "more votes" or "lot".
    """

    round: int
    projects: tuple[int, ...]
    decided_by: Criterion


@dataclass(frozen=True, slots=True)
class Proof:
    """What a check of an outcome found.

    Attributes
    ----------
    proved : bool
        Whether everything checked holds.
    fault : str
        The first claim that does not hold, in a sentence; "" when proved.
    round : int or None
        The round it is about, counted from 1.
    by_floats, exactly : int
        How many comparisons of two projects, or of a project with its supporters' money, were
        settled by bounds in floats, and how many with whole numbers.
    ties : tuple of Tie
        Where the tie order decided who went first.
    not_covered : tuple of str
        Sentences: what this proof does not speak about.
    """

    proved: bool
    fault: str
    round: int | None
    by_floats: int
    exactly: int
    ties: tuple[Tie, ...]
    not_covered: tuple[str, ...] = ()

    @property
    def comparisons(self) -> int:
        """All comparisons made."""
        return self.by_floats + self.exactly


class Tally:
    """What is noted while a proof is made; `names` are what projects are called in sentences."""

    def __init__(self, names: Sequence[str] = ()) -> None:
        self.by_floats = 0
        self.exactly = 0
        self.ties: list[Tie] = []
        self.not_covered: list[str] = []
        self._names = names

    def name(self, project: int) -> str:
        """What to call a project: its name, else its number, counted from 0.

        >>> Tally(("Pool", "Park")).name(1), Tally().name(1)
        ('Park', 'project 1')
        """
        known = 0 <= project < len(self._names)
        return self._names[project] if known else f"project {project}"

    def aside(self) -> "Tally":
        """A tally for what is not part of the outcome, such as the step after its end."""
        return Tally(self._names)

    def add(self, aside: "Tally") -> None:
        """Add the comparisons of what was proven aside."""
        self.by_floats += aside.by_floats
        self.exactly += aside.exactly
