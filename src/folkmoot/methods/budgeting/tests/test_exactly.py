"""The fast count and the plain one agree to the last fraction, ties included."""

from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Outcome, Rule, count
from folkmoot.methods.budgeting.tests.makers import a_rule, an_election, some_limits
from folkmoot.methods.budgeting.tests.plain_counts import counted

SEEN = {
    "rate": "rate",
    "cap": "cap",
    "full": "paid_full",
    "rest": "paid_rest",
    "time": "time",
    "covered": "covered",
}


def assert_the_same(election: Election, rule: Rule, outcome: Outcome) -> None:
    bought, share, steps = counted(election, rule)
    assert [step.project for step in outcome.rounds] == [step["project"] for step in bought]
    for ours, plain in zip(outcome.rounds, bought, strict=True):
        assert set(ours.tied_with) == set(plain["tied"])  # type: ignore[call-overload]
        for name, field in SEEN.items():
            assert name not in plain or getattr(ours, field) == plain[name], name
    if rule.family in ("equal-shares", "exact-equal-shares", "bounded-overspending"):
        assert (outcome.endowment, outcome.add1_steps) == (share, steps)
    assert outcome.spent == sum(int(election.costs[j]) for j in outcome.funded)
    assert outcome.spent + outcome.unspent == election.budget
    assert outcome.unspent >= 0


@given(an_election(), a_rule())
@settings(max_examples=500, deadline=None)
def test_the_fast_count_is_the_plain_count(election: Election, rule: Rule) -> None:
    assert_the_same(election, rule, count(election, rule))


@given(an_election(), a_rule(), st.data())
@settings(max_examples=300, deadline=None)
def test_with_limits_too(election: Election, rule: Rule, data: st.DataObject) -> None:
    limited = data.draw(some_limits(election))
    assert_the_same(limited, rule, count(limited, rule))
