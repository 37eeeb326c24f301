"""How evenly an outcome serves people, and whether the money went where the votes did."""

# mypy: disable-error-code="comparison-overlap"

from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.methods.budgeting import (
    Election,
    Rule,
    count,
    labels_in,
    left_out,
    measure,
    proportions,
    spread,
)
from folkmoot.methods.budgeting.tests.makers import a_real_election, a_rule, an_election
from folkmoot.methods.budgeting.tests.plainly import Plain
from folkmoot.methods.errors import InvalidInput

KINDS = st.sampled_from(["cost", "count", "points"])


def had_by_each(election: Election, funded: tuple[int, ...], kind: str) -> list[int]:
    plain = Plain(election)

    def worth(ballot: dict[int, int], j: int) -> int:
        return {"cost": plain.costs[j], "count": 1, "points": ballot[j]}[kind]

    return sorted(sum(worth(b, j) for j in b if j in funded) for b in plain.voters)


@given(an_election(), a_rule(), KINDS)
@settings(deadline=None)
def test_the_spread_is_what_counting_voter_by_voter_gives(
    election: Election, rule: Rule, kind: Any
) -> None:
    outcome = count(election, rule)
    found, had = spread(election, outcome, kind), had_by_each(election, outcome.funded, kind)
    assert list(found.values) == sorted(set(had))
    assert found.voters == tuple(had.count(value) for value in found.values)
    assert found.mean == Fraction(sum(had), len(had))
    apart = sum(abs(one - other) for one, other in product(had, had))
    assert found.gini == (Fraction(apart, 2 * len(had) * sum(had)) if sum(had) else 0)
    assert found.with_nothing_share == had.count(0) / len(had)
    assert sum(height for _, height in found.bars(4)) == found.n_voters
    assert found.quantile(0.5) == had[(len(had) + 1) // 2 - 1]


@given(an_election(with_points=False), a_rule())
@settings(deadline=None, max_examples=40)
def test_pabutools_finds_the_same_spread(election: Election, rule: Rule) -> None:
    pb = pytest.importorskip("pabutools.election")
    analysis = pytest.importorskip("pabutools.analysis")
    outcome = count(election, rule)
    projects = [pb.Project(str(j), int(cost)) for j, cost in enumerate(election.costs)]
    instance = pb.Instance(projects, budget_limit=election.budget)
    ballots = [pb.ApprovalBallot([projects[j] for j in b]) for b in Plain(election).voters]
    profile, won = pb.ApprovalProfile(ballots), [projects[j] for j in outcome.funded]
    for kind, sat in (("cost", pb.Cost_Sat), ("count", pb.Cardinality_Sat)):
        ours = spread(election, outcome, kind)  # type: ignore[arg-type]
        assert analysis.avg_satisfaction(instance, profile, won, sat) == ours.mean
        if ours.mean:  # theirs divides by it
            theirs = analysis.gini_coefficient_of_satisfaction(instance, profile, won, sat)
            assert float(theirs) == pytest.approx(float(ours.gini))
    not_empty = analysis.percent_non_empty_handed(instance, profile, won)
    assert float(not_empty) == pytest.approx(1 - ours.with_nothing_share)


def test_wieliczka_is_as_published_to_the_last_digit() -> None:
    election = a_real_election("Poland_Wieliczka_2023_Green_Budget").election
    shares, votes = (count(election, Rule.parse(name)) for name in ("equalshares/add1", "greedy"))
    ours, theirs = spread(election, shares, "count"), spread(election, votes, "count")
    assert f"{ours.with_nothing_share:.2%} {theirs.with_nothing_share:.2%}" == "17.80% 27.63%"
    assert (round(float(ours.mean), 3), round(float(theirs.mean), 3)) == (1.617, 1.471)
    assert [f"{ours.voters[n] / ours.n_voters:.2%}" for n in (1, 2)] == ["44.99%", "21.23%"]
    by_number = measure(election, shares).by_number
    assert [by_number[n] for n in ours.values] == list(ours.voters)

    def of_those_who_chose_several(outcome: Any) -> str:
        found = [each for each in left_out(election, outcome) if each.n_chosen > 1]
        nothing = sum(each.n_with_nothing for each in found)
        return f"{nothing / sum(each.n_voters for each in found):.2%}"

    assert of_those_who_chose_several(shares) == "8.59%"
    assert of_those_who_chose_several(votes) == "15.41%"
    assert [each.n_voters for each in left_out(election, shares)][:2] == [3328, 1456]


def test_equal_shares_spreads_wieliczkas_money_more_evenly_than_most_votes() -> None:
    election = a_real_election("Poland_Wieliczka_2023_Green_Budget").election
    shares, votes = (count(election, Rule.parse(name)) for name in ("equalshares/add1", "greedy"))
    assert spread(election, shares).gini < spread(election, votes).gini


def test_a_picture_of_the_spread_has_at_least_one_bar() -> None:
    election = Election.of(approvals=[[1]], costs=[1], budget=1)
    with pytest.raises(InvalidInput, match="at least one bar"):
        spread(election, count(election, Rule("greedy"))).bars(0)


def test_a_project_for_two_districts_counts_half_for_each() -> None:
    ballots = [[1, 0], [1, 0], [0, 1]]
    election = Election.of(approvals=ballots, costs=[60, 30], budget=90)
    found = proportions(election, count(election, Rule("greedy")), [["north", "south"], ["south"]])
    north, south = found.labels
    assert (north.votes_share, south.votes_share) == (Fraction(1, 3), Fraction(2, 3))
    assert (north.money, south.money) == (30, 60)
    assert found.distance == 0
    assert (north.n_projects, south.n_funded) == (1, 2)


def test_people_who_choose_much_count_no_more_than_people_who_choose_one_thing() -> None:
    # One person chose three things in the north, one a single thing in the south.
    election = Election.of(approvals=[[1, 1, 1, 0], [0, 0, 0, 1]], costs=[10] * 4, budget=40)
    outcome, labels = count(election, Rule("greedy")), [["N"], ["N"], ["N"], ["S"]]
    by_voters = proportions(election, outcome, labels)
    by_votes = proportions(election, outcome, labels, weighing="votes")
    assert [each.votes_share for each in by_voters.labels] == [Fraction(1, 2), Fraction(1, 2)]
    assert [each.votes_share for each in by_votes.labels] == [Fraction(3, 4), Fraction(1, 4)]
    assert (by_voters.distance, by_votes.distance) == (Fraction(1, 2), 0)
    assert by_voters.misplaced_share == 0.25


@given(an_election(), a_rule(), st.data())
@settings(deadline=None)
def test_shares_of_votes_and_of_money_are_wholes(
    election: Election, rule: Rule, data: st.DataObject
) -> None:
    some = st.sets(st.sampled_from("abc"))
    labels = [data.draw(some) for _ in range(election.n_projects)]
    outcome = count(election, rule)
    for weighing in ("voters", "votes"):
        found = proportions(election, outcome, labels, weighing=weighing)
        votes = sum(each.votes_share for each in found.labels)
        money = sum(each.money_share for each in found.labels)
        assert votes == (1 if election.indices.size else 0)
        assert money == (1 if outcome.funded else 0)
        assert 0 <= found.distance <= 2
        assert sum(each.money for each in found.labels) == outcome.spent


def test_the_themes_of_a_real_file_come_apart_at_the_commas() -> None:
    file = a_real_election("Poland_Warszawa_2021_Mokotow")
    labels = [labels_in(project.category) for project in file.projects]
    found = proportions(file.election, count(file.election, Rule("greedy")), labels)
    names = [each.label for each in found.labels]
    assert "sport" in names
    assert not any("," in name for name in names)


def test_a_missing_label_is_refused_in_words() -> None:
    election = Election.of(approvals=[[1]], costs=[1], budget=1)
    with pytest.raises(InvalidInput, match="its own collection of labels"):
        proportions(election, count(election, Rule("greedy")), [])
