"""Each family of rules in words that can be read out before the vote.

`{marks}` is what a rule adds up: votes, or points where ballots give points or an order.
"""

from collections.abc import Mapping, Sequence

SENTENCES: Mapping[str, str] = {
    "equal-shares": (
        "Every voter holds an equal share of the money, and a project is funded when its own "
        "supporters can pay for it together, beginning with the one that asks least of each of "
        "them"
    ),
    "greedy": (
        "The projects with the most {marks} are funded first, skipping any that no longer fits the "
        "money left"
    ),
    "greedy-no-skip": (
        "The projects with the most {marks} are funded first, stopping at the first that no longer "
        "fits the money left"
    ),
    "greedy-per-cost": (
        "The projects with the most {marks} for each pound they cost are funded first, skipping "
        "any that no longer fits the money left"
    ),
    "greedy-per-cost-no-skip": (
        "The projects with the most {marks} for each pound they cost are funded first, stopping at "
        "the first that no longer fits the money left"
    ),
    "phragmen": (
        "Every voter saves up at the same pace, a project is funded the moment its own supporters "
        "can pay for it together, and it ends when the next one no longer fits the money left"
    ),
    "bounded-overspending": (
        "Every voter holds an equal share of the money, and a project may be funded even when its "
        "supporters hold only part of its cost, but the smaller that part, the later its turn; "
        "first comes the one that asks least of each of them"
    ),
    "exact-equal-shares": (
        "Every voter holds an equal share of the money, and a project is funded when enough of "
        "its supporters can each pay the very same sum towards it, beginning with the one that "
        "asks least of each of them"
    ),
    "majority-judgement": (
        "Every voter grades the projects, those with the best middle grade are funded first, and "
        "any that no longer fits the money left is skipped; a project someone does not grade has "
        "the worst grade from them"
    ),
    "welfare": "Of all the sets of projects that fit the money, the one is funded that",
}
_EACH = {
    "cost": " for every pound it costs",
    "count": " in all",
    "points": " for every point they gave it",
}
WORTH: Mapping[tuple[str, str], str] = {
    **{
        (family, satisfaction): words
        for family in ("equal-shares", "bounded-overspending", "exact-equal-shares")
        for satisfaction, words in _EACH.items()
    },
    ("welfare", "cost"): " spends the most money on what voters chose, voter by voter added up",
    ("welfare", "count"): " holds the most votes",
    ("welfare", "points"): " holds the most points",
}
_RAISED = "; the shares are then raised together, step by step, as far as the money allows"
_UNTIL_FULL = (
    "; the shares are then raised together, step by step, until nothing more fits the money left "
    "or the next step would overspend it"
)
_UNROUNDED = ", beginning with an equal share that is not rounded"
TOPPED_UP: Mapping[str, str] = {
    "none": "",
    "add1": _RAISED,
    "add1-full": _UNTIL_FULL,
    "add1-exact": _RAISED + _UNROUNDED,
    "add1-exact-full": _UNTIL_FULL + _UNROUNDED,
    "add1-then-votes": (
        f"{_RAISED}, and what is left goes to the projects with the most {{marks}} that still fit"
    ),
    "comparison": (
        f"{_RAISED}, and the result stands unless more voters prefer what “most {{marks}} wins” "
        "would fund"
    ),
    "add-opt": (
        "; the shares are then raised together, each time by just as much as changes something, "
        "as far as the money allows"
    ),
}
CUT = "whose share of the voters is at least a third of their share of the money"


def said(words: str, marks: str, least: Sequence[str]) -> str:
    """A sentence of a rule, with what it adds up, and what a project needs to take part.

    >>> said("The projects with the most {marks} are funded", "points", ["with 3 votes"])
    'Only projects with 3 votes take part: the projects with the most points are funded.'
    """
    text = words.format(marks=marks)
    if least:
        text = f"Only projects {' and '.join(least)} take part: {text[0].lower()}{text[1:]}"
    return f"{text}."
