"""A file is counted: by people who read, and by programs."""

from pathlib import Path

import pytest

from folkmoot.counting.asked import Asked
from folkmoot.counting.facts.counted import counted
from folkmoot.counting.tests.files import SHARES, Desk, a_file, changed
from folkmoot.methods.budgeting import pabulib
from folkmoot.methods.budgeting.rule import FAMILIES, RULE_NAMES

EXPLAINED = tuple(word for project in "abcd" for word in ("--explain", project))


def test_a_program_reads_rule_money_ballots_winners_rounds_and_digest(
    small: str, desk: Desk
) -> None:
    found = desk.counts(small, "--rule", "equal-shares", "--completion", "none")
    assert found["winners"] == ["a", "b", "d"]
    assert (found["budget"], found["spent"], found["ballots"]) == (90, 90, 9)
    assert found["rule"] == "equal-shares/cost/none/1"
    assert [step["project"] for step in found["rounds"]] == ["a", "b", "d"]
    assert len(found["digest"]) == 64


def test_the_same_ballots_by_most_votes(small: str, desk: Desk) -> None:
    assert desk.counts(small, "--rule", "greedy")["winners"] == ["a", "b", "c"]


@pytest.mark.parametrize("rule", [*RULE_NAMES, "greedy/minimum=4/1", "greedy/percent=2.5/cut/1"])
def test_every_rule_counts_a_file_by_its_name_and_explains_itself(
    graded: str, desk: Desk, rule: str
) -> None:
    found = desk.counts(graded, "--rule", rule, *EXPLAINED)
    assert found["rule"] == rule
    assert found["proved"] is True
    assert all(each["sentence"] for each in found["explanations"])
    assert found["sentence"] in " ".join(desk.reads(graded, "--rule", rule).split())


def test_the_help_lists_every_rule_there_is(desk: Desk) -> None:
    with pytest.raises(SystemExit):
        desk.reads("--help")
    told = desk.left()
    for family in FAMILIES:
        assert f"\n  {family}" in told


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("ees", "6 people chose it. Each of those who paid for it gave the same: 5 GBP."),
        ("bos", "6 people chose it and paid for it together, none of them more than 5 GBP."),
        ("mes", "6 people chose it and paid for it together, none of them more than 5 GBP."),
        ("welfare", "6 people chose it. It is in the set worth most to all voters together."),
        ("grades", "6 people chose it. When its turn came 90 GBP was left, so it fitted."),
    ],
)
def test_each_rule_says_in_its_own_words_how_a_project_was_paid_for(
    graded: str, desk: Desk, rule: str, sentence: str
) -> None:
    [told] = desk.counts(graded, "--rule", rule, "--explain", "a")["explanations"]
    assert told["sentence"] == sentence


def test_a_person_reads_names_sums_and_what_is_left(small: str, desk: Desk) -> None:
    told = desk.reads(small, *SHARES)
    assert "A small vote" in told
    assert "9 people voted on 4 projects, with 90 GBP to spend." in told
    assert "3 projects are funded, for 90 GBP; nothing is left." in told
    assert "Ash tree" in told
    assert told.endswith(f"Digest {desk.counts(small, *SHARES)['digest']}\n")


def test_no_line_is_wider_than_the_terminal_and_names_are_cut_not_broken(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "70")
    file = a_file(tmp_path, changed("Ash tree", "An ash tree with a bench around it " * 5))
    told = desk.reads(file, *SHARES, "--measures", "--compare", "greedy", "--explain", "a")
    assert max(map(len, told.splitlines()[:-1])) <= 70
    assert "An ash tree with a" in told
    assert "…" in told


def test_what_a_file_names_cannot_command_the_terminal(tmp_path: Path, desk: Desk) -> None:
    wicked = "\x1b[2J\x07\x9b31m"
    file = a_file(tmp_path, changed("Ash tree", wicked).replace("A small vote", wicked))
    told = desk.reads(file, *SHARES, "--explain", "a", "--compare", "greedy", "--voter", "1")
    assert desk.code == 0
    assert "\x1b" not in told
    assert "\x07" not in told


def test_money_with_four_decimals_is_counted_to_the_last_of_them(
    tmp_path: Path, desk: Desk
) -> None:
    file = a_file(tmp_path, changed("a;30", "a;29.9999"))
    found = desk.counts(file, *SHARES)
    assert found["rounds"][0]["cost"] == "29.9999"
    assert (found["spent"], found["unspent"]) == ("89.9999", "0.0001")
    assert "for 89.9999 GBP; 0.0001 GBP is left." in desk.reads(file, *SHARES)


def test_money_beyond_what_a_float_can_hold_stays_exact(tmp_path: Path, desk: Desk) -> None:
    large = 2**53 + 1
    text = changed("budget;90", f"budget;{3 * large}").replace(";30;", f";{large};")
    found = desk.counts(a_file(tmp_path, text), *SHARES)
    assert found["spent"] == 3 * large
    assert found["unspent"] == 0


def test_a_project_named_twice_counts_once_and_an_empty_ballot_is_a_voter_and_both_are_told(
    tmp_path: Path, desk: Desk
) -> None:
    text = changed("2;a,b,c", "2;a,b,c,a").replace("9;d", "9;d\n10;")
    found = desk.counts(a_file(tmp_path, text), *SHARES)
    assert found["ballots"] == 10
    assert found["rounds"][0]["votes"] == 6
    assert found["notes"] == [
        "1 ballot chooses nothing (in line 24). It counts as a voter.",
        "1 name is repeated on a ballot (in line 16). The project counts once.",
    ]
    assert "1 name is repeated on a ballot (in line 16)." in " ".join(
        desk.reads(str(tmp_path / "small.pb")).split()
    )


def test_votes_for_unknown_projects_are_left_out_and_told_where_that_is_asked_for(
    tmp_path: Path, desk: Desk
) -> None:
    file = a_file(tmp_path, changed("2;a,b,c", "2;a,z"))
    assert desk.is_refused(file) == (
        f"{file}, line 16: There is no project “z”, but somebody voted for it."
    )
    found = desk.counts(file, "--lenient", *SHARES)
    assert found["notes"] == ["1 name is of no project (in line 16). It was left out."]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_files_of_every_system_give_the_same_digest(
    tmp_path: Path, desk: Desk, small: str, end: str, mark: str
) -> None:
    expected = desk.counts(small)["digest"]
    other = tmp_path / "other.pb"
    other.write_bytes((mark + Path(small).read_text()).replace("\n", end).encode())
    assert desk.counts(str(other))["digest"] == expected


def test_a_full_name_is_taken_at_its_word_and_a_short_one_steps_by_one_unit(
    tmp_path: Path, desk: Desk
) -> None:
    file = a_file(tmp_path, changed("a;30", "a;29.99"))
    assert desk.counts(file, "--rule", "equal-shares/add1")["rule"] == (
        "equal-shares/cost/add1/increment=100/1"
    )
    assert desk.counts(file, "--rule", "equal-shares/cost/add1/1")["rule"] == (
        "equal-shares/cost/add1/1"
    )


def test_every_real_file_can_be_counted(real_data: Path) -> None:
    files = sorted((real_data / "elections").glob("*.pb"))
    assert len(files) > 60
    for path in files:
        found = counted(path.read_bytes(), Asked(rule="equal-shares/cost/none"))
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
    assert set(counted(data, Asked(rule=rule))["winners"]) == official
