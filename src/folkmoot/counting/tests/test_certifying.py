"""A published result is counted again: all agrees, or where it first differs, and why."""

import json
from pathlib import Path
from typing import Any

import pytest

from folkmoot.counting.tests.files import SHARES, Desk, a_file, changed


@pytest.fixture
def published(small: str, desk: Desk) -> dict[str, Any]:
    """What we would publish of the small vote."""
    return desk.counts(small, *SHARES)


class Certifier:
    """Somebody who has a result and a file."""

    def __init__(self, desk: Desk, folder: Path, small: str) -> None:
        self._desk, self._result, self.file = desk, folder / "result.json", small

    def hears(self, result: Any, *words: str) -> tuple[int, str]:
        """The exit code, and the sentence."""
        self._result.write_text(result if isinstance(result, str) else json.dumps(result))
        told = self._desk.reads(str(self._result), self.file, *words, command="certify")
        return self._desk.code, (told or self._desk.said).strip()


@pytest.fixture
def certifier(desk: Desk, tmp_path: Path, small: str) -> Certifier:
    """Somebody who certifies."""
    return Certifier(desk, tmp_path, small)


def test_our_own_result_agrees_in_everything(
    certifier: Certifier, published: dict[str, Any]
) -> None:
    code, told = certifier.hears(published)
    assert code == 0
    assert told == (
        "All agrees: 3 winners, in their order, 90 GBP spent, fingerprint "
        f"{published['digest'][:12]}…, counted again from 9 people by equal-shares/cost/none/1."
    )


def test_a_rule_and_winners_in_any_order_are_enough(certifier: Certifier) -> None:
    code, told = certifier.hears({"rule": "mes", "winners": ["d", "b", "a"]})
    assert (code, told) == (
        0,
        "All agrees: 3 winners, counted again from 9 people by equal-shares/cost/none/1.",
    )


def test_another_project_in_a_round_is_named_with_the_price_that_decided(
    certifier: Certifier, published: dict[str, Any]
) -> None:
    published["rounds"][2] |= {"project": "c"}
    code, told = certifier.hears(published)
    assert code == 1
    assert told == (
        "Round 3 differs: they funded c “Clock tower”, and we fund d “Drum”, because it asks at "
        "most 10 GBP of each supporter, and at that price, for its worth, the other's supporters "
        "could have paid 0 % of its cost."
    )


def test_exactly_level_projects_are_told_to_be_level(
    certifier: Certifier, published: dict[str, Any]
) -> None:
    published["rounds"][:2] = published["rounds"][1::-1]
    code, told = certifier.hears(published)
    assert code == 1
    assert told.startswith("Round 1 differs: they funded b “Bench”, and we fund a “Ash tree”")
    assert "exactly level" in told


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"currency": "EUR"}, "The currency differs: they count in EUR, the file in GBP."),
        ({"currency": ["x"]}, "The currency differs: they count in ['x'], the file in GBP."),
        ({"currency": "", "budget": 91}, "The budget differs: they say 91 GBP"),
        ({"budget": 91}, "The budget differs: they say 91 GBP, and here it is 90 GBP."),
        ({"budget": "91.50"}, "The budget differs: they say 91.50 GBP, and here it is 90 GBP."),
        ({"budget": None}, "The budget differs: they say “None”, and here it is 90 GBP."),
        ({"ballots": 10}, "The number of ballots differs: they say 10, and here it is 9."),
        ({"spent": 60}, "What is spent differs: they say 60 GBP, and here it is 90 GBP."),
        ({"endowment": "21/2"}, "Each voter's share differs: they say 10.50 GBP"),
        ({"digest": "0" * 64}, "The fingerprint differs, although all that is told agrees"),
        ({"winners": ["a", "b"]}, "The winners differ: their rounds fund d “Drum”"),
        ({"winners": ["a", "b", "d", "z"]}, "The winners differ: they name z"),
        ({"winners": ["a", "a", "b", "d"]}, "The winners differ: they name a “Ash tree” twice."),
        ({"rounds": []}, "Round 1 differs: they end before it, and we fund a “Ash tree”."),
    ],
)
def test_the_first_thing_that_differs_is_the_one_told(
    certifier: Certifier, published: dict[str, Any], change: dict[str, Any], sentence: str
) -> None:
    code, told = certifier.hears(published | change)
    assert code == 1
    assert told.startswith(sentence)
    assert "\n" not in told


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("cost", 31, "Round 1, a “Ash tree”: what it costs differs: they say 31 GBP"),
        (
            "votes",
            7,
            "Round 1, a “Ash tree”: the number of its votes differs: they say 7, and here it is 6.",
        ),
        ("cap", "16/3", "Round 1, a “Ash tree”: the most that one supporter paid differs"),
    ],
)
def test_a_project_bought_otherwise_differs_too(
    certifier: Certifier, published: dict[str, Any], key: str, value: object, sentence: str
) -> None:
    published["rounds"][0][key] = value
    code, told = certifier.hears(published)
    assert code == 1
    assert told.startswith(sentence)


