"""Thresholds, grades and the relatives of equal shares, on elections small enough for paper."""

# mypy: disable-error-code="comparison-overlap"

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Rule, count
from folkmoot.methods.budgeting.bounded_overspending import bounded_overspending
from folkmoot.methods.budgeting.exact_equal_shares import Run, race_of
from folkmoot.methods.budgeting.majority_judgement import distributions, majority_values, merits
from folkmoot.methods.budgeting.tests.makers import a_real_election, an_election
from folkmoot.methods.errors import InvalidInput


def funded(election: Election, rule: str) -> tuple[int, ...]:
    return count(election, Rule.parse(rule)).funded


def test_votes_for_the_money_can_stop_at_the_first_that_does_not_fit() -> None:
    ballots = [[1, 0, 0]] * 6 + [[0, 1, 0]] * 4 + [[0, 0, 1]]
    election = Election.of(approvals=ballots, costs=[30, 70, 20], budget=90)
    assert funded(election, "greedy-per-cost") == (0, 2)
    assert funded(election, "greedy-per-cost-no-skip") == (0,)


def test_a_share_of_the_voters_may_be_asked_for_and_exactly_that_is_enough() -> None:
    ballots = [[1, 0], [0, 1], [0, 1], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]]
    election = Election.of(approvals=ballots, costs=[5, 5], budget=10)
    assert funded(election, "greedy/percent=12.5") == (1, 0)
    assert funded(election, "greedy/percent=12.500001") == (1,)
    assert funded(election, "greedy/percent=25.1") == ()


def test_the_share_of_voters_counts_people_and_the_least_number_counts_points() -> None:
    election = Election.of_ballots([{0: 9}, {1: 1}, {1: 1}], costs=[5, 5], budget=10)
    assert funded(election, "greedy/percent=50") == (1,)
    assert funded(election, "greedy/minimum=3") == (0,)


@pytest.mark.parametrize("percent", ["101", "0.0000001", "x", "-1", "1e1"])
def test_a_percentage_that_is_none_is_refused(percent: str) -> None:
    with pytest.raises(InvalidInput):
        Rule.parse(f"greedy/percent={percent}")


