"""The rules on elections small enough to count on paper."""

# mypy: disable-error-code="comparison-overlap"

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.methods.budgeting import RULE_NAMES, Election, Outcome, Rule, count
from folkmoot.methods.errors import InvalidInput


def the_count(election: Election, rule: str) -> Outcome:
    return count(election, Rule.parse(rule))


def test_two_neighbourhoods_each_get_their_share() -> None:
    # Six people north, three people south; greedy gives everything to the north.
    north, south = [[1, 1, 1, 0]] * 6, [[0, 0, 0, 1]] * 3
    election = Election.of(approvals=north + south, costs=[30, 30, 30, 30], budget=90)

    assert 3 not in the_count(election, "greedy").funded
    assert the_count(election, "equal-shares").funded == (0, 1, 3)


def test_those_who_cannot_pay_in_full_give_the_last_they_have() -> None:
    # £30 each. The hall takes £20 from Ann, Bob and Cat; then the garden costs £45:
    # Ann gives her last £10 and Dan £35 would be needed, but Dan has £30. Not affordable.
    ballots = [[1, 1], [1, 0], [1, 0], [0, 1]]
    too_dear = Election.of(approvals=ballots, costs=[60, 45], budget=120)
    assert the_count(too_dear, "mes").funded == (0,)

    within_reach = Election.of(approvals=ballots, costs=[60, 36], budget=120)
    hall, garden = the_count(within_reach, "mes").rounds
    assert (hall.cap, hall.paid_full, hall.paid_rest) == (20, 3, 0)
    assert (garden.cap, garden.paid_full, garden.paid_rest) == (26, 1, 1)
    assert garden.effective_votes == Fraction(36, 26)


def test_points_share_the_payment_in_proportion() -> None:
    # Ann gives 3 points and Bob 1: of £40 Ann pays £30 and Bob £10.
    election = Election.of_ballots([{0: 3}, {0: 1}], costs=[40], budget=80)
    (bought,) = the_count(election, "equal-shares/points").rounds
    assert (bought.rate, bought.cap, bought.effective_votes) == (10, 30, 4)


def test_what_a_project_is_worth_changes_which_comes_first() -> None:
    # For each pound, the dear project asks least; for each supporter, the cheap one does.
    election = Election.of(approvals=[[1, 1], [1, 1], [1, 0]], costs=[90, 40], budget=120)
    assert the_count(election, "equal-shares/cost").funded[0] == 0
    assert the_count(election, "equal-shares/count").funded[0] == 1


def test_a_project_exactly_affordable_is_bought() -> None:
    # Shares of a third of £1 do not add up in floats; they do here.
    election = Election.of(approvals=[[1]] * 3, costs=[100], budget=100)
    assert the_count(election, "mes").funded == (0,)


def test_a_hundred_thousand_votes_do_not_tie_with_one_more() -> None:
    # An absolute tolerance would call these equal and let the cheaper, weaker one go first.
    election = Election.of_ballots([[0], [1]], [100_000, 100_001], costs=[99, 100], budget=10**12)
    first, _ = the_count(election, "mes").rounds
    assert (first.project, first.tied_with) == (1, ())


def test_ties_go_to_the_cheaper_then_to_more_votes_then_to_the_lot() -> None:
    cheaper = Election.of_ballots([[0], [1]], costs=[8, 6], budget=100)
    assert the_count(cheaper, "greedy").funded == (1, 0)
    more_votes = Election.of_ballots([{0: 2}, {1: 1}, {1: 1}], costs=[6, 6], budget=100)
    assert the_count(more_votes, "greedy").funded == (1, 0)
    lot = Election.of_ballots([[0], [1]], costs=[6, 6], budget=100, lots=[1, 0])
    bought = the_count(lot, "greedy").rounds[0]
    assert (bought.project, bought.tied_with) == (1, (0,))


def test_raising_the_shares_stops_before_it_would_overspend() -> None:
    # Shares of £12: the bench needs £15 from each of two, the mural £20 from each of two.
    ballots = [[1, 0], [1, 0], [0, 1], [0, 1]]
    election = Election.of(approvals=ballots, costs=[30, 40], budget=50)
    plain, raised = the_count(election, "mes"), the_count(election, "mes/add1")
    assert plain.funded == ()
    assert (raised.funded, raised.endowment, raised.add1_steps) == ((0,), 19, 7)
    assert "overspend" in raised.stopped_because


