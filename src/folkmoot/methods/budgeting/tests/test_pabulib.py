"""Pabulib files: real ones are read and written whole, broken ones are named by their line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.methods.budgeting import Election, Rule, count, digest, result_json
from folkmoot.methods.budgeting.pabulib import PabulibElection, PabulibError, read, write
from folkmoot.methods.budgeting.tests.files import GOOD
from folkmoot.methods.budgeting.tests.makers import (
    a_real_election,
    an_election,
    elections_folder,
)


def test_a_small_file_is_read() -> None:
    file = read(GOOD.encode())
    assert file.ids == ("7", "a-9")
    assert file.projects[0].name == "Skate; ramp"
    assert (file.money_scale, file.election.budget) == (100, 90_050)
    assert file.election.costs.tolist() == [40_000, 32_025]
    assert (file.election.n_voters, file.election.votes.tolist()) == (3, [2, 1])
    assert (file.currency, file.selected, file.rule) == ("", None, None)
    assert file.ballots == (("7", "a-9"), ("7",), ())


def test_a_knapsack_over_the_budget_is_refused_only_where_the_file_says_knapsack() -> None:
    over = GOOD.replace("900.50", "700")
    assert read(over.encode()).election.n_voters == 3
    with pytest.raises(PabulibError, match="Line 14: A ballot costs more than the budget"):
        read(over.replace("approval", "knapsack").encode())


def test_no_projects_and_no_votes_are_refused() -> None:
    head, votes = GOOD.split("VOTES")[0], GOOD.split("VOTES")[1]
    with pytest.raises(PabulibError, match="There are no votes"):
        read((head + "VOTES\nvoter_id;vote\n").encode())
    none = head.split("project_id")[0] + "project_id;cost\nVOTES" + votes
    with pytest.raises(PabulibError, match="There are no projects"):
        read(none.encode())


def test_marks_of_other_systems_make_no_difference() -> None:
    plain = read(GOOD.encode())
    for other in ("\ufeff" + GOOD, GOOD.replace("\n", "\r\n"), GOOD + "\n\n"):
        assert write(read(other.encode())) == write(plain)


def points_file(vote_type: str, vote: str, points: str | None, longest: str = "") -> bytes:
    column, given_ = ("", "") if points is None else (";points", f";{points}")
    return (
        f"META\nkey;value\nbudget;9\nvote_type;{vote_type}\n{longest}"
        "PROJECTS\nproject_id;cost\na;1\nb;2\nc;3\n"
        f"VOTES\nvoter_id;vote{column}\n1;{vote}{given_}\n"
    ).encode()


def test_ranks_become_points_and_the_file_says_how() -> None:
    ranked = read(points_file("ordinal", "c,a", None, "max_length;3\n"))
    assert ranked.election.points.tolist() == [2, 0, 3]
    assert ranked.ballots == (("c", "a"),)
    assert "3 for the first choice" in ranked.points_from
    borda = read(points_file("ordinal", "c,a", None))
    assert borda.election.points.tolist() == [2, 0, 3]
    assert "as many as there are projects" in borda.points_from


def test_points_are_as_given() -> None:
    file = read(points_file("cumulative", "c,a,b", "5,2.0,0"))
    assert file.election.points.tolist() == [2, 0, 5]
    assert file.ballots == (("c", "a"),)
    for points, sentence in (("5", "points for 1"), ("5,x,1", "not a whole number")):
        with pytest.raises(PabulibError, match=sentence):
            read(points_file("cumulative", "c,a,b", points))


def test_one_choice_means_one() -> None:
    with pytest.raises(PabulibError, match="2 choices, and 1 are allowed"):
        read(points_file("choose-1", "a,b", None))


def test_every_real_file_reads_back_what_is_written() -> None:
    for path in sorted(elections_folder().glob("*.pb")):
        if path.stat().st_size > 100_000:
            continue
        file = read(path.read_bytes())
        written = write(file)
        again = read(written)
        assert again.meta == file.meta, path.name
        assert [p.fields for p in again.projects] == [p.fields for p in file.projects], path.name
        assert write(again) == written, path.name
        rule = Rule("greedy")
        outcome = count(file.election, rule)
        assert digest(again.election, rule, outcome) == digest(file.election, rule, outcome)


def test_the_largest_file_reads_back_too() -> None:
    file = a_real_election("Poland_Lodz_2022")
    again = read(write(file))
    assert np.array_equal(again.election.votes, file.election.votes)
    assert again.election.weights.size == file.election.weights.size
    assert file.rule == Rule("greedy", minimum_votes=100)
    assert [project.votes for project in file.projects] == file.election.votes.tolist()
    assert file.projects[0].latitude is not None or "latitude" not in file.projects[0].fields


def test_cents_are_counted_whole() -> None:
    file = a_real_election("Poland_Krakow_2023_Bienczyce")
    assert (file.money_scale, file.election.budget) == (100, 133_175_111)
    result = result_json(file, Rule("greedy"), count(file.election, Rule("greedy")))
    assert result["budget"] == "1331751.11"
    assert isinstance(result["spent"], int | str)


@given(an_election(), st.booleans())
def test_an_election_of_our_own_survives_the_journey(election: Election, pence: bool) -> None:
    projects = [
        {"project_id": f"p{j}", "name": f'The "{j}"; and\nmore'} for j in range(election.n_projects)
    ]
    kind = "cumulative" if election.scores.max(initial=1) > 1 else "approval"
    file = PabulibElection.of(
        election, projects, meta={"unit": "Elm Park"}, vote_type=kind,
        money_scale=100 if pence else 1,
    )  # fmt: skip
    again = read(write(file))
    rule = Rule.parse("mes")
    outcome = count(election, rule)
    assert again.election.lots.tolist() == election.lots.tolist()
    if again.money_scale == file.money_scale:
        assert digest(again.election, rule, outcome) == digest(election, rule, outcome)
        shown = again.with_outcome(outcome)
        assert set(shown.selected or ()) == {file.ids[j] for j in outcome.funded}
    assert [project.name for project in again.projects] == [p["name"] for p in projects]


def test_voters_are_numbered_afresh_so_that_the_order_of_casting_is_not_told() -> None:
    late_first = read(GOOD.encode())
    lines = GOOD.split("\n")
    lines[13:16] = lines[15:12:-1]
    early_first = read("\n".join(lines).encode())
    assert write(late_first) == write(early_first)


def test_the_result_names_projects_and_gives_money_as_the_file_does() -> None:
    file = read(GOOD.encode())
    rule = Rule.parse("mes")
    outcome = count(file.election, rule)
    result = result_json(file, rule, outcome)
    assert result["rule"] == "equal-shares/cost/none/1"
    assert (result["budget"], result["spent"], result["ballots"]) == ("900.50", 400, 3)
    assert result["winners"] == ["7"]
    assert result["rounds"][0]["cap"] == 200
    assert result["digest"] == digest(file.election, rule, outcome)
