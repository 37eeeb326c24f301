"""What a count is certified with, and whether counting again gives the same."""

from dataclasses import asdict, dataclass
from typing import Any

from folkmoot.deciding.analysis.tally import Tally, question, tally
from folkmoot.deciding.models import Count, Decision
from folkmoot.methods.budgeting.core import library
from folkmoot.methods.budgeting.core.library import EDITION


def engine() -> str:
    """Which of our two ways of counting is taken here; tests hold their answers equal."""
    return f"compiled core, edition {EDITION}" if library() else "plain numpy"


def rule_in_full(decision: Decision) -> dict[str, Any]:
    """Every setting of the frozen rule, with its name and the sentence that was read out."""
    asked = question(decision)
    rule, sentence = asked.rule, asked.rule.sentence_of(asked.election.marks)
    return {"name": rule.name, "sentence": sentence, **asdict(rule)}


@dataclass(frozen=True, slots=True)
class Recount:
    """A count made again: its digest, and where it differs from the one that was kept."""

    digest: str
    differences: list[str]

    @property
    def is_same(self) -> bool:
        """Whether the very same came out, to the last round."""
        return not self.differences


def recount(decision: Decision, kept: Count) -> Recount:
    """Count the piles of a decision again with the code that is here now."""
    now = tally(decision)
    if now.digest == kept.digest:
        return Recount(now.digest, [])
    return Recount(now.digest, _differences(kept, now) or [ONLY_THE_WAY])


ONLY_THE_WAY = "The same options are funded. What differs is how the rule came to it."


def _differences(kept: Count, now: Tally) -> list[str]:
    before, after = kept.outcome["winners"], now.outcome["winners"]
    compared = (
        ("Rule", kept.rule, now.rule),
        ("Ballots", kept.n_ballots, now.n_ballots),
        ("Spent, in the smallest unit", kept.spent_pence, now.spent_pence),
        ("Funded only then", _listed(set(before) - set(after)), ""),
        ("Funded only now", "", _listed(set(after) - set(before))),
    )
    return [
        f"{what}: {then or 'none'} then, {now or 'none'} now."
        for what, then, now in compared
        if then != now
    ]


def _listed(numbers: set[int]) -> str:
    return ", ".join(f"no. {number}" for number in sorted(numbers))
