"""Each project's way through a count, told to those who proposed it."""

# mypy: disable-error-code="comparison-overlap"

from fractions import Fraction

import pytest
from hypothesis import given, settings

from folkmoot.methods.budgeting import Election, Journey, Rule, count, explain, journeys
from folkmoot.methods.budgeting.falls import SHARES
from folkmoot.methods.budgeting.payments import payments_of
from folkmoot.methods.budgeting.tests.makers import a_real_election, a_rule, an_election
from folkmoot.methods.budgeting.tests.plainly import Plain


def ways(election: Election, rule: str) -> tuple[Journey, ...]:
    return journeys(election, count(election, Rule.parse(rule)))


def test_a_garden_falls_when_its_supporters_have_paid_for_the_hall() -> None:
    # £30 each. The hall takes £20 from Ann, Bob and Cat. Cat and Dan want the garden, £45.
    election = Election.of(approvals=[[1, 0], [1, 0], [1, 1], [0, 1]], costs=[60, 45], budget=120)
    hall, garden = ways(election, "mes")
    assert (hall.round, hall.held, hall.falls) == (0, (90, 30), ())
    (fall,) = garden.falls
    assert (fall.of, fall.after, fall.had, fall.taken) == ("supporters", 1, 40, ((0, 20, 1),))
    # The hall costs a third of its price a head: for the garden that would be £15 each.
    assert garden.support == pytest.approx((30 / 45, 40 / 45))


def test_a_rink_with_too_few_votes_has_fallen_before_it_starts() -> None:
    election = Election.of(approvals=[[1, 0], [1, 1]], costs=[20, 60], budget=80)
    (fall,) = ways(election, "mes")[1].falls
    assert (fall.after, fall.had, fall.taken) == (0, 40, ())


def test_when_money_left_goes_by_votes_a_project_can_fall_twice() -> None:
    ballots = [[1, 0, 0]] * 3 + [[0, 1, 0]] * 2 + [[0, 0, 1]]
    election = Election.of(approvals=ballots, costs=[30, 60, 32], budget=66)
    rink = ways(election, "equalshares/add1u")[1]
    assert [(fall.of, fall.after, fall.had) for fall in rink.falls] == [
        ("supporters", 0, 58),
        ("budget", 1, 36),
    ]


def test_down_a_list_a_project_falls_when_what_is_left_is_less_than_its_cost() -> None:
    ballots = [[1, 0, 0, 0]] * 3 + [[0, 1, 0, 0]] * 2 + [[0, 0, 1, 0]]
    election = Election.of(approvals=ballots, costs=[60, 50, 30, 1], budget=90)
    hall, rink, bench, pond = ways(election, "greedy")
    assert [(fall.of, fall.after, fall.had) for fall in rink.falls] == [("budget", 1, 30)]
    assert (hall.left, hall.support[0]) == ((90, 30, 0), 1.5)
    assert (bench.round, pond.falls[0].after) == (1, 2)
    *_, stopped_before = ways(election, "greedy-no-skip")
    assert stopped_before.falls == ()


def test_savings_under_phragmen_are_told_round_by_round() -> None:
    election = Election.of(approvals=[[1, 0, 0]] * 2 + [[0, 1, 1]], costs=[40, 30, 20], budget=60)
    hall, pond, bench = ways(election, "phragmen")
    assert (bench.round, hall.round) == (0, 1)
    assert pond.held == (20, 0, 30)
    assert [(fall.of, fall.after, fall.had) for fall in pond.falls] == [("budget", 2, 0)]


@given(an_election(), a_rule())
@settings(deadline=None, max_examples=300)
def test_a_way_agrees_with_the_account_at_its_end(election: Election, rule: Rule) -> None:
    outcome = count(election, rule)
    for way, account in zip(journeys(election, outcome), explain(election, outcome), strict=True):
        assert (way.round >= 0) is account.funded
        assert way.left[-1] == outcome.unspent
        assert way.held[-1] == account.left or not outcome.endowment
        assert way.falls == () or not account.funded
        if rule.family in SHARES:  # their supporters have to pay for all of it
            assert account.why != "too-few-votes" or way.falls[0].after == 0
            assert account.why != "money-went-elsewhere" or way.falls[0].after > 0
        by_purses = rule.family == "equal-shares" and outcome.endowment
        if by_purses and account.why in {"too-few-votes", "money-went-elsewhere"}:
            assert max(way.support) == pytest.approx(account.effective_support)


@given(an_election(), a_rule())
@settings(deadline=None)
def test_what_was_left_at_a_fall_and_what_was_paid_is_all_they_were_given(
    election: Election, rule: Rule
) -> None:
    outcome = count(election, rule)
    given_out = payments_of(election, outcome).given
    for way in journeys(election, outcome):
        votes = int(election.votes[way.project])
        for fall in way.falls:
            assert fall.had < way.cost
            gone = sum((money for _, money, _ in fall.taken), Fraction(0))
            assert fall.of == "budget" or fall.had + gone == given_out[fall.after] * votes


@given(an_election(), a_rule())
@settings(deadline=None)
def test_what_supporters_held_is_what_following_every_purse_gives(
    election: Election, rule: Rule
) -> None:
    outcome, plain = count(election, rule), Plain(election)
    if rule.family != "equal-shares" or not outcome.endowment:
        return
    purses = [outcome.endowment] * len(plain.voters)
    ways = journeys(election, outcome)
    by_points = rule.satisfaction == "points"
    for number in range(len(outcome.rounds) + 1):
        for way in ways:
            held = (p for p, b in zip(purses, plain.voters, strict=True) if way.project in b)
            assert way.held[number] == sum(held)
        if number < len(outcome.rounds):
            step = outcome.rounds[number]
            for voter, ballot in enumerate(plain.voters):
                units = ballot.get(step.project, 0) if by_points else step.project in ballot
                purses[voter] -= min(purses[voter], step.rate * units)


def test_in_wieliczka_every_project_left_out_falls_once_and_says_to_whom_it_lost() -> None:
    election = a_real_election("Poland_Wieliczka_2023_Green_Budget").election
    outcome = count(election, Rule.parse("equalshares/add1"))
    lost = [way for way in journeys(election, outcome) if way.round < 0]
    assert len(lost) == 34
    for way in lost:
        (fall,) = way.falls
        votes = int(election.votes[way.project])
        assert fall.had + sum(m for _, m, _ in fall.taken) == votes * outcome.endowment
        assert all(j in outcome.funded[: fall.after] for j, _, _ in fall.taken)
