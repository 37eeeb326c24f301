"""Other rules on the same ballots, beside the one counted by."""

from collections.abc import Sequence
from typing import Any

from folkmoot.counting.asked import Asked
from folkmoot.counting.facts.counted import Counted
from folkmoot.counting.watching import Stages
from folkmoot.methods.budgeting.measures import compare


def compared(found: Counted, rules: Sequence[str], stages: Stages) -> list[dict[str, Any]]:
    """What each of these rules would fund, and what more voters would have preferred."""
    return [_beside(found, rule, stages) for rule in rules]


def _beside(found: Counted, rule: str, stages: Stages) -> dict[str, Any]:
    other = Counted.by(found.file, Asked(rule), stages)
    seen = compare(found.election, found.outcome, other.outcome)
    return {
        "rule": other.rule.name,
        "sentence": other.rule.sentence_of(found.election.marks),
        "winners": found.ids(other.outcome.funded),
        "spent": found.sum(other.outcome.spent),
        "only_here": found.ids(seen.only_first),
        "only_there": found.ids(seen.only_second),
        "prefer_here": seen.prefer_first,
        "prefer_there": seen.prefer_second,
        "indifferent": seen.indifferent,
        "with_nothing_share_here": round(seen.nothing_share_first, 6),
        "with_nothing_share_there": round(seen.nothing_share_second, 6),
    }
