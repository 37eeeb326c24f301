"""Which ballots fit which rule: what a rule reads from them, or why it cannot use them.

`docs/methods/ballots.md` has the same as a table, which the tests read.
"""

from typing import Literal

from folkmoot.methods.budgeting.rule import Rule
from folkmoot.methods.errors import InvalidInput

TICKED = frozenset(["approval", "choose-1", "knapsack"])  # each choice is one vote
POINTED = frozenset(["cumulative", "scoring", "ordinal"])  # ranks become points
GRADED = "scoring"  # points given to each project by itself

Reads = Literal["ticks", "points", "grades"]


def reads(rule: Rule, vote_type: str) -> Reads:
    """What a rule reads from a ballot: who chose what, how many points, or which grades.

    A rule that reads ticks takes any points above nothing for one.

    >>> reads(Rule("phragmen"), "cumulative"), reads(Rule("greedy"), "cumulative")
    ('ticks', 'points')
    """
    if rule.family == "majority-judgement":
        return "grades"
    if vote_type in TICKED:
        return "ticks"
    by_points = rule.family.startswith("greedy") or rule.satisfaction == "points"
    return "points" if by_points else "ticks"


def why_not_together(rule: Rule, vote_type: str) -> str:
    """Why ballots of this kind cannot be counted by this rule; "" when they can.

    Parameters
    ----------
    rule : Rule
    vote_type : str
        As a Pabulib file names it: approval, choose-1, knapsack, cumulative, scoring, ordinal.

    Examples
    --------
    >>> print(why_not_together(Rule("equal-shares", "points"), "approval"))
    Counting by points needs a ballot with points or an order. Ticks have none: count by cost, \
or each project the same.
    >>> why_not_together(Rule("equal-shares"), "approval")
    ''
    """
    if vote_type not in TICKED | POINTED:
        raise InvalidInput(f"There is no kind of ballot called “{vote_type}”.")
    if rule.satisfaction == "points" and vote_type in TICKED:
        return (
            "Counting by points needs a ballot with points or an order. Ticks have none: count "
            "by cost, or each project the same."
        )
    if rule.family == "majority-judgement" and vote_type != GRADED:
        return (
            "Majority judgement needs grades, given to each project by itself (a vote_type of "
            f"scoring). {_WHY_NO_GRADES[vote_type]}"
        )
    return ""


_WHY_NO_GRADES = {
    **dict.fromkeys(TICKED, "A tick says nothing of how good: by ticks alone, use greedy."),
    "cumulative": "Points that are shared out are no grades: more for one is less for another.",
    "ordinal": "A rank is no grade: it says what comes first, and not how good it is.",
}
