"""What must hold whatever the ballots: properties people rely on."""

import random
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import (
    Election,
    Rule,
    count,
    digest,
    explain,
    plain_run,
    purses,
    share_spent,
)
from folkmoot.methods.budgeting.core import plainly
from folkmoot.methods.budgeting.tests.makers import a_rule, an_election


def ballots_of(election: Election) -> list[dict[int, int]]:
    pairs = list(zip(election.indices.tolist(), election.scores.tolist(), strict=True))
    ends = election.indptr.tolist()
    return [dict(pairs[start:end]) for start, end in pairwise(ends)]


def remade(election: Election, order: list[int], times: int = 1) -> Election:
    ballots = ballots_of(election)
    return Election.of_ballots(
        [ballots[row] for row in order],
        election.weights[order],
        costs=election.costs * times,
        budget=election.budget * times,
        lots=election.lots,
    )


@given(an_election(), a_rule(), st.integers(0, 100))
@settings(deadline=None)
def test_it_makes_no_difference_who_votes_first(election: Election, rule: Rule, seed: int) -> None:
    order = list(range(election.weights.size))
    random.Random(seed).shuffle(order)
    other = remade(election, order)
    first, second = count(election, rule), count(other, rule)
    assert first.rounds == second.rounds
    assert digest(election, rule, first) == digest(other, rule, second)


@given(an_election(), st.sampled_from(["mes", "equal-shares/points", "greedy", "phragmen"]))
@settings(deadline=None)
def test_it_makes_no_difference_to_count_in_pence(election: Election, name: str) -> None:
    rule = Rule.parse(name)
    in_pence = remade(election, list(range(election.weights.size)), times=100)
    assert count(election, rule).funded == count(in_pence, rule).funded


@given(an_election(with_points=False), st.sampled_from(["mes", "mes/add1"]))
@settings(deadline=None)
def test_a_group_that_can_pay_alone_is_never_left_with_nothing(
    election: Election, name: str
) -> None:
    """Extended justified representation, for one project."""
    funded = set(count(election, Rule.parse(name)).funded)
    share = Fraction(election.budget, election.n_voters)
    if name == "mes/add1":
        share = Fraction(int(share)) or share  # it begins with whole units
    for project, cost in enumerate(election.costs):
        group = [ballot for ballot in ballots_of(election) if project in ballot]
        if cost <= election.budget and int(election.votes[project]) * share >= int(cost):
            assert any(set(ballot) & funded for ballot in group)


@given(an_election(), a_rule())
@settings(deadline=None)
def test_every_pound_a_voter_was_given_is_accounted_for(election: Election, rule: Rule) -> None:
    outcome = count(election, rule)
    accounts = explain(election, outcome)
    assert all((a.effective_support >= 1) == a.funded for a in accounts)
    assert tuple(a.project for a in accounts if a.funded) == tuple(sorted(outcome.funded))
    if not outcome.endowment:
        return
    for account in accounts:
        given_out = account.votes * outcome.endowment
        assert account.left + sum(money for _, money, _ in account.taken) == given_out
    paid = dict.fromkeys(range(election.n_projects), Fraction(0))
    for ballot, voters in zip(ballots_of(election), election.weights, strict=True):
        for project, money in share_spent(election, outcome, ballot):
            paid[project] += money * int(voters)
    for step in outcome.rounds:
        cost = int(election.costs[step.project])
        if step.by == "bounded-overspending":
            assert step.covered * cost <= paid[step.project] <= cost
        else:
            assert step.by == "votes" or paid[step.project] == cost


@given(an_election(), a_rule())
@settings(deadline=None)
def test_what_floats_may_decide_makes_no_difference(election: Election, rule: Rule) -> None:
    """With almost everything left to exact arithmetic, every round stays the same."""
    expected = count(election, rule)
    with pytest.MonkeyPatch.context() as patch, plainly():
        patch.setattr(purses, "ROUNDING", 1e-3)
        patch.setattr(purses, "CLEAR", 1e-2)
        patch.setattr(purses, "DRIFT", 0.0)
        careful = count(election, rule)
    assert careful.rounds == expected.rounds


@given(
    an_election(),
    st.sampled_from(["cost", "count", "points"]),
    st.sampled_from(["add1", "add1-full", "add1-exact", "add1-exact-full"]),
    st.integers(1, 9),
)
@settings(deadline=None, max_examples=100)
def test_no_step_of_add1_is_passed_over_unseen(
    election: Election, satisfaction: str, completion: str, times: int
) -> None:
    finer = remade(election, list(range(election.weights.size)), times)
    rule = Rule.parse(f"equal-shares/{satisfaction}/{completion}")
    together = count(finer, rule)
    with pytest.MonkeyPatch.context() as patch, plainly():
        patch.setattr(plain_run.PlainRun, "follows", lambda run, lower: False)
        one_by_one = count(finer, rule)
    assert together.rounds == one_by_one.rounds
    assert together.add1_steps == one_by_one.add1_steps


def test_a_large_election_is_counted_the_same_with_and_without_floats() -> None:
    rng = np.random.default_rng(7)
    ballots = [rng.choice(30, size=rng.integers(0, 8), replace=False) for _ in range(3000)]
    election = Election.of_ballots(
        [ballot.tolist() for ballot in ballots],
        costs=rng.integers(50, 900, 30) * 100,
        budget=500_000,
    )
    rule = Rule("equal-shares")
    expected = count(election, rule)
    with pytest.MonkeyPatch.context() as patch, plainly():
        patch.setattr(purses, "CLEAR", 1e-2)
        patch.setattr(purses, "DRIFT", 0.0)
        careful = count(election, rule)
    assert careful.rounds == expected.rounds
    assert careful.n_exact > expected.n_exact
