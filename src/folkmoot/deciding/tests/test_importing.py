"""Bringing in an election that was held elsewhere, from the command line."""

from pathlib import Path

import pytest
from django.core.management import call_command

from folkmoot.counting.tests.files import SMALL
from folkmoot.deciding.models import Decision
from folkmoot.methods.budgeting import Rule
from folkmoot.methods.budgeting import count as count_by_rule
from folkmoot.methods.budgeting.pabulib import read
from folkmoot.places.models import Place


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A file with a vote one can count by hand."""
    path = tmp_path / "small.pb"
    path.write_text(SMALL)
    return path


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


@pytest.mark.django_db
@pytest.mark.parametrize(
    "rule",
    [
        *(f"welfare/{worth}" for worth in ("cost", "count")),
        *(f"bounded-overspending/{worth}" for worth in ("cost", "count")),
        *(f"exact-equal-shares/{worth}/add1" for worth in ("cost", "count")),
        "greedy-per-cost-no-skip",
    ],
)
def test_it_is_counted_by_the_very_rule_that_was_asked_for(small: Path, rule: str) -> None:
    call_command("import_election", str(small), "--place", "Elm Park", "--rule", rule)
    count = Decision.objects.get().count
    assert count.outcome["rule"] == f"{rule}/1"
    file = read(small.read_bytes())
    found = count_by_rule(file.election, Rule.parse(rule))
    assert count.outcome["winners"] == [number + 1 for number in found.funded]
