"""A rule, named in full before the vote: what decides, what tops up, what is left out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal, Self, get_args

from folkmoot.methods.budgeting.aliases import ALIASES
from folkmoot.methods.budgeting.sentences import CUT, SENTENCES, TOPPED_UP, WORTH, said
from folkmoot.methods.errors import InvalidInput

Family = Literal[
    "equal-shares",
    "greedy",
    "greedy-no-skip",
    "greedy-per-cost",
    "phragmen",
    "greedy-per-cost-no-skip",
    "bounded-overspending",
    "exact-equal-shares",
    "majority-judgement",
    "welfare",
]
Satisfaction = Literal["cost", "count", "points"]
Completion = Literal[
    "none",
    "add1",
    "add1-full",
    "add1-exact",
    "add1-exact-full",
    "add1-then-votes",
    "comparison",
    "add-opt",
]
Marks = Literal["votes", "points"]  # what the projects with the most of come first

FAMILIES: tuple[Family, ...] = get_args(Family)
SATISFACTIONS: tuple[Satisfaction, ...] = get_args(Satisfaction)
COMPLETIONS: tuple[Completion, ...] = get_args(Completion)
VERSION = "1"

# What may follow a family's name; where nothing is said, it has no such setting.
SATISFIES: dict[Family, tuple[Satisfaction, ...]] = {
    "equal-shares": SATISFACTIONS,
    "bounded-overspending": SATISFACTIONS,
    "exact-equal-shares": ("cost", "count"),
    "welfare": SATISFACTIONS,
}
COMPLETES: dict[Family, tuple[Completion, ...]] = {
    "equal-shares": (
        "none",
        "add1",
        "add1-full",
        "add1-exact",
        "add1-exact-full",
        "add1-then-votes",
        "comparison",
    ),
    "exact-equal-shares": ("none", "add1", "add-opt"),
}
BY_LIST: frozenset[Family] = frozenset(
    [family for family in FAMILIES if family.startswith("greedy")] + ["majority-judgement"]
)
STOPS_AT_MISFIT: frozenset[Family] = frozenset(["greedy-no-skip", "greedy-per-cost-no-skip"])


@dataclass(frozen=True, slots=True)
class Rule:
    """How a budget is shared, fixed and named before anyone votes.

    Attributes
    ----------
    family : str
        "equal-shares"; "bounded-overspending" and "exact-equal-shares", its two relatives;
        "greedy" (most votes first, skipping what does not fit), "greedy-no-skip" (stops at
        the first that does not fit), "greedy-per-cost" (most votes per pound first) and
        "greedy-per-cost-no-skip"; "phragmen"; "majority-judgement" (the best median grade
        first); "welfare" (the set of projects worth most to all voters together).
    satisfaction : str
        The three kinds of equal shares and welfare only. What a funded project is worth to
        its supporters: its "cost", one ("count"), or the "points" they gave it.
    completion : str
        Equal shares and exact equal shares only. "none"; "add1": raise every voter's share
        step by step until the next step would overspend; "add1-full": until then, or until
        nothing more fits the money left; "add1-exact" and "add1-exact-full": the same, from an
        equal share that is not rounded down to whole steps; "add1-then-votes": add1, then
        fill up by votes; "comparison": add1, unless more voters prefer what greedy would fund;
        "add-opt": raise the shares each time by just as much as changes something.
    increment : int
        The step of add1, in the smallest unit of money.
    minimum_votes : int
        Projects with fewer points (for ticks: votes) than this are left out.
    eligibility_cut : bool
        Leave out a project when votes / voters < cost / (3 * budget).
    minimum_percent : int or Fraction
        Projects chosen by fewer than this many in a hundred voters are left out.

    Examples
    --------
    >>> print(Rule("equal-shares", completion="add1"))
    equal-shares/cost/add1/1
    >>> Rule.parse("equalshares/add1-comparison").completion
    'comparison'
    >>> print(Rule.parse("greedy/minimum=50/percent=2.5"))
    greedy/minimum=50/percent=2.5/1
    """

    family: Family
    satisfaction: Satisfaction = "cost"
    completion: Completion = "none"
    increment: int = 1
    minimum_votes: int = 0
    eligibility_cut: bool = False
    minimum_percent: int | Fraction = 0

    def __post_init__(self) -> None:
        _one_of(self.family, FAMILIES, "rule")
        _one_of(self.satisfaction, SATISFACTIONS, "satisfaction")
        _one_of(self.completion, COMPLETIONS, "completion")
        if self.satisfaction not in SATISFIES.get(self.family, ("cost",)):
            raise InvalidInput(_only("what a funded project is worth", SATISFIES, self.family))
        if self.completion not in COMPLETES.get(self.family, ("none",)):
            raise InvalidInput(_only("what tops it up", COMPLETES, self.family))
        if self.increment < 1:
            raise InvalidInput("The step of add1 must be at least one smallest unit of money.")
        if self.minimum_votes < 0:
            raise InvalidInput("The least number of votes cannot be below nothing.")
        if not 0 <= self.minimum_percent <= 100:
            raise InvalidInput("The least share of voters is a percentage from 0 to 100.")
        _decimal(self.minimum_percent)

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
                f"There is no rule called “{text.strip()}”. The rules are: {', '.join(FAMILIES)}.",
                rule=text,
            )
        chosen = dict(zip(("satisfaction", "completion"), rest, strict=False))
        return cls(family, **chosen, **dict(map(_setting, settings)))  # type: ignore[arg-type]

    @property
    def name(self) -> str:
        """The stable name: family, its settings, anything unusual, version."""
        parts: list[str] = [self.family]
        parts += [self.satisfaction] if self.family in SATISFIES else []
        parts += [self.completion] if self.family in COMPLETES else []
        stepped = self.completion not in ("none", "add-opt") and self.increment != 1
        parts += [f"increment={self.increment}"] if stepped else []
        parts += [f"minimum={self.minimum_votes}"] if self.minimum_votes else []
        parts += [f"percent={_decimal(self.minimum_percent)}"] if self.minimum_percent else []
        parts += ["cut"] if self.eligibility_cut else []
        return "/".join([*parts, VERSION])

    def __str__(self) -> str:
        return self.name

    @property
    def sentence(self) -> str:
        """The rule in one sentence that can be read out before a vote by ticks.

        >>> print(Rule("greedy", minimum_votes=50).sentence)
        Only projects with at least 50 votes take part: the projects with the most votes are \