def test_rules_are_known_by_the_names_of_their_papers() -> None:
    for given_, name in {
        "BOS": "bounded-overspending/cost/1",
        "bounded-overspending/points": "bounded-overspending/points/1",
        "EES": "exact-equal-shares/cost/none/1",
        "ees/add-opt": "exact-equal-shares/cost/add-opt/1",
        "exact-equal-shares/count/add1/increment=5": "exact-equal-shares/count/add1/increment=5/1",
        "Majority Judgment": "majority-judgement/1",
        "greedy/percent=2.50": "greedy/percent=2.5/1",
        "greedy/percent=10": "greedy/percent=10/1",
    }.items():
        assert Rule.parse(given_).name == name


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("exact-equal-shares/points", "one of cost, count"),
        ("exact-equal-shares/cost/comparison", "one of none, add1, add-opt"),
        (
            "equal-shares/cost/add-opt",
            "one of none, add1, add1-full, add1-exact, add1-exact-full, add1-then-votes",
        ),
        ("bounded-overspending/cost/add1", "does not ask what tops it up"),
        ("majority-judgement/count", "does not ask what a funded project is worth"),
    ],
)
def test_a_setting_a_rule_does_not_have_is_refused_in_words(name: str, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        Rule.parse(name)


def test_nearly_enough_is_enough_with_bounded_overspending() -> None:
    # Ninety-nine neighbours hold £1 each for a £100 playground; the last voter wants a £1 sign.
    election = Election.of_ballots([[0], [1]], [99, 1], costs=[100, 1], budget=100)
    assert funded(election, "mes") == (1,)
    (playground,) = count(election, Rule.parse("bos")).rounds
    assert (playground.project, playground.covered) == (0, Fraction(99, 100))
    assert playground.rate == Fraction(100, 99)
    assert (playground.cap, playground.paid_full, playground.paid_rest) == (1, 0, 99)


def test_where_everybody_can_pay_bounded_overspending_is_equal_shares() -> None:
    ballots = [[1, 1, 0]] * 6 + [[0, 0, 1]] * 3
    election = Election.of(approvals=ballots, costs=[30, 30, 30], budget=90)
    assert funded(election, "bos") == funded(election, "mes") == (0, 1, 2)


@given(an_election())
@settings(deadline=None)
def test_bounded_overspending_leaves_nothing_its_supporters_still_hold_money_for(
    election: Election,
) -> None:
    outcome = bounded_overspending(election)
    purses = dict(enumerate([outcome.endowment] * election.weights.size))
    for step in outcome.rounds:
        for row in purses:
            span = slice(int(election.indptr[row]), int(election.indptr[row + 1]))
            if step.project in election.indices[span]:
                purses[row] -= min(purses[row], step.rate)
    for row, purse in purses.items():
        span = slice(int(election.indptr[row]), int(election.indptr[row + 1]))
        for project in set(election.indices[span].tolist()) - set(outcome.funded):
            assert not purse or election.costs[project] > outcome.unspent


def test_in_exact_equal_shares_whoever_pays_pays_the_same() -> None:
    # After the hall Ann has £10 and Dan £30. Only Dan can pay for the garden, so he pays all.
    ballots = [[1, 1], [1, 0], [1, 0], [0, 1]]
    election = Election.of(approvals=ballots, costs=[60, 28], budget=120)
    hall, garden = count(election, Rule.parse("ees")).rounds
    assert (hall.rate, hall.paid_full) == (20, 3)
    assert (garden.rate, garden.paid_full, garden.votes) == (28, 1, 2)


def test_shares_are_raised_by_exactly_what_changes_something() -> None:
    # Three hold £20 for £61: a third of a pound each is missing, not a pound.
    election = Election.of_ballots([[0]], [3], costs=[61], budget=60)
    assert funded(election, "ees/add-opt") == ()
    within = Election.of_ballots([[0], [1]], [3, 1], costs=[61, 19], budget=80)
    outcome = count(within, Rule.parse("ees/add-opt"))
    assert (outcome.endowment, outcome.add1_steps) == (Fraction(61, 3), 1)
    by_pounds = count(within, Rule.parse("ees/add1"))
    assert (by_pounds.endowment, by_pounds.add1_steps) == (21, 1)
    assert set(outcome.funded) == set(by_pounds.funded) == {0, 1}


@given(an_election(), st.sampled_from(["cost", "count"]))
@settings(deadline=None)
def test_a_rise_below_the_next_change_changes_nothing(election: Election, worth: str) -> None:
    first = count(election, Rule.parse(f"exact-equal-shares/{worth}/none"))
    share = Fraction(election.budget, election.n_voters)
    race = race_of(
        election, Rule.parse(f"exact-equal-shares/{worth}"), election.costs <= election.budget
    )
    run = Run(race, share).until(election.budget)
    assert tuple(run.rounds) == first.rounds
    if run.rise is not None:
        assert run.rise > 0
        nearly = Run(race, share + run.rise * Fraction(9, 10)).until(10**9)
        assert _bought(nearly) == _bought(run)
        assert _bought(Run(race, share + run.rise).until(10**9)) != _bought(run)


def _bought(run: Run) -> list[tuple[int, int]]:
    return [(step.project, step.paid_full) for step in run.rounds]


def test_a_few_very_good_grades_do_not_outweigh_a_better_middle() -> None:
    # By points the ramp leads 12 to 10; but most people find it a poor thing.
    ballots = [{0: 3, 1: 1}] * 4 + [{1: 1}] * 6
    election = Election.of_ballots(ballots, costs=[50, 50], budget=50)
    assert election.points.tolist() == [12, 10]
    assert funded(election, "greedy") == (0,)
    assert funded(election, "majority-judgement") == (1,)


def test_not_grading_a_project_is_the_worst_grade() -> None:
    election = Election.of_ballots([{0: 2}, {0: 2}, {}, {}], costs=[5], budget=5)
    (merit,) = merits(election)
    assert (merit.grades, merit.majority_grade) == ((2, 0, 2), 0)


def test_only_projects_graded_alike_by_as_many_voters_are_tied() -> None:
    ballots = [{0: 2, 1: 1, 2: 2}, {0: 1, 1: 2, 2: 2}]
    election = Election.of_ballots(ballots, costs=[8, 6, 6], budget=20)
    rounds = count(election, Rule("majority-judgement")).rounds
    assert [(step.project, step.tied_with) for step in rounds] == [(2, ()), (1, (0,)), (0, ())]


def test_a_million_voters_are_judged_as_quickly_as_ten() -> None:
    ballots = [{0: 3, 1: 2}, {0: 1, 1: 2}, {0: 2, 1: 2}]
    election = Election.of_ballots(ballots, [10**9, 10**9 + 1, 5], costs=[5, 5], budget=9)
    assert funded(election, "majority-judgement") == (1,)


@given(st.lists(st.lists(st.integers(0, 3), min_size=9, max_size=9), min_size=2, max_size=5))
def test_the_order_by_grades_is_that_of_middles_taken_away(rows: list[list[int]]) -> None:
    def taken_away(grades: list[int]) -> list[int]:
        left = sorted(grades)
        return [left.pop((len(left) - 1) // 2) for _ in grades]

    for n_voters in (8, 9):
        grades = np.array([np.bincount(row[:n_voters], minlength=4) for row in rows])
        values = majority_values(grades)
        slow = [taken_away(row[:n_voters]) for row in rows]
        for one in range(len(rows)):
            for other in range(len(rows)):
                assert (values[one] < values[other]) == (slow[one] < slow[other])


@given(an_election(with_points=False))
def test_with_ticks_alone_the_order_of_grades_is_that_of_votes(election: Election) -> None:
    assert distributions(election)[:, -1].tolist() == election.votes.tolist()
    assert funded(election, "majority-judgement") == funded(election, "greedy")


def test_the_relatives_of_equal_shares_on_a_real_village() -> None:
    election = a_real_election("Poland_Swiecie_2023").election
    shares, spent = funded(election, "mes/add1"), count(election, Rule.parse("bos"))
    assert set(spent.funded) == set(shares)
    raised = count(election, Rule.parse("ees/add-opt"))
    assert set(raised.funded) == set(shares)
    assert count(election, Rule.parse("ees/add1")).funded == raised.funded
