"""What the picture of an outcome says, rule by rule, and how it names and writes things."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Words:
    """What the picture says, for other languages and other rules. `{…}` is filled in."""

    title: str = "Whose money went where"
    description: str = (
        "One bar for each of {projects} projects, measured against what it costs. {funded} are "
        "funded; their bars reach the line. {missed} are not; their bars end before it."
    )
    line: str = "what it costs"
    funded: str = "Funded, in order"
    missed: str = "Not funded, nearest first"
    full: str = "paid in full"
    last: str = "paid with the last they had"
    rest: str = "paid from the rest of the budget"
    kept: str = "kept by its supporters"
    reached: str = "what its supporters could have paid"
    late: str = "enough, but too late: the money was gone"
    missing: str = "what was missing"
    barred: str = "ruled out by a limit on what is funded together"
    bought: str = "{cost} · {votes} · at most {most} each"
    topped_up: str = "{cost} · {votes} · from what was left over"
    listed: str = "{cost} · {votes}"
    near: str = "{percent} of {cost} · {votes}"
    vote: str = "one vote"
    votes: str = "{n} votes"
    fell: str = "fell in round {after}; {sum} had gone to {taker}"
    too_few: str = "all their shares together: {had}"
    tied: str = "exactly level with another, which the tie order put first"
    ruled_out: str = "ruled out by a limit it shares with {taker}"
    ruled_out_alone: str = "ruled out by a limit, even alone"
    budget_gone: str = "only {had} was left after round {after}"


SHARING = Words()
SAVING = Words(
    full="paid by those who had saved longest",
    last="paid by those who had saved less",
    reached="what its supporters had saved at the end",
)
LISTED = Words(
    title="Where the money went",
    full="paid from the budget",
    kept="left of the budget after it",
    reached="left of the budget at its turn",
)
WEIGHED = replace(LISTED, reached="what it is worth, beside what its money buys elsewhere")


@dataclass(frozen=True, slots=True)
class Labels:
    """What each project is called, and how a sum, in the smallest unit, is written."""

    names: Sequence[str]
    money: Callable[[Fraction], str]
