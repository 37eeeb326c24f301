"""The fingerprint of a count can be worked out by anybody, from the documented text."""

import hashlib

import pytest
from hypothesis import given

from folkmoot.methods.budgeting import Election, Rule, count, digest
from folkmoot.methods.budgeting.core import plainly
from folkmoot.methods.budgeting.tests.makers import an_election

TEXT = """folkmoot-count/1
rule equal-shares/cost/none/1
budget 90
project 0 60 1
project 1 30 0
ballot 1 0:1,1:1
ballot 1 1:1
round 1 equal-shares 15 15 2 0  0
spent 30
endowment 45
steps 0
"""


def test_the_digest_is_the_sha256_of_the_documented_text() -> None:
    election = Election.of(approvals=[[1, 1], [0, 1]], costs=[60, 30], budget=90, lots=[1, 0])
    rule = Rule("equal-shares")
    found = digest(election, rule, count(election, rule))
    assert found == hashlib.sha256(TEXT.encode()).hexdigest()


def test_another_lot_another_vote_or_another_rule_is_another_digest() -> None:
    made = [
        (Election.of(approvals=[[1, 0]], costs=[2, 3], budget=5), "greedy"),
        (Election.of(approvals=[[1, 0]], costs=[2, 3], budget=5, lots=[1, 0]), "greedy"),
        (Election.of(approvals=[[1, 1]], costs=[2, 3], budget=5), "greedy"),
        (Election.of(approvals=[[1, 0]], costs=[2, 3], budget=5), "phragmen"),
    ]
    rules = [(election, Rule.parse(name)) for election, name in made]
    found = {digest(election, rule, count(election, rule)) for election, rule in rules}
    assert len(found) == len(made)


def both_digests(election: Election) -> tuple[str, str]:
    """As the core writes the lines about ballots, and as the readable way does."""
    rule = Rule("greedy")
    outcome = count(election, rule)
    with plainly():
        plain = digest(election, rule, outcome)
    return digest(election, rule, outcome), plain


@given(an_election(most_voters=12))
def test_the_core_writes_the_same_lines(election: Election) -> None:
    ours, plain = both_digests(election)
    assert ours == plain


@pytest.mark.parametrize("points", [1, 2, 2**31 - 1])
def test_ballots_that_begin_alike_stand_in_the_same_order(points: int) -> None:
    """Longer than what the core compares at once; the last of them is empty."""
    long = [dict.fromkeys(range(3, 3 + length), 1) | {20: points} for length in range(9)]
    more = [{0: points, **ballot} for ballot in long] + [dict.fromkeys(range(20), 1), {}]
    ours, plain = both_digests(
        Election.of_ballots([*long, *more], list(range(1, 21)), costs=[5] * 21, budget=50)
    )
    assert ours == plain


def test_more_projects_than_the_core_compares_at_once_stand_in_the_same_order() -> None:
    n = 2**16 + 2
    ballots = [{n - 1: 1}, {1: 1, n - 2: 1}, {n - 2: 1}, {1: 1}]
    ours, plain = both_digests(Election.of_ballots(ballots, costs=[5] * n, budget=50))
    assert ours == plain
