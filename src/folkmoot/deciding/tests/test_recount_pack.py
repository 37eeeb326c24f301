"""Whoever fetches the recount pack certifies our outcome with one command."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from folkmoot.counting.command import main
from folkmoot.counting.tests.files import SMALL
from folkmoot.deciding.models import Decision
from folkmoot.deciding.tests.test_results import a_result

pytestmark = pytest.mark.django_db


class Reader:
    """Somebody who has unpacked the pack, and certifies what is in it."""

    def __init__(self, client: Client, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._client, self._folder, self._capsys = client, folder, capsys
        self.outcome: dict[str, Any] = {}

    def fetches(self, decision: Decision) -> None:
        response = self._client.get(f"/decisions/{decision.ref}/recount.zip")
        with zipfile.ZipFile(io.BytesIO(response.content)) as pack:
            pack.extractall(self._folder)
        self.outcome = json.loads((self._folder / "outcome.json").read_text())

    def hears(self) -> tuple[int, str]:
        """The exit code, and what is said of the outcome as it now is."""
        path = self._folder / "outcome.json"
        path.write_text(json.dumps(self.outcome))
        self._capsys.readouterr()
        code = main("certify", [str(path), str(self._folder / "ballots.pb")])
        told = self._capsys.readouterr()
        return code, (told.out or told.err).strip()


@pytest.fixture
def reader(client: Client, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Reader:
    """Somebody who does not take our word for it."""
    return Reader(client, tmp_path, capsys)


def test_the_outcome_we_published_agrees_with_the_ballots_beside_it(reader: Reader) -> None:
    reader.fetches(a_result())
    code, told = reader.hears()
    assert (code, told.split(" spent")[0]) == (0, "All agrees: 3 winners, in their order, 90 GBP")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"option": 3}, "Round 2 differs: they funded 3 “Option 3”, and we fund 2 “Option 2”"),
        ({"cap": "501"}, "Round 2, 2 “Option 2”: the most that one supporter paid differs"),
        (
            {"votes": 5},
            "Round 2, 2 “Option 2”: the number of its votes differs: they say 5, and here it is 6.",
        ),
    ],
)
def test_a_changed_round_is_found_with_its_number(
    reader: Reader, change: dict[str, Any], told: str
) -> None:
    reader.fetches(a_result())
    reader.outcome["rounds"][1] |= change
    code, heard = reader.hears()
    assert (code, heard[: len(told)]) == (1, told)


def test_a_changed_sum_is_found_in_the_currency_of_the_file(reader: Reader) -> None:
    reader.fetches(a_result())
    reader.outcome["spent"] = 8950
    code, told = reader.hears()
    assert code == 1
    assert told == "What is spent differs: they say 89.50 GBP, and here it is 90 GBP."


def test_an_outcome_of_other_options_and_one_cut_short_are_refused(reader: Reader) -> None:
    reader.fetches(a_result())
    del reader.outcome["rounds"][0]["cap"]
    assert reader.hears() == (
        2,
        "The outcome in the pack is not whole: fetch the pack again.",
    )
    reader.outcome["accounts"].pop()
    code, told = reader.hears()
    assert code == 2
    assert told.endswith("the two are not of one pack.")


def test_options_with_names_of_their_own_are_told_by_those(reader: Reader, tmp_path: Path) -> None:
    file = tmp_path / "held.pb"
    file.write_text(SMALL)
    call_command("import_election", str(file), "--place", "Elm Park", "--rule", "mes")
    reader.fetches(Decision.objects.get())
    assert reader.hears()[0] == 0
    reader.outcome["rounds"][0]["option"] = 3
    code, told = reader.hears()
    assert code == 1
    assert told.startswith("Round 1 differs: they funded c “Clock tower”, and we fund a “Ash tree”")
