"""A rule, named in full before the vote: what decides, what tops up, what is left out."""

import re
from dataclasses import dataclass, replace
from typing import Literal, Self, get_args

from folkmoot.methods.errors import InvalidInput

Family = Literal["equal-shares", "greedy", "greedy-no-skip", "greedy-per-cost", "phragmen"]
Satisfaction = Literal["cost", "count", "points"]
Completion = Literal["none", "add1", "add1-then-votes", "comparison"]

FAMILIES: tuple[Family, ...] = get_args(Family)
SATISFACTIONS: tuple[Satisfaction, ...] = get_args(Satisfaction)
COMPLETIONS: tuple[Completion, ...] = get_args(Completion)
VERSION = "1"

ALIASES = {
    "mes": "equal-shares/cost/none",
    "equalshares": "equal-shares/cost/none",
    "equal-shares": "equal-shares/cost/none",
    "equalshares/add1": "equal-shares/cost/add1",
    "equal-shares/add1": "equal-shares/cost/add1",
    "mes/add1": "equal-shares/cost/add1",
    "equalshares/add1u": "equal-shares/cost/add1-then-votes",
    "equalshares/add1-then-votes": "equal-shares/cost/add1-then-votes",
    "equal-shares/add1-then-votes": "equal-shares/cost/add1-then-votes",
    "equalshares/add1-comparison": "equal-shares/cost/comparison",
    "equalshares/comparison": "equal-shares/cost/comparison",
    "equal-shares/comparison": "equal-shares/cost/comparison",
    "most-votes": "greedy",
    "greedy-threshold": "greedy",
    "greedy-skip": "greedy",
    "votes-per-pound": "greedy-per-cost",
    "greedy-votes-per-cost": "greedy-per-cost",
    "sequential-phragmen": "phragmen",
}


