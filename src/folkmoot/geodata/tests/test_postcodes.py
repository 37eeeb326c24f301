"""Postcodes come in releases: whole, or not at all, and never edited."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from folkmoot.geodata import queries, rules
from folkmoot.geodata.actions import BATCH, load_postcodes
from folkmoot.geodata.management.commands import load_postcodes as command
from folkmoot.geodata.models import Postcode, PostcodeRelease
from folkmoot.kernel.record.queries import events_about
from folkmoot.kernel.rules import Refused

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
OURS = "postcode,latitude,longitude\nLS1 4AP,53.796,-1.5479\nsw1a1aa,51.501,-0.1416\n"


def load(
    text: str | Iterator[str], edition: str = "May 2026", at: datetime = NOON
) -> PostcodeRelease:
    lines = io.StringIO(text, newline="") if isinstance(text, str) else text
    return load_postcodes(
        lines=lines, edition=edition, source="ONS", licence="OGL v3.0", by=None, at=at
    )


def a_code(number: int) -> str:
    letters = "ABDEFGHJLN"
    tail = letters[number // 10 % 10] + letters[number % 10]
    return f"LS{number // 1000}{number // 100 % 10}{tail}" if number < 100_000 else "?"


def nothing_is_loaded() -> bool:
    return not PostcodeRelease.objects.exists() and not Postcode.objects.exists()


def test_a_postcode_is_found_however_it_is_typed() -> None:
    release = load(OURS)
    for typed in ("LS1 4AP", " ls14ap ", "Ls1\t4aP", "LS1-4AP"):
        found = queries.find_postcode(typed)
        assert found is not None
        assert (str(found), found.lon, found.lat) == ("LS1 4AP", -1.5479, 53.796)
    assert queries.find_postcode("LS1 4AQ") is None
    assert queries.find_postcode("somewhere") is None
    assert events_about(release)[0].facts == {"edition": "May 2026", "postcodes": 2}


def test_the_directory_of_the_statistics_office_is_read_as_it_comes() -> None:
    load('"pcd","pcds","lat","long","doterm"\r\n"LS1 4AP","LS1 4AP",53.796,-1.5479,""\r\n'
         '"JE2 3AB","JE2 3AB",99.999999,0.000000,""\r\n')  # fmt: skip
    assert Postcode.objects.get().code == "LS14AP"  # a postcode without a position is left out


def test_the_newest_release_answers_and_the_older_stays() -> None:
    load(OURS)
    load("longitude,postcode,latitude\n-1.6,LS1 4AP,53.9\n", "August 2026", NOON + timedelta(90))
    found = queries.find_postcode("LS1 4AP")
    assert found is not None
    assert found.lat == 53.9
    assert queries.find_postcode("SW1A 1AA") is None
    assert Postcode.objects.count() == 3


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Line 1: the heading needs a column for postcode and latitude and longitude"),
        ("postcode,lat\nLS1 4AP,53.7\n", "Line 1: the heading needs a column for longitude"),
        (OURS + "Leeds,53.7,-1.5\n", "Line 4: “Leeds” is not a postcode."),
        (OURS + "\nLS1 4AQ,53.7\n", "Line 5: there are too few columns."),
        (OURS + "LS1 4AQ,north,-1.5\n", "Line 4: the position of LS14AQ is not two numbers."),
        (OURS + "LS1 4AQ,153.7,-1.5\n", "Line 4: the position of LS14AQ is not on the map."),
        (OURS + "ls14ap,53.7,-1.5\n", "Line 4: LS14AP is in the file twice."),
        (OURS + '"LS1 4AQ,53.7' + "x" * 140_000, "this is not CSV"),
        ("postcode,latitude,longitude\n", "There are no postcodes with a position"),
    ],
)
def test_a_bad_line_is_named_and_nothing_is_half_loaded(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("(", r"\(")):
        load(text)
    assert nothing_is_loaded()


def test_many_bad_lines_are_named_twenty_at_a_time() -> None:
    with pytest.raises(Refused) as refusal:
        load(OURS + "Leeds,1,1\n" * 50)
    assert str(refusal.value).count("Line ") == 20
    assert "and more" in str(refusal.value)


def test_a_postcode_twice_in_a_long_file_is_named_by_its_line() -> None:
    lines = ["postcode,latitude,longitude\n"]
    lines += [f"{a_code(number)},53.7,-1.5\n" for number in range(1_000, 1_000 + BATCH)]
    assert len(set(lines)) == BATCH + 1
    lines += ["SW1A 1AA,51,0\n", f"{a_code(1_000)},53.7,-1.5\n"]
    with pytest.raises(Refused, match=f"Line {BATCH + 3}: {a_code(1_000)} is in the file twice"):
        load(iter(lines))
    assert nothing_is_loaded()


def test_an_edition_is_loaded_once_and_says_what_it_is() -> None:
    load(OURS)
    with pytest.raises(Refused, match="The postcodes of May 2026 are already here"):
        load(OURS)
    for missing in ({"edition": " "}, {"source": ""}, {"licence": ""}):
        given = {"edition": "June", "source": "ONS", "licence": "OGL", **missing}
        assert rules.why_not_load(**given)


def test_the_database_keeps_a_release_whoever_asks() -> None:
    load(OURS)
    for change in (
        lambda: Postcode.objects.update(lat=0),
        lambda: Postcode.objects.all().delete(),
        lambda: PostcodeRelease.objects.update(edition="Other"),
        lambda: PostcodeRelease.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Postcode.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter a postcode"),
        ("LS1", "first half"),
        ("Leeds", "not a postcode we can read"),
        ("LS1 4APP", "not a postcode we can read"),
        ("LS\N{FULLWIDTH DIGIT ONE} 4AP", "not a postcode we can read"),
        ("<b>", "not a postcode we can read"),
    ],
)
def test_what_is_not_a_postcode_is_told_kindly(typed: str, sentence: str) -> None:
    assert sentence in rules.why_not_postcode(typed)


@pytest.mark.parametrize("code", ["M1 1AE", "B33 8TH", "CR2 6XH", "DN55 1PT", "W1A 0AX", "GIR 0AA"])
def test_every_shape_of_postcode_is_one(code: str) -> None:
    assert rules.why_not_postcode(code) == ""


def run(file: Path, **more: str) -> str:
    out = io.StringIO()
    given = {"edition": "May 2026", "source": "ONS", "licence": "OGL v3.0", **more}
    call_command("load_postcodes", file, stdout=out, stderr=out, **given)
    return out.getvalue()


def test_the_command_loads_a_file_and_says_how_many(tmp_path: Path) -> None:
    file = tmp_path / "postcodes.csv"
    file.write_bytes(b"\xef\xbb\xbf" + OURS.encode())
    assert run(file) == "Loaded 2 postcodes of May 2026.\n"


def test_the_command_says_what_to_mend(tmp_path: Path) -> None:
    file = tmp_path / "postcodes.csv"
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        run(file)
    file.write_bytes(b"postcode,\xff\n")
    with pytest.raises(CommandError, match="not a text file in UTF-8"):
        run(file)
    file.write_text(OURS + "Leeds,1,1\n")
    with pytest.raises(CommandError, match="Line 4: “Leeds” is not a postcode"):
        run(file)
    assert nothing_is_loaded()


def test_a_command_that_is_stopped_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "postcodes.csv"
    file.write_text(OURS)

    def stopped(self: object, number: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(command.Progress, "so_far", stopped)
    with pytest.raises(CommandError, match=r"Stopped\. Nothing was loaded\."):
        run(file)
    assert nothing_is_loaded()


def test_the_command_says_how_far_it_is_once_it_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "postcodes.csv"
    file.write_text(OURS)
    assert "so far" not in run(file)
    monkeypatch.setattr(command, "QUIET_SECONDS", 0.0)
    assert "2 postcodes so far, 99% of the file" in run(file, edition="June 2026")