def test_more_rounds_than_there_is_money_for_differ_after_the_last(
    certifier: Certifier, published: dict[str, Any]
) -> None:
    published["rounds"].append({"project": "c"})
    code, told = certifier.hears(published)
    assert code == 1
    assert told.startswith("Round 4 differs: they fund c “Clock tower”, and we fund nothing more.")


@pytest.mark.parametrize("rule", ["greedy", "greedy-per-cost", "phragmen"])
def test_by_every_rule_another_project_has_its_reason(
    certifier: Certifier, desk: Desk, rule: str
) -> None:
    result = desk.counts(certifier.file, "--rule", rule)
    result["rounds"][0]["project"] = "d"
    code, told = certifier.hears(result)
    assert code == 1
    assert told.startswith("Round 1 differs: they funded d “Drum”, and we fund a “Ash tree”")


def test_other_ballots_of_the_same_outcome_are_told_by_the_fingerprint(
    certifier: Certifier, published: dict[str, Any], tmp_path: Path
) -> None:
    certifier.file = a_file(tmp_path, changed("d;30;Drum", "d;30;Drums"), "renamed.pb")
    assert certifier.hears(published)[0] == 0, "names are not counted"
    certifier.file = a_file(tmp_path, changed("c;30", "c;80"), "dearer.pb")
    code, told = certifier.hears(published)
    assert code == 1
    assert "fingerprint" in told or "Round" in told


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        ("", "is not JSON: line 1, column 1 cannot be read."),
        ('{"rule": "greedy",', "is not JSON"),
        ("[]", "is JSON, but not one object with a rule and winners."),
        ("[" * 100_000, "holds what no result does."),
        ('{"rule": NaN}', "holds what no result does."),
        ('{"winners": ["a"]}', "does not say the rule it was counted by."),
        ('{"rule": "greedy"}', "has no list of winners, by their ids."),
        ('{"rule": "greedy", "winners": [["a"]]}', "has no list of winners, by their ids."),
        ('{"rule": "greedy", "winners": [], "rounds": [1]}', "has rounds that do not each name"),
        ('{"rule": "dice", "winners": []}', "There is no rule called “dice”."),
    ],
)
def test_what_is_no_result_is_bad_input(certifier: Certifier, result: str, sentence: str) -> None:
    code, told = certifier.hears(result)
    assert code == 2
    assert sentence in told
    assert "\n" not in told


def test_a_program_gets_what_differs(certifier: Certifier, published: dict[str, Any]) -> None:
    code, told = certifier.hears(published | {"budget": 1}, "--json")
    assert code == 1
    assert json.loads(told) == {
        "agrees": False,
        "differs": "budget",
        "sentence": "The budget differs: they say 1 GBP, and here it is 90 GBP.",
    }


def test_cents_and_their_steps_certify_as_they_were_published(
    desk: Desk, certifier: Certifier, tmp_path: Path
) -> None:
    certifier.file = a_file(tmp_path, changed("a;30", "a;29.99"), "cents.pb")
    for rule in ("equal-shares/add1", "equal-shares/cost/add1/1", "phragmen", "greedy"):
        assert certifier.hears(desk.counts(certifier.file, "--rule", rule))[0] == 0, rule