funded first, skipping any that no longer fits the money left.
        """
        return self.sentence_of("votes")

    def sentence_of(self, marks: Marks) -> str:
        """The rule in one sentence, where it adds up votes, or points (see `Election.marks`).

        >>> print(Rule("greedy").sentence_of("points"))
        The projects with the most points are funded first, skipping any that no longer fits the \
money left.
        """
        least = [f"with at least {self.minimum_votes:,} {marks}"] if self.minimum_votes else []
        if self.minimum_percent:
            least.append(f"chosen by at least {_decimal(self.minimum_percent)}% of the voters")
        if self.eligibility_cut:
            least.append(CUT)
        worth = WORTH.get((self.family, self.satisfaction), "")
        return said(SENTENCES[self.family] + worth + TOPPED_UP[self.completion], marks, least)

    @property
    def goes_down_a_list(self) -> bool:
        """Whether it ranks the projects once and funds them in that order."""
        return self.family in BY_LIST

    @property
    def adds_up_points(self) -> bool:
        """Whether points on the ballots, if there are any, decide what is funded."""
        by_points = self.satisfaction == "points" or self.family.startswith("greedy")
        return by_points or self.completion in {"add1-then-votes", "comparison"}

    @property
    def stops_at_misfit(self) -> bool:
        """Whether the first project that does not fit the money left ends the count."""
        return self.family in STOPS_AT_MISFIT

    @property
    def begins_unrounded(self) -> bool:
        """Whether shares rise from an exact equal share, not from one in whole steps."""
        return self.completion in ("add1-exact", "add1-exact-full", "add-opt")

    @property
    def ends_when_full(self) -> bool:
        """Whether shares rise no more once nothing that waits fits the money left."""
        return self.completion in ("add1-full", "add1-exact-full")

    def without_completion(self) -> Self:
        """The same rule, as it stands before any topping up."""
        return replace(self, completion="none")


def _one_of(value: str, allowed: tuple[str, ...], what: str) -> None:
    if value not in allowed:
        raise InvalidInput(
            f"“{value}” is not a {what} we know: choose one of {', '.join(allowed)}."
        )


def _only(what: str, allowed: Mapping[Family, tuple[str, ...]], family: Family) -> str:
    here = allowed.get(family)
    if here is None:
        return f"The rule “{family}” does not ask {what}."
    return f"For the rule “{family}”, {what} is one of {', '.join(here)}."


def _decimal(percent: int | Fraction) -> str:
    """A percentage as people write it: 5 or 2.5; no more than six decimals."""
    millionths = Fraction(percent) * 10**6
    if millionths.denominator != 1:
        raise InvalidInput("The least share of voters has at most six decimals.")
    whole, rest = divmod(int(millionths), 10**6)
    return f"{whole}.{rest:06}".rstrip("0").rstrip(".") if rest else str(whole)


def _setting(part: str) -> tuple[str, int | bool | Fraction]:
    if part == "cut":
        return "eligibility_cut", True
    key, _, value = part.partition("=")
    if key == "percent" and re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,6})?", value):
        return "minimum_percent", Fraction(value)
    names = {"increment": "increment", "minimum": "minimum_votes"}
    if key not in names or not value.isdecimal():
        raise InvalidInput(f"“{part}” is not a setting of a rule we know.")
    return names[key], int(value)


def _names(family: Family) -> list[str]:
    return [
        Rule(family, satisfaction, completion).name
        for satisfaction in SATISFIES.get(family, ("cost",))
        for completion in COMPLETES.get(family, ("none",))
    ]


RULE_NAMES: tuple[str, ...] = tuple(name for family in FAMILIES for name in _names(family))
