"""What is fixed when voting opens, in words anyone can check."""

import hashlib

from folkmoot.deciding.models import BallotType, Decision, Option, RuleFamily
from folkmoot.deciding.queries.limits import limits_of
from folkmoot.kernel.ui.words import deadline, listed, moment, money

WAYS = {
    "by_code": "with a one-time code from a letter or a trusted group",
    "by_roll": "named on the roll",
    "by_postcode": "living inside the boundary",
    "in_person": "in person, in the hall",
}


def settings_in_words(decision: Decision) -> list[tuple[str, str]]:
    """Every setting that matters to the outcome, name and value."""
    code = decision.currency
    rows = [
        ("Money to share", money(decision.budget_pence, code)),
        ("Ballot paper", _ballot(decision)),
        ("Rule", decision.get_rule_family_display()),
        *_of_equal_shares(decision),
        ("Least votes to be funded", str(decision.minimum_votes) if decision.minimum_votes else ""),
        ("A third of its share", _cut(decision)),
        *_limits(decision),
        ("Who may vote", decision.who_may_vote),
        ("Ways to vote", listed([said for name, said in WAYS.items() if getattr(decision, name)])),
        ("Youngest age", str(decision.minimum_age) if decision.minimum_age else "Any age"),
        ("Grounds for striking out", decision.veto_grounds or "None: nothing may be struck out"),
        ("Voting opens, as announced", moment(decision.opens_at)),
        ("Voting closes", deadline(decision.closes_at)),
        ("Passphrases that open the box", str(decision.keys_needed)),
    ]
    return [(name, said) for name, said in rows if said]


def lots_in_order(options: list[Option]) -> list[Option]:
    """Options in the order in which they win a last tie; empty while no lots are drawn."""
    if any(option.lot is None for option in options):
        return []
    return sorted(options, key=lambda option: option.lot or 0)


def fingerprint(decision: Decision, options: list[Option]) -> str:
    """The same for the same settings and options: so that what is opened is what was shown."""
    told = [
        *settings_in_words(decision),
        (decision.title, decision.summary),
        *((each.number, each.title, each.summary, each.cost_pence) for each in options),
        *((each.theme, each.district) for each in options),
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _ballot(decision: Decision) -> str:
    least, most = decision.min_choices, decision.max_choices or "as many as you like"
    if decision.ballot_type == BallotType.POINTS:
        total, each = decision.points_total, decision.points_most
        return f"Share out {total} points, at most {each} to one option"
    if decision.ballot_type == BallotType.RANKING:
        return f"Put them in order: from {least} to {most}"
    if decision.ballot_type == BallotType.KNAPSACK:
        return f"Fill the budget yourself: {least} or more, within the money"
    return f"Tick the ones you want: from {least} to {most}"


def _of_equal_shares(decision: Decision) -> list[tuple[str, str]]:
    if decision.rule_family != RuleFamily.EQUAL_SHARES:
        return []
    return [
        ("What counts", decision.get_satisfaction_display()),
        ("What is left over", decision.get_completion_display()),
        ("Shares rise by", money(decision.increment_pence, decision.currency)),
    ]


def _limits(decision: Decision) -> list[tuple[str, str]]:
    return [
        (f"Limit: {each.title}", f"{each.words} {listed(each.titles)}. {each.because}")
        for each in limits_of(decision)
    ]


def _cut(decision: Decision) -> str:
    if not decision.eligibility_cut:
        return ""
    return "Only projects whose share of the voters is a third of their share of the money"
