"""Which ballot fits which rule: the page says it, and the rules do it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Rule, broken, count
from folkmoot.methods.budgeting.fitting import reads, why_not_together
from folkmoot.methods.budgeting.pabulib.contents import VOTE_TYPES
from folkmoot.methods.budgeting.rule import COMPLETES, FAMILIES, SATISFIES
from folkmoot.methods.budgeting.tests.ballots_table import Pair, RuleRow, pairs, rules
from folkmoot.methods.budgeting.tests.makers import an_election, some_limits
from folkmoot.methods.errors import InvalidInput

PAIRS, RULES = list(pairs()), list(rules())


def test_the_page_has_every_rule_there_is_with_every_ballot_there_is() -> None:
    named = {
        f"{family}/{worth}" if family in SATISFIES else family
        for family in FAMILIES
        for worth in SATISFIES.get(family, ("",))
    }
    assert {row.rule for row in RULES} == named
    assert {pair.vote_type for pair in PAIRS} == set(VOTE_TYPES)


@pytest.mark.parametrize("pair", PAIRS, ids=str)
def test_a_pair_is_refused_just_where_the_page_says_no(pair: Pair) -> None:
    rule = Rule.parse(pair.rule)
    assert (why_not_together(rule, pair.vote_type) != "") == (pair.says == "no")
    if pair.says != "no":
        assert reads(rule, pair.vote_type) == pair.says


@pytest.mark.parametrize("row", RULES, ids=lambda row: str(row.rule))
def test_the_page_names_the_completions_each_rule_has(row: RuleRow) -> None:
    family = Rule.parse(row.rule).family
    assert row.completions == COMPLETES.get(family, ())
    assert row.limits == "kept"


def of_ticks(election: Election) -> Election:
    """The same ballots, with a tick wherever somebody gave points."""
    return Election.of_arrays(
        indptr=election.indptr,
        indices=election.indices,
        scores=np.ones_like(election.scores),
        weights=election.weights,
        costs=election.costs,
        budget=election.budget,
        lots=election.lots,
    )


WITH_POINTS = [pair for pair in PAIRS if pair.vote_type in ("cumulative", "scoring", "ordinal")]


@given(an_election(), st.sampled_from([p for p in WITH_POINTS if p.says == "ticks"]))
@settings(deadline=None, max_examples=200)
def test_where_the_page_says_ticks_it_makes_no_difference_how_many_points_were_given(
    election: Election, pair: Pair
) -> None:
    rule = Rule.parse(pair.rule)
    assert count(election, rule).funded == count(of_ticks(election), rule).funded


@pytest.mark.parametrize(
    "pair", [p for p in WITH_POINTS if p.says in ("points", "grades")], ids=str
)
def test_where_the_page_says_points_they_decide(pair: Pair) -> None:
    # Three people choose both; all like the second far better. There is money for one.
    ballots = [{0: 1, 1: 3}] * 3
    election = Election.of_ballots(ballots, costs=[50, 50], budget=60)
    rule = Rule.parse(pair.rule)
    assert count(election, rule).funded == (1,)
    assert count(of_ticks(election), rule).funded == (0,)


@given(an_election(), st.sampled_from(RULES), st.data())
@settings(deadline=None, max_examples=200)
def test_every_rule_of_the_page_keeps_limits_with_every_completion_it_has(
    election: Election, row: RuleRow, data: st.DataObject
) -> None:
    limited = data.draw(some_limits(election))
    completion = data.draw(st.sampled_from(row.completions or ("",)))
    rule = Rule.parse(f"{row.rule}/{completion}" if completion else row.rule)
    assert not broken(limited, count(limited, rule).funded)


def test_a_kind_of_ballot_nobody_knows_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no kind of ballot called “shouting”"):
        why_not_together(Rule("greedy"), "shouting")
