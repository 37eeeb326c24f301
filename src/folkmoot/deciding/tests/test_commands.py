"""The command line of counting: any Pabulib file in, an answer or one sentence out."""

import json
from pathlib import Path

import pytest
from django.core.management import call_command

from folkmoot.deciding.analysis import Asked, count_file
from folkmoot.deciding.models import Decision
from folkmoot.methods.budgeting import pabulib
from folkmoot.places.models import Place

SMALL = """META
key;value
description;A small vote
budget;90
vote_type;approval
currency;GBP
PROJECTS
project_id;cost;name
a;30;Ash tree
b;30;Bench
c;30;Clock
d;30;Drum
VOTES
voter_id;vote
1;a,b,c
2;a,b,c
3;a,b,c
4;a,b,c
5;a,b,c
6;a,b,c
7;d
8;d
9;d
"""


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A file with a vote one can count by hand."""
    path = tmp_path / "small.pb"
    path.write_text(SMALL)
    return path


def counted(*words: str, capsys: pytest.CaptureFixture[str]) -> dict[str, object]:
    call_command("count", *words, "--json")
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_a_program_reads_rule_money_ballots_winners_rounds_and_digest(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = counted(str(small), "--rule", "equal-shares", "--completion", "none", capsys=capsys)
    assert found["winners"] == ["a", "b", "d"]
    assert (found["budget"], found["spent"], found["ballots"]) == (90, 90, 9)
    assert found["rule"] == "equal-shares/cost/none/1"
    assert len(found["rounds"]) == 3  # type: ignore[arg-type]
    assert len(str(found["digest"])) == 64


def test_the_same_ballots_by_most_votes(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert counted(str(small), "--rule", "greedy", capsys=capsys)["winners"] == ["a", "b", "c"]


def test_a_person_reads_names_and_sums(small: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("count", str(small), "--rule", "equal-shares", "--completion", "none")
    told = capsys.readouterr().out
    assert "Ash tree" in told
    assert "3 of 4 projects, 90 of 90 GBP, 9 ballots." in told


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("VOTES\n", "WISHES\n", "WISHES"),
        ("b;30;Bench", "a;30;Bench", "Line 10: There are two projects with the id “a”."),
        ("b;30;Bench", "b;-30;Bench", "Line 10: The cost of project b is -30"),
        ("2;a,b,c", "2;a,z", "Line 16:"),
        ("budget;90\n", "", "budget"),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_line(
    small: Path,
    capsys: pytest.CaptureFixture[str],
    before: str,
    after: str,
    sentence: str,
) -> None:
    small.write_text(SMALL.replace(before, after, 1))
    with pytest.raises(SystemExit) as stopped:
        call_command("count", str(small))
    assert stopped.value.code == 1
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_a_file_that_is_not_there_and_a_rule_nobody_knows(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        call_command("count", "nowhere.pb")
    assert capsys.readouterr().err == "There is no file nowhere.pb.\n"
    with pytest.raises(SystemExit):
        call_command("count", str(small), "--rule", "coin-toss")
    assert "There is no rule called “coin-toss”." in capsys.readouterr().err


@pytest.mark.django_db
def test_an_election_is_brought_in_and_counted_here(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command(
        "import_election", str(small), "--place", "Elm Park", "--rule", "equal-shares/cost/none"
    )
    decision = Decision.objects.get()
    assert decision.place.name == "Elm Park"
    assert decision.budget_pence == 90_00
    assert decision.count.outcome["winners"] == [1, 2, 4]
    assert f"/decisions/{decision.ref}/" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_bad_file_leaves_no_place_and_no_decision_behind(small: Path) -> None:
    small.write_text(SMALL.replace("b;30;Bench", "a;30;Bench", 1))
    with pytest.raises(SystemExit):
        call_command("import_election", str(small), "--place", "Elm Park")
    assert not Place.objects.exists()
    assert not Decision.objects.exists()


@pytest.mark.django_db
def test_a_file_brought_in_twice_is_refused_until_it_is_said_to_be_meant(
    small: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("import_election", str(small), "--place", "Elm Park")
    renamed = small.rename(small.with_name("copy.pb"))
    with pytest.raises(SystemExit) as stopped:
        call_command("import_election", str(renamed), "--place", "Oak Hill")
    assert stopped.value.code == 1
    decision = Decision.objects.get()
    told = capsys.readouterr().err
    assert "as “A small vote” in Elm Park" in told
    assert decision.ref in told
    assert "add --again" in told
    assert [place.name for place in Place.objects.all()] == ["Elm Park"]

    call_command("import_election", str(renamed), "--place", "Elm Park", "--again")
    assert Decision.objects.filter(imported_sha256=decision.imported_sha256).count() == 2


@pytest.mark.django_db
def test_another_file_of_the_same_name_is_another_election(small: Path) -> None:
    call_command("import_election", str(small), "--place", "Elm Park")
    small.write_text(SMALL.replace("9;d", "9;a"))
    call_command("import_election", str(small), "--place", "Elm Park")
    assert Decision.objects.count() == 2


def test_every_real_file_can_be_counted(real_data: Path) -> None:
    files = sorted((real_data / "elections").glob("*.pb"))
    assert len(files) > 60
    for path in files:
        found = count_file(path.read_bytes(), Asked(rule="equal-shares/cost/none"))
        assert found["ballots"] > 0, path.name
        assert float(found["spent"]) <= float(found["budget"]), path.name


@pytest.mark.parametrize(
    ("name", "rule"),
    [
        ("Poland_Wieliczka_2023_Green_Budget.pb", ""),
        ("Poland_Wieliczka_2023_Green_Budget.pb", "equal-shares/cost/add1"),
        ("Poland_Swiecie_2023.pb", "equal-shares/cost/add1"),
        ("Netherlands_Assen_2024.pb", "equal-shares/cost/add1"),
    ],
)
def test_official_winners_of_equal_shares_are_reproduced(
    real_data: Path, name: str, rule: str
) -> None:
    data = (real_data / "elections" / name).read_bytes()
    official = set(pabulib.read(data).selected or ())
    assert set(count_file(data, Asked(rule=rule))["winners"]) == official
