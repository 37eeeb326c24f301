"""A file with limits at the command line; and which ballots a rule can be asked for with."""

import json
from pathlib import Path

import pytest

from folkmoot.counting.tests.files import GRADED, SMALL, Desk, a_file, changed
from folkmoot.methods.budgeting.tests.ballots_table import Pair, pairs

SQUARE = "limit_1;at most 1 project of a,b"
REST = "limit_1;at most 40 money with category rest"


def limited(folder: Path, line: str) -> str:
    return a_file(folder, changed("budget;90", f"budget;90\n{line}"))


def test_of_two_that_exclude_each_other_one_is_funded_and_the_other_reads_why(
    tmp_path: Path, desk: Desk
) -> None:
    file = limited(tmp_path, SQUARE)
    found = desk.counts(file, "--rule", "greedy", "--explain", "b")
    assert found["winners"] == ["a", "c", "d"]
    assert found["limits"] == [{"projects": ["a", "b"], "number": 1}]
    assert found["explanations"][0]["sentence"] == (
        "6 people chose it and it would have fitted, but “Ash tree” was already funded, and only "
        "one of the two can be."
    )
    told = desk.reads(file, "--rule", "greedy")
    assert "Of a “Ash tree” and b “Bench”, only one can be funded." in told


def test_when_the_money_for_a_label_is_spent_the_sums_are_told(tmp_path: Path, desk: Desk) -> None:
    file = limited(tmp_path, REST)
    told = desk.counts(file, "--rule", "mes", "--explain", "c")["explanations"][0]
    assert told["why"] == "ruled-out"
    assert told["sentence"] == (
        "6 people chose it and it would have fitted, but the money for “rest” was spent: of 40 "
        "GBP, 30 GBP went to “Bench”. 10 GBP was left of it, and this costs 30 GBP."
    )
    assert "At most 40 GBP can go to “rest”." in desk.reads(file)


def test_what_costs_more_than_its_limit_reads_that(tmp_path: Path, desk: Desk) -> None:
    file = limited(tmp_path, "limit_1;at most 20 money of c,d")
    told = desk.counts(file, "--explain", "d")["explanations"][0]["sentence"]
    assert told == (
        "3 people chose it, but it costs 30 GBP, and at most 20 GBP can go to these options "
        "together."
    )


def test_limits_change_the_fingerprint_and_are_certified(tmp_path: Path, desk: Desk) -> None:
    file, free = limited(tmp_path, SQUARE), a_file(tmp_path, name="free.pb")
    result = tmp_path / "result.json"
    result.write_text(json.dumps(desk.counts(file, "--rule", "greedy")))
    assert "All agrees" in desk.reads(str(result), file, command="certify")
    told = desk.reads(str(result), free, command="certify")
    assert desk.code == 1
    assert told.startswith("Round 2 differs")
    result.write_text(json.dumps(desk.counts(free, "--rule", "greedy")))
    assert desk.reads(str(result), file, command="certify").startswith(
        "Round 2 differs: they funded b “Bench”, and we fund c “Clock tower”, because a limit does "
        "not allow the other beside what was funded before."
    )


def test_a_group_that_a_limit_left_behind_is_told_so(tmp_path: Path, desk: Desk) -> None:
    file = limited(tmp_path, "limit_1;at most 1 project of b,d")
    measures = desk.counts(file, "--rule", "greedy", "--measures")["measures"]
    assert [each["project"] for each in measures["neglected"] if each.get("ruled_out")] == ["d"]
    assert "A limit did not allow that project." in " ".join(
        desk.reads(file, "--rule", "greedy", "--measures").split()
    )


def test_a_bad_limit_is_named_by_its_line(tmp_path: Path, desk: Desk) -> None:
    file = limited(tmp_path, "limit_1;at most 1 project of a,z")
    assert desk.is_refused(file) == (
        f"{file}, line 5: There is no project “z”, but limit_1 names it."
    )


def test_votes_and_money_are_compared_by_district_too(tmp_path: Path, desk: Desk) -> None:
    text = SMALL.replace("name;category", "name;district").replace(";rest", ";North")
    measures = desk.counts(a_file(tmp_path, text), "--measures")["measures"]
    assert [each["by"] for each in measures["proportions"]] == ["district"]


@pytest.mark.parametrize("pair", list(pairs()), ids=str)
def test_every_ballot_with_every_rule_is_counted_or_refused_as_the_page_says(
    tmp_path: Path, desk: Desk, pair: Pair
) -> None:
    pointed = pair.vote_type in ("cumulative", "scoring", "ordinal")
    text = GRADED if pointed else SMALL
    if pair.vote_type == "choose-1":
        text = text.replace(";a,b,c\n", ";a\n")
    text = text.replace("vote_type;scoring", f"vote_type;{pair.vote_type}")
    text = text.replace("vote_type;approval", f"vote_type;{pair.vote_type}")
    if pair.up_to:
        text = text.replace("vote_type", "max_length;3\nvote_type")
    file = a_file(tmp_path, text)
    if pair.says == "no":
        assert "needs" in desk.is_refused(file, "--rule", pair.rule)
        assert "needs" in desk.is_refused(file, "--compare", pair.rule)
    else:
        assert desk.counts(file, "--rule", pair.rule)["rule"].startswith(pair.rule)