def test_raising_goes_in_the_steps_the_rule_names() -> None:
    ballots = [[1, 0], [1, 0], [0, 1], [0, 1]]
    election = Election.of(approvals=ballots, costs=[30, 40], budget=50)
    by_fours = the_count(election, "equal-shares/cost/add1/increment=4")
    assert (by_fours.endowment, by_fours.add1_steps) == (16, 1)


def test_the_four_ways_of_raising_shares_end_where_they_say() -> None:
    """Three wanted the pond, two the stage, one the flag; an equal share is £16.67."""
    ballots = [[1, 0, 0]] * 3 + [[0, 1, 0]] * 2 + [[0, 0, 1]]
    election = Election.of(approvals=ballots, costs=[60, 36, 50], budget=100)
    ends = {
        name: (outcome.funded, str(outcome.endowment), outcome.add1_steps, outcome.unspent)
        for name in ("add1", "add1-full", "add1-exact", "add1-exact-full")
        for outcome in [the_count(election, f"mes/{name}")]
    }
    assert ends == {
        "add1": ((0, 1), "49", 33, 4),
        "add1-full": ((0, 1), "20", 4, 4),
        "add1-exact": ((0, 1), "149/3", 33, 4),
        "add1-exact-full": ((0, 1), "62/3", 4, 4),
    }
    assert the_count(election, "mes/add1-full").stopped_because == (
        "Nothing else that somebody chose fits the money left."
    )


def test_raising_ends_when_everything_is_funded() -> None:
    election = Election.of(approvals=[[1, 0], [0, 1]], costs=[30, 50], budget=1000)
    outcome = the_count(election, "mes/add1")
    assert (set(outcome.funded), outcome.add1_steps) == ({0, 1}, 0)
    assert "Every project" in outcome.stopped_because


def test_a_share_of_less_than_a_penny_is_not_rounded_away() -> None:
    election = Election.of(approvals=[[1]] * 4, costs=[3], budget=3)
    outcome = the_count(election, "mes/add1")
    assert (outcome.funded, outcome.endowment) == ((0,), Fraction(3, 4))


def test_what_is_left_can_go_by_votes() -> None:
    # At a share of £30 the second would be bought too, and overspend; the third still fits.
    ballots = [[1, 0, 0]] * 3 + [[0, 1, 0]] * 2 + [[0, 0, 1]]
    election = Election.of(approvals=ballots, costs=[30, 60, 32], budget=66)
    outcome = the_count(election, "equalshares/add1u")
    assert outcome.endowment == 29
    assert [(step.project, step.by) for step in outcome.rounds] == [
        (0, "equal-shares"),
        (2, "votes"),
    ]


def test_the_comparison_keeps_what_more_voters_prefer() -> None:
    # Greedy pleases six of nine; equal shares pleases the three it would leave out.
    ballots = [[1, 1, 0]] * 6 + [[0, 0, 1]] * 3
    election = Election.of(approvals=ballots, costs=[45, 45, 30], budget=90)
    outcome = the_count(election, "equalshares/comparison")
    assert outcome.compared is not None
    assert (outcome.compared.kept, outcome.funded) == ("greedy", (0, 1))
    assert (outcome.compared.prefer_equal_shares, outcome.compared.prefer_greedy) == (3, 6)
    assert outcome.compared.equal_shares == (0, 2)


def test_a_draw_in_the_comparison_stays_with_equal_shares() -> None:
    ballots = [[1, 1, 0]] * 3 + [[0, 0, 1]] * 3
    election = Election.of(approvals=ballots, costs=[45, 45, 45], budget=90)
    outcome = the_count(election, "equalshares/comparison")
    assert outcome.compared is not None
    assert (outcome.compared.kept, outcome.compared.indifferent) == ("equal-shares", 0)


def test_the_cut_leaves_out_what_asks_for_much_more_than_its_support() -> None:
    # One voter in four for nine tenths of the money: 1/4 < 90/300.
    election = Election.of(approvals=[[1, 0], [0, 1], [0, 1], [0, 1]], costs=[90, 10], budget=100)
    assert the_count(election, "greedy").funded == (1, 0)
    assert the_count(election, "greedy/cut").funded == (1,)