@dataclass(frozen=True, slots=True)
class Rule:
    """How a budget is shared, fixed and named before anyone votes.

    Attributes
    ----------
    family : str
        "equal-shares", "greedy" (most votes first, skipping what does not fit),
        "greedy-no-skip" (stops at the first that does not fit), "greedy-per-cost" (most
        votes per pound first) or "phragmen".
    satisfaction : str
        Equal shares only. What a funded project is worth to its supporters: its "cost",
        one ("count"), or the "points" they gave it.
    completion : str
        Equal shares only. "none"; "add1": raise every voter's share step by step until the
        next step would overspend; "add1-then-votes": then fill up by votes; "comparison":
        add1, unless more voters prefer what greedy would fund.
    increment : int
        The step of add1, in the smallest unit of money.
    minimum_votes : int
        Projects with fewer points (for ticks: votes) than this are left out.
    eligibility_cut : bool
        Leave out a project when votes / voters < cost / (3 * budget).

    Examples
    --------
    >>> print(Rule("equal-shares", completion="add1"))
    equal-shares/cost/add1/1
    >>> Rule.parse("equalshares/add1-comparison").completion
    'comparison'
    >>> print(Rule.parse("greedy/minimum=50"))
    greedy/minimum=50/1
    """

    family: Family
    satisfaction: Satisfaction = "cost"
    completion: Completion = "none"
    increment: int = 1
    minimum_votes: int = 0
    eligibility_cut: bool = False

    def __post_init__(self) -> None:
        _one_of(self.family, FAMILIES, "rule")
        _one_of(self.satisfaction, SATISFACTIONS, "satisfaction")
        _one_of(self.completion, COMPLETIONS, "completion")
        if self.increment < 1:
            raise InvalidInput("The step of add1 must be at least one smallest unit of money.")
        if self.minimum_votes < 0:
            raise InvalidInput("The least number of votes cannot be below nothing.")
        if self.family != "equal-shares" and self.completion != "none":
            raise InvalidInput("Only equal shares can be completed by raising the shares.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a rule's name, its short form, or a name in common use.

        >>> Rule.parse("Equal Shares / count / add1 / increment=100").increment
        100
        """
        parts = [re.sub(r"[\s_]+", "-", part.strip().lower()) for part in text.split("/")]
        if parts[-1] == VERSION:
            parts.pop()
        settings = [part for part in parts if "=" in part or part == "cut"]
        name = "/".join(part for part in parts if part not in settings)
        family, *rest = ALIASES.get(name, name).split("/")
        if family not in FAMILIES or len(rest) > 2:
            raise InvalidInput(
                f"There is no rule called “{text.strip()}”. "
                f"The rules are: {', '.join(RULE_NAMES)}.",
                rule=text,
            )
        chosen = dict(zip(("satisfaction", "completion"), rest, strict=False))
        return cls(family, **chosen, **dict(map(_setting, settings)))  # type: ignore[arg-type]

    @property
    def name(self) -> str:
        """The stable name: family, its settings, anything unusual, version."""
        equal = self.family == "equal-shares"
        parts: list[str] = [self.family]
        parts += [self.satisfaction, self.completion] if equal else []
        raised = equal and self.completion != "none" and self.increment != 1
        parts += [f"increment={self.increment}"] if raised else []
        parts += [f"minimum={self.minimum_votes}"] if self.minimum_votes else []
        parts += ["cut"] if self.eligibility_cut else []
        return "/".join([*parts, VERSION])

    def __str__(self) -> str:
        return self.name

    @property
    def sentence(self) -> str:
        """The rule in one sentence that can be read out before the vote.

        >>> print(Rule("greedy", minimum_votes=50).sentence)
        Only projects with at least 50 votes take part: the projects with the most votes are \
funded first, skipping any that no longer fits the money left.
        """
        text = _SENTENCES[self.family]
        if self.family == "equal-shares":
            text += _WORTH[self.satisfaction] + _TOPPED_UP[self.completion]
        limits = [f"with at least {self.minimum_votes} votes"] if self.minimum_votes else []
        if self.eligibility_cut:
            limits.append(
                "whose share of the voters is at least a third of their share of the money"
            )
        if limits:
            text = f"Only projects {' and '.join(limits)} take part: {text[0].lower()}{text[1:]}"
        return text + "."

    def without_completion(self) -> Self:
        """The same rule, as it stands before any topping up."""
        return replace(self, completion="none")


_SENTENCES: dict[Family, str] = {
    "equal-shares": (
        "Every voter holds an equal share of the money, and a project is funded when its own "
        "supporters can pay for it together, beginning with the one that asks least of each of "
        "them "
    ),
    "greedy": (
        "The projects with the most votes are funded first, skipping any that no longer fits the "
        "money left"
    ),
    "greedy-no-skip": (
        "The projects with the most votes are funded first, stopping at the first that no longer "
        "fits the money left"
    ),
    "greedy-per-cost": (
        "The projects with the most votes for each pound they cost are funded first, skipping any "
        "that no longer fits the money left"
    ),
    "phragmen": (
        "Every voter saves up at the same pace, a project is funded the moment its own supporters "
        "can pay for it together, and it ends when the next one no longer fits the money left"
    ),
}
_WORTH: dict[Satisfaction, str] = {
    "cost": "for every pound it costs",
    "count": "in all",
    "points": "for every point they gave it",
}
_TOPPED_UP: dict[Completion, str] = {
    "none": "",
    "add1": "; the shares are then raised together, step by step, as far as the money allows",
    "add1-then-votes": (
        "; the shares are then raised together, step by step, as far as the money allows, and "
        "what is left goes to the projects with the most votes that still fit"
    ),
    "comparison": (
        "; the shares are then raised together, step by step, as far as the money allows, and "
        "the result stands unless more voters prefer what “most votes wins” would fund"
    ),
}


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise InvalidInput(
            f"“{value}” is not a {what} we know: choose one of {', '.join(allowed)}."
        )


def _setting(part: str) -> tuple[str, int | bool]:
    if part == "cut":
        return "eligibility_cut", True
    key, _, value = part.partition("=")
    names = {"increment": "increment", "minimum": "minimum_votes"}
    if key not in names or not value.isdecimal():
        raise InvalidInput(f"“{part}” is not a setting of a rule we know.")
    return names[key], int(value)


RULE_NAMES: tuple[str, ...] = tuple(
    [
        Rule("equal-shares", satisfaction, completion).name
        for satisfaction in SATISFACTIONS
        for completion in COMPLETIONS
    ]
    + [Rule(family).name for family in FAMILIES[1:]]
)
