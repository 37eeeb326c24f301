"""What can be found out about a count once it stands, step by step, each step for itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from folkmoot.deciding.analysis.fairness import fairness
from folkmoot.deciding.analysis.nearness import AT_ONCE, RECOUNTS, nearness, recounts
from folkmoot.deciding.analysis.tally import Question, question
from folkmoot.deciding.analysis.ways import picture, ways
from folkmoot.deciding.models import Count, FindingKind, Option
from folkmoot.methods.budgeting import Outcome, count, digest

OF_LOSERS = (FindingKind.CHEAPER, FindingKind.NEWCOMERS, FindingKind.PERSUADED)


class NotThisCount(Exception):
    """The ballots, counted by this software, do not give the count that is kept."""


@dataclass(frozen=True, slots=True)
class Found:
    """One thing found out: what kind, about which option or part, and what it says."""

    kind: FindingKind
    part: int
    says: Any


@dataclass(frozen=True, slots=True)
class Step:
    """A piece of the work that is done in one go."""

    kind: FindingKind
    part: int = 0


def steps(outcome: Mapping[str, Any], n_ballots: int) -> Iterator[Step]:
    """Everything there is to find out about a count, what people ask first, first.

    >>> lost = {"option": 2, "funded": False, "effective_support": 0.5}
    >>> [step.kind.value for step in steps({"accounts": [lost]}, n_ballots=1)]
    ['WAY', 'PICTURE', 'FAIRNESS', 'CHEAPER', 'NEWCOMERS', 'PERSUADED']
    """
    yield Step(FindingKind.WAY)
    yield Step(FindingKind.PICTURE)
    yield Step(FindingKind.FAIRNESS)
    if n_ballots > 1:  # with one ballot there is nobody to leave out
        yield from (Step(FindingKind.RECOUNTS, part) for part in range(RECOUNTS // AT_ONCE))
    losers = [each for each in outcome["accounts"] if not each["funded"]]
    nearest = sorted(losers, key=lambda each: -each["effective_support"])
    for account in nearest:
        yield from (Step(kind, account["option"]) for kind in OF_LOSERS)


class Finder:
    """Works out the steps of one count, from the ballots read once.

    Raises NotThisCount when the ballots give another result than the one that is kept: then
    nothing that is found here would be about it.
    """

    def __init__(self, kept: Count) -> None:
        self._kept = kept
        self._asked: Question = question(kept.decision)
        self._outcome: Outcome = count(self._asked.election, self._asked.rule)
        if digest(self._asked.election, self._asked.rule, self._outcome) != kept.digest:
            raise NotThisCount(kept.digest)
        standing = {option.number: option for option in kept.decision.options.standing()}
        self._options: list[Option] = [standing[number] for number in self._asked.numbers]

    def find(self, step: Step) -> list[Found]:
        """What one step finds."""
        if step.kind == FindingKind.WAY:
            told = ways(self._asked, self._outcome)
            return [Found(step.kind, number, way) for number, way in told.items()]
        return [Found(step.kind, step.part, self._says(step))]

    def _says(self, step: Step) -> Any:
        if step.kind == FindingKind.PICTURE:
            currency = self._kept.decision.currency
            return picture(self._asked, self._outcome, self._options, currency)
        if step.kind == FindingKind.FAIRNESS:
            return fairness(self._asked, self._outcome, self._options)
        if step.kind == FindingKind.RECOUNTS:
            return recounts(self._asked, step.part, digest=self._kept.digest)
        return nearness(self._asked, step.kind, step.part)
