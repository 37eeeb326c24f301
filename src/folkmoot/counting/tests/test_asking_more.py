"""Beside the result one can ask why, for whom, how fairly, how else, and how firmly."""

from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

from folkmoot.counting.pages.fairness import where_few_are_left
from folkmoot.counting.tests.files import SHARES, Desk, a_file, changed

EVERYTHING = {
    "explanations": ("--explain", "c", "--near"),
    "receipts": ("--voter", "1", "--voter", "7"),
    "measures": ("--measures",),
    "compared": ("--compare", "greedy", "phragmen"),
    "recounts": ("--recounts", "20"),
}


def test_somebody_whose_project_lost_reads_why_and_what_would_have_won(
    tmp_path: Path, desk: Desk
) -> None:
    small = a_file(tmp_path, changed("6;a,b,c", "6;a,b"))
    [told] = desk.counts(small, *SHARES, "--explain", "Clock", "--near")["explanations"]
    assert (told["project"], told["funded"], told["why"]) == ("c", False, "money-went-elsewhere")
    assert told["taken"] == [
        {"project": "a", "sum": 25, "voters": 5},
        {"project": "b", "sum": 25, "voters": 5},
    ]
    assert [each["change"] for each in told["nearness"]][:2] == ["cost-reduction", "singleton-add"]
    page = " ".join(desk.reads(small, *SHARES, "--explain", "Clock", "--near").split())
    assert "c “Clock tower”: not funded" in page
    assert "25 GBP to a “Ash tree”" in page


def test_a_funded_project_is_explained_by_its_round(small: str, desk: Desk) -> None:
    [told] = desk.counts(small, *SHARES, "--explain", "d", "--near")["explanations"]
    assert (told["funded"], told["round"], told["nearness"]) == (True, 3, [])


def test_a_voter_reads_what_their_share_bought(small: str, desk: Desk) -> None:
    first, seventh = desk.counts(small, *SHARES, "--voter", "1", "--voter", "7")["receipts"]
    assert first["paid"] == [{"project": "a", "sum": 5}, {"project": "b", "sum": 5}]
    assert (first["given"], first["left"], first["not_funded"]) == (10, 0, ["c"])
    assert seventh["paid"] == [{"project": "d", "sum": 10}]
    assert "10 GBP for d “Drum”" in desk.reads(small, *SHARES, "--voter", "7")


def test_by_a_rule_without_purses_a_voter_reads_what_is_funded_of_theirs(
    small: str, desk: Desk
) -> None:
    told = desk.reads(small, "--rule", "greedy", "--voter", "7")
    assert "Not funded: d “Drum”." in told
    assert "By this rule voters hold no money of their own." in told


def test_most_votes_wins_leaves_a_third_with_nothing_and_the_measures_say_who(
    small: str, desk: Desk
) -> None:
    measures = desk.counts(small, "--rule", "greedy", "--measures")["measures"]
    assert measures["with_nothing"] == 3
    assert measures["neglected"] == [{"project": "d", "voters": 3, "deserved": 30, "at_most": 0}]
    assert {each["label"] for each in measures["proportions"][0]["labels"]} == {
        "green", "rest", "music",
    }  # fmt: skip
    assert "33.3 % of the voters (3 people)" in desk.reads(small, "--rule", "greedy", "--measures")


def test_somebody_who_ticked_everything_does_not_stretch_the_table() -> None:
    assert where_few_are_left([400, 500, 98, 0, 1, 0, 0, 1], 1000) == 3
    assert where_few_are_left([400, 500, 96, 4], 1000) == 4
    assert where_few_are_left([1000], 1000) == 1


def test_another_rule_stands_beside_with_who_prefers_which(small: str, desk: Desk) -> None:
    [greedy] = desk.counts(small, *SHARES, "--compare", "greedy")["compared"]
    assert (greedy["only_here"], greedy["only_there"]) == (["d"], ["c"])
    assert (greedy["prefer_here"], greedy["prefer_there"]) == (3, 6)
    told = desk.reads(small, *SHARES, "--compare", "greedy")
    assert "Funded there and not here: c “Clock tower”." in told


def test_the_firmness_of_a_result_is_the_same_for_everyone_who_asks(small: str, desk: Desk) -> None:
    one, other = (desk.counts(small, *SHARES, "--recounts", "30") for _ in range(2))
    assert one["recounts"] == other["recounts"]
    assert one["recounts"]["number"] == 30


def test_the_picture_is_a_whole_svg_file(small: str, tmp_path: Path, desk: Desk) -> None:
    desk.counts(small, *SHARES, "--svg", str(tmp_path / "it.svg"))
    tree = ElementTree.parse(tmp_path / "it.svg")
    assert tree.getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["it.svg", "small.pb"]


@pytest.mark.parametrize("pair", list(combinations(EVERYTHING, 2)), ids="+".join)
def test_any_two_questions_go_together_and_change_nothing_in_the_result(
    small: str, desk: Desk, pair: tuple[str, str]
) -> None:
    alone = desk.counts(small, *SHARES)
    words = [word for key in pair for word in EVERYTHING[key]]
    together = desk.counts(small, *SHARES, *words)
    assert {key: together[key] for key in alone} == alone
    assert set(together) - set(alone) == set(pair)
    told = desk.reads(small, *SHARES, *words)
    assert desk.code == 0
    assert told.endswith(f"Digest {alone['digest']}\n")


@pytest.mark.parametrize(
    "rule",
    [
        "equal-shares/cost/add1", "equal-shares/count/comparison", "greedy", "greedy-no-skip",
        "greedy-per-cost", "phragmen", "majority-judgement", "bounded-overspending",
        "exact-equal-shares/cost/add1",
    ],
)  # fmt: skip
def test_every_rule_answers_every_question(
    graded: str, desk: Desk, tmp_path: Path, rule: str
) -> None:
    words = [word for more in EVERYTHING.values() for word in more]
    words += ["--svg", str(tmp_path / "it.svg"), "--force"]
    assert set(EVERYTHING) <= set(desk.counts(graded, "--rule", rule, *words))
    assert desk.reads(graded, "--rule", rule, *words)
