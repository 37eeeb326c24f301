"""A voter's receipt: what their share bought, to the last fraction, and what they have of it."""

# mypy: disable-error-code="comparison-overlap"

from fractions import Fraction

import pytest
from hypothesis import given, settings

from folkmoot.methods.budgeting import Election, Rule, count, receipt, receipts, spread
from folkmoot.methods.budgeting.tests.makers import a_real_election, a_rule, an_election
from folkmoot.methods.errors import InvalidInput


def test_a_receipt_says_what_a_share_bought_and_what_is_left_of_it() -> None:
    election = Election.of(approvals=[[1, 1], [1, 0], [1, 0], [0, 1]], costs=[60, 36], budget=120)
    mine = receipt(election, count(election, Rule("equal-shares")), [0, 1])
    assert (mine.given, mine.paid, mine.left) == (30, ((0, 20), (1, 10)), 0)
    assert (mine.funded, mine.not_funded, mine.worth) == ((0, 1), (), 96)


def test_where_voters_hold_no_money_a_receipt_says_what_of_theirs_was_funded() -> None:
    election = Election.of(approvals=[[1, 1, 0], [1, 0, 1]], costs=[60, 36, 30], budget=100)
    mine = receipt(election, count(election, Rule("greedy")), {0: 1, 1: 1, 2: 0})
    assert (mine.given, mine.paid, mine.left) == (0, (), 0)
    assert (mine.funded, mine.not_funded, mine.worth) == ((0,), (1,), 60)


def test_a_saver_under_phragmen_keeps_what_was_not_needed() -> None:
    election = Election.of(approvals=[[1, 0], [0, 1]], costs=[10, 40], budget=50)
    outcome = count(election, Rule("phragmen"))
    assert receipt(election, outcome, [0]).left == 30
    assert receipt(election.costs, outcome, [1]).paid == ((1, 40),)
    with pytest.raises(InvalidInput, match="not in this election"):
        receipt(election, outcome, [-1])


@given(an_election(), a_rule())
@settings(deadline=None)
def test_all_receipts_together_are_the_outcome(election: Election, rule: Rule) -> None:
    outcome = count(election, rule)
    paid = dict.fromkeys(outcome.funded, Fraction(0))
    worth = 0
    for n_voters, each in receipts(election, outcome):
        spent = sum((money for _, money in each.paid), start=Fraction(0))
        assert spent + each.left == each.given
        assert each.left >= 0
        worth += n_voters * each.worth
        for project, money in each.paid:
            paid[project] += n_voters * money
    for step in outcome.rounds:
        if step.by in {"equal-shares", "phragmen"}:
            assert paid[step.project] == int(election.costs[step.project])
    assert worth == spread(election, outcome).mean * election.n_voters


def test_in_wieliczka_every_zloty_spent_is_on_somebodys_receipt() -> None:
    election = a_real_election("Poland_Wieliczka_2023_Green_Budget").election
    outcome = count(election, Rule("equal-shares"))
    spent = sum(
        n_voters * sum(money for _, money in each.paid)
        for n_voters, each in receipts(election, outcome)
    )
    assert spent == outcome.spent