def test_a_project_dearer_than_all_the_money_does_not_stop_the_others() -> None:
    election = Election.of(approvals=[[1, 0]] * 5 + [[0, 1]], costs=[101, 10], budget=100)
    for name in RULE_NAMES:
        assert 0 not in the_count(election, name).funded, name
    for name in ("greedy", "greedy-no-skip", "phragmen", "mes/add1"):
        assert the_count(election, name).funded == (1,), name


def test_phragmen_stops_at_the_first_that_does_not_fit() -> None:
    election = Election.of(approvals=[[1, 0, 0]] * 2 + [[0, 1, 1]], costs=[40, 30, 20], budget=60)
    outcome = the_count(election, "phragmen")
    assert [(step.project, step.time) for step in outcome.rounds] == [(2, 20), (0, 20)]
    assert outcome.endowment == 50
    assert "no longer fits" in outcome.stopped_because


@given(st.lists(st.integers(1, 30), min_size=2, max_size=4), st.integers(1, 8))
def test_between_parties_phragmen_is_the_method_of_dhondt(sizes: list[int], seats: int) -> None:
    """Brill, Gölz, Peters, Schmidt-Kraepelin and Wilker (2022): parties get D'Hondt's seats."""
    party_of = [party for party in range(len(sizes)) for _ in range(seats)]
    lists = [[j for j, owner in enumerate(party_of) if owner == p] for p in range(len(sizes))]
    election = Election.of_ballots(lists, sizes, costs=[1] * len(party_of), budget=seats)
    won = [party_of[j] for j in the_count(election, "phragmen").funded]

    quotients = sorted(
        ((Fraction(size, s), p) for p, size in enumerate(sizes) for s in range(1, seats + 1)),
        reverse=True,
    )
    clear = quotients[seats - 1][0] > quotients[seats][0] if len(quotients) > seats else True
    if clear:
        assert sorted(won) == sorted(party for _, party in quotients[:seats])


@given(st.lists(st.integers(1, 30), min_size=1, max_size=4), st.integers(1, 8))
def test_no_party_gets_less_than_its_share_rounded_down(sizes: list[int], seats: int) -> None:
    """Peters and Skowron (2020), on Rule X: lower quota."""
    party_of = [party for party in range(len(sizes)) for _ in range(seats)]
    lists = [[j for j, owner in enumerate(party_of) if owner == p] for p in range(len(sizes))]
    election = Election.of_ballots(lists, sizes, costs=[1] * len(party_of), budget=seats)
    won = [party_of[j] for j in the_count(election, "mes").funded]
    for party, size in enumerate(sizes):
        assert won.count(party) == size * seats // sum(sizes)


@pytest.mark.parametrize("name", RULE_NAMES)
def test_every_rule_reads_back_its_own_name_and_says_itself_in_a_sentence(name: str) -> None:
    rule = Rule.parse(name)
    assert str(rule) == rule.name == name
    assert rule.sentence.endswith(".")
    assert ".." not in rule.sentence


def test_a_rule_is_known_by_the_names_people_use() -> None:
    for given_, name in {
        "equalshares": "equal-shares/cost/none/1",
        "MES": "equal-shares/cost/none/1",
        "equalshares/add1": "equal-shares/cost/add1/1",
        "equalshares/add1-comparison": "equal-shares/cost/comparison/1",
        "greedy-threshold": "greedy/1",
        "Greedy No Skip": "greedy-no-skip/1",
        "equal-shares/points": "equal-shares/points/none/1",
        "greedy/minimum=50/cut": "greedy/minimum=50/cut/1",
    }.items():
        assert Rule.parse(given_).name == name


@pytest.mark.parametrize(
    "name",
    ["", "lottery", "greedy-custom", "greedy/add1", "equal-shares/joy", "greedy/minimum=x",
     "equal-shares/cost/add1/increment=0", "greedy/colour=red", "equal-shares/cost/none/x"],
)  # fmt: skip
def test_a_rule_nobody_knows_is_refused(name: str) -> None:
    with pytest.raises(InvalidInput):
        Rule.parse(name)
