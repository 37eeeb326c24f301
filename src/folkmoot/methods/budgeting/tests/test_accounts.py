"""Why mine, why not mine, and what my share paid for."""

# mypy: disable-error-code="comparison-overlap"

from fractions import Fraction

import pytest

from folkmoot.methods.budgeting import Account, Election, Rule, count, explain, share_spent
from folkmoot.methods.budgeting.tests.makers import a_real_election
from folkmoot.methods.errors import InvalidInput


def accounts(election: Election, rule: str) -> tuple[Account, ...]:
    return explain(election, count(election, Rule.parse(rule)))


def whys(election: Election, rule: str) -> list[str]:
    return [account.why for account in accounts(election, rule)]


def test_a_project_is_told_to_whom_its_supporters_money_went() -> None:
    # £30 each. The hall takes £20 from Ann, Bob and Cat. Cat and Dan want the garden, £45:
    # Cat has £10 left, Dan £30.
    election = Election.of(approvals=[[1, 0], [1, 0], [1, 1], [0, 1]], costs=[60, 45], budget=120)
    hall, garden = accounts(election, "mes")
    assert (hall.why, hall.left, hall.taken) == ("funded", 30, ((0, Fraction(60), 3),))
    assert (garden.why, garden.left) == ("money-went-elsewhere", 40)
    assert garden.taken == ((0, Fraction(20), 1),)
    assert garden.effective_support == pytest.approx(40 / 45)


def test_a_project_with_too_few_votes_for_its_cost_is_told_so() -> None:
    election = Election.of(approvals=[[1, 0, 0], [1, 1, 0]], costs=[20, 60, 5], budget=80)
    hall, rink, pond = accounts(election, "mes")
    assert (hall.why, rink.why, pond.why) == ("funded", "too-few-votes", "no-votes")
    assert hall.effective_support == pytest.approx(4.0)
    assert pond.effective_support == 0


def test_a_project_that_lost_a_tie_is_told_so_and_stays_below_all_it_needed() -> None:
    election = Election.of(approvals=[[1, 1], [1, 1]], costs=[60, 60], budget=100)
    first, second = accounts(election, "mes")
    assert (first.why, second.why) == ("funded", "lost-a-tie")
    assert 0.99 < second.effective_support < 1 <= first.effective_support


def test_the_list_rules_say_what_was_left_when_each_had_its_turn() -> None:
    ballots = [[1, 0, 0, 0]] * 3 + [[0, 1, 0, 0]] * 2 + [[0, 0, 1, 0]]
    election = Election.of(approvals=ballots, costs=[60, 50, 30, 1], budget=90)
    assert whys(election, "greedy") == ["funded", "did-not-fit", "funded", "no-votes"]
    assert whys(election, "greedy-no-skip") == [
        "funded",
        "did-not-fit",
        "after-the-stop",
        "no-votes",
    ]
    hall, rink, *_ = accounts(election, "greedy")
    assert (hall.left, rink.left, rink.effective_support) == (90, 30, 0.6)


def test_projects_left_out_beforehand_are_told_what_they_had_of_what_was_asked() -> None:
    ballots = [[1, 0, 0], [0, 1, 0], [0, 1, 0], [0, 1, 1]]
    election = Election.of(approvals=ballots, costs=[90, 10, 101], budget=100)
    dear, cheap, beyond = accounts(election, "greedy/cut")
    assert (dear.why, cheap.why, beyond.why) == ("below-cut", "funded", "over-budget")
    assert dear.effective_support == pytest.approx((1 / 4) / (90 / 300))
    assert beyond.effective_support == pytest.approx(100 / 101)
    few, *_ = accounts(election, "mes/minimum=2")
    assert (few.why, few.effective_support) == ("below-threshold", 0.5)


def test_when_the_comparison_chooses_most_votes_the_accounts_speak_of_votes() -> None:
    ballots = [[1, 1, 0]] * 6 + [[0, 0, 1]] * 3
    election = Election.of(approvals=ballots, costs=[45, 45, 30], budget=90)
    assert whys(election, "equalshares/comparison") == ["funded", "funded", "did-not-fit"]
    assert share_spent(election, count(election, Rule.parse("equalshares/comparison")), [0]) == ()


def test_phragmen_says_what_had_been_saved_when_it_stopped() -> None:
    election = Election.of(approvals=[[1, 0, 0]] * 2 + [[0, 1, 1]], costs=[40, 30, 20], budget=60)
    hall, pond, bench = accounts(election, "phragmen")
    assert [each.why for each in (hall, pond, bench)] == ["funded", "did-not-fit", "funded"]
    assert (pond.left, pond.taken) == (30, ((2, Fraction(20), 1),))


def test_a_voter_sees_what_their_share_paid_for() -> None:
    election = Election.of(approvals=[[1, 1], [1, 0], [1, 0], [0, 1]], costs=[60, 36], budget=120)
    outcome = count(election, Rule("equal-shares"))
    assert share_spent(election, outcome, [0, 1]) == ((0, Fraction(20)), (1, Fraction(10)))
    assert share_spent(election.costs, outcome, {1}) == ((1, Fraction(26)),)
    assert share_spent(election, outcome, []) == ()
    with pytest.raises(InvalidInput, match="not in this election"):
        share_spent(election, outcome, [2])


def test_a_voter_with_points_pays_by_the_point() -> None:
    election = Election.of_ballots([{0: 3}, {0: 1}], costs=[40], budget=80)
    outcome = count(election, Rule.parse("equal-shares/points"))
    assert share_spent(election, outcome, {0: 3}) == ((0, Fraction(30)),)


def test_a_voter_under_phragmen_pays_what_they_had_saved() -> None:
    election = Election.of(approvals=[[1, 1], [1, 1], [0, 1]], costs=[30, 30], budget=60)
    outcome = count(election, Rule("phragmen"))
    assert share_spent(election, outcome, [0, 1]) == ((1, Fraction(10)), (0, Fraction(15)))


def test_the_accounts_of_a_whole_city_add_up() -> None:
    election = a_real_election("Poland_Wieliczka_2023_Green_Budget").election
    outcome = count(election, Rule.parse("equalshares/add1"))
    found = explain(election, outcome)
    for account in found:
        given_out = account.votes * outcome.endowment
        assert account.left + sum(money for _, money, _ in account.taken) == given_out
        assert (account.effective_support >= 1) == account.funded
    assert {account.why for account in found} == {
        "funded",
        "too-few-votes",
        "money-went-elsewhere",
    }
