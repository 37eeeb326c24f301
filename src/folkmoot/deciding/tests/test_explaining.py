"""What a result says of each option is true, whatever the rule and however people voted."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from folkmoot.deciding.analysis.shares import share_of
from folkmoot.deciding.analysis.tally import Question, in_plain_values
from folkmoot.deciding.explaining import Telling
from folkmoot.deciding.models import Count, Decision, Stage
from folkmoot.deciding.queries.shares import spent_share
from folkmoot.deciding.tests.makers import a_decision, a_vote, close_and_count
from folkmoot.methods.budgeting import Election, Outcome, Rule, count
from folkmoot.methods.budgeting.tests.makers import a_rule, an_election

SHARED = {"equal-shares", "phragmen"}
LEFT_OUT = {"below-cut", "below-threshold", "over-budget"}
many = settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])


def kept_of(election: Election, rule: Rule, outcome: Outcome) -> dict[str, Any]:
    """The count as it is kept, in pounds; options are numbered from one."""
    numbers = list(range(1, election.n_projects + 1))
    return in_plain_values(Question(election, rule, numbers, 100), outcome)


def telling_of(kept: dict[str, Any]) -> Telling:
    names = {account["option"]: f"Thing {account['option']}" for account in kept["accounts"]}
    return Telling(kept, names, "GBP")


@many
@given(an_election(), a_rule())
def test_every_option_has_its_sentence_and_full_support_only_if_funded(
    election: Election, rule: Rule
) -> None:
    kept = kept_of(election, rule, count(election, rule))
    telling = telling_of(kept)
    for account in kept["accounts"]:
        sentence = telling.why(account)
        assert sentence.endswith(".")
        assert "None" not in sentence
        assert ": ." not in sentence
        assert (account["effective_support"] >= 1) is account["funded"]
        assert (account["option"] in kept["winners"]) is account["funded"]


@many
@given(an_election(), a_rule())
def test_the_sums_in_a_sentence_are_those_of_the_account(election: Election, rule: Rule) -> None:
    kept = kept_of(election, rule, count(election, rule))
    by_list = rule.family not in SHARED or kept["greedy"]["kept"] == "greedy"
    for account in kept["accounts"]:
        why, left = account["why"], Fraction(account["left"])
        all_given = Fraction(kept["endowment"]) * account["votes"]
        gone = sum((Fraction(part["sum"]) for part in account["taken"]), Fraction(0))
        if not by_list and why not in LEFT_OUT:
            assert left + gone == all_given, "what they were given went somewhere"
        if why == "too-few-votes":
            assert all_given < account["cost"]
        if why == "money-went-elsewhere":
            assert account["cost"] <= all_given
            said = "most of their money" if gone > left else "some of their money"
            sentence = telling_of(kept).why(account)
            assert said in sentence
            assert ("in the equal parts" in sentence) is (left >= account["cost"])
            assert left < account["cost"] or rule.family == "exact-equal-shares"
        if why == "did-not-fit" and rule.family != "phragmen":
            assert left < account["cost"]


def test_savings_that_came_too_late_are_not_called_money_left() -> None:
    # Two people save for the hall; by the time the third has saved for the rink, it is spent.
    election = Election.of_ballots([[0], [0], [1]], costs=[6, 18], budget=20)
    rule = Rule("phragmen")
    kept = kept_of(election, rule, count(election, rule))
    _, rink = kept["accounts"]

    assert rink["why"] == "did-not-fit"
    assert telling_of(kept).why(rink) == (
        "One person chose it. By the time they had saved its cost, £18, less than that was left "
        "of all the money."
    )


@many
@given(an_election(with_points=True), a_rule())
def test_what_all_voters_paid_for_an_option_is_what_it_costs(
    election: Election, rule: Rule
) -> None:
    kept = kept_of(election, rule, count(election, rule))
    result = Count(outcome=kept, n_ballots=election.n_voters)
    paid = dict.fromkeys((account["option"] for account in kept["accounts"]), 0.0)
    ends = election.indptr.tolist()
    for start, end, weight in zip(ends, ends[1:], election.weights.tolist(), strict=False):
        indices, scores = election.indices[start:end], election.scores[start:end]
        marks = {int(j) + 1: int(s) for j, s in zip(indices, scores, strict=True) if s}
        share = share_of(Decision(ballot_type="POINTS"), result, marks)
        assert sum(part.pence for part in share.payments) <= share.given + 1e-6
        assert min(share.held) > -1e-6, "nobody pays what they do not hold"
        for part in share.payments:
            paid[part.option] += part.pence * weight
    for step in kept["rounds"]:
        if step["by"] in SHARED:
            cost = kept["accounts"][step["option"] - 1]["cost"]
            assert paid[step["option"]] == pytest.approx(cost)


@pytest.mark.django_db
def test_the_parts_of_a_share_and_what_is_left_add_up_to_the_penny() -> None:
    costs = (10_00, 10_00, 10_00)
    decision = a_decision(stage=Stage.OPEN, completion="none", costs=costs, budget=30_00)
    for _ in range(3):
        a_vote(decision, 1, 2, 3)
    close_and_count(decision)

    share = spent_share(decision, list(decision.options.all()), {1: 1, 2: 1, 3: 1})

    assert share is not None
    assert (share.pence, share.left) == (10_00, 0), "not a penny is left by rounding"
    assert sum(part.pence for part in share.parts) == share.pence
