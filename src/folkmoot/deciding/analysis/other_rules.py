"""A counted decision by another rule than its own: what it would have funded. Decides nothing."""

from dataclasses import replace
from typing import Any

from folkmoot.deciding.analysis.files import FILE_TYPES
from folkmoot.deciding.analysis.shares import as_counted
from folkmoot.deciding.analysis.tally import Question, Told, how_far, nobody
from folkmoot.deciding.models import BallotType, Count, Decision
from folkmoot.methods.budgeting import Rule, compare, count, measure
from folkmoot.methods.budgeting.fitting import why_not_together

# Measured on Łódź 2022, 90,494 ballots and 160 options, each beside the reading of the ballots:
# the first by far less than a second. What raises shares, and the best set, can take longer
# elsewhere: whoever asks says for how long.
QUICK = (
    "greedy",
    "greedy-no-skip",
    "greedy-per-cost",
    "phragmen",
    "equal-shares/cost/none",
    "equal-shares/cost/add1",
    "equal-shares/cost/add1-full",
    "equal-shares/cost/add1-then-votes",
    "equal-shares/cost/comparison",
    "equal-shares/count/none",
    "equal-shares/count/add1",
    "equal-shares/points/none",
    "equal-shares/points/add1",
    "welfare/cost",
)
# From half a second to two and a half minutes there, and far longer in other elections.
SLOW = (
    "bounded-overspending/cost",
    "exact-equal-shares/cost/none",
    "exact-equal-shares/cost/add1",
    "exact-equal-shares/cost/add-opt",
)


def rules_to_try(decision: Decision) -> tuple[str, ...]:
    """The rules that the ballots of a decision can be counted by, each by a short name."""
    kind = FILE_TYPES[BallotType(decision.ballot_type)]
    return tuple(name for name in QUICK + SLOW if not why_not_together(Rule.parse(name), kind))


def is_own_rule(own: str, name: str) -> bool:
    """Whether a count by the rule `own` was one by the rule of this short name."""
    ours, other = Rule.parse(own), Rule.parse(name)
    return (ours.family, ours.satisfaction, ours.completion) == (
        other.family,
        other.satisfaction,
        other.completion,
    )


def by_another_rule(asked: Question, kept: Count, name: str, told: Told = nobody) -> dict[str, Any]:
    """What another rule would have funded with the same ballots, beside what was decided.

    Parameters
    ----------
    asked : Question
        The decision whose count is `kept`.
    name : str
        One of `rules_to_try`. What its own rule asks of an option to take part, this asks too.
    told : function, optional
        Hears how far it is, where the rule takes long. Whatever it raises ends the count.

    Returns
    -------
    dict
        `rule`, `sentence`; `winners` by numbers in their order, `spent` in pence; what is
        `only_here` and `only_decided`; `prefer_here`, `prefer_decided`, `indifferent` voters;
        `something_share` of voters with one of their choices or more.
    """

    def further(done: int, of: int) -> None:
        told(1, 2, how_far(done, of))

    rule = _rule(asked, kept.decision, Rule.parse(name))
    told(0, 2, "Applying the rule")
    other = count(asked.election, rule, further)
    found = compare(asked.election, as_counted(kept.outcome), other)
    numbers = asked.numbers
    return {
        "rule": other.rule,
        "sentence": rule.sentence_of(asked.election.marks),
        "winners": [numbers[project] for project in other.funded],
        "spent": other.spent * asked.pence,
        "only_here": [numbers[project] for project in found.only_second],
        "only_decided": [numbers[project] for project in found.only_first],
        "prefer_here": found.prefer_second,
        "prefer_decided": found.prefer_first,
        "indifferent": found.indifferent,
        "something_share": measure(asked.election, other).with_something_share,
    }


def _rule(asked: Question, decision: Decision, short: Rule) -> Rule:
    """The rule of this short name, with everything that the decision's own rule asks."""
    raises = short.completion != "none"
    step = max(decision.increment_pence // asked.pence, 1) if raises else 1
    return replace(
        short,
        increment=step,
        minimum_votes=asked.rule.minimum_votes,
        eligibility_cut=asked.rule.eligibility_cut,
    )
