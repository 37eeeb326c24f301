"""The demo's database is looked at before anything is done with it, and named when it is no use."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.architecture.house import ROOT
from workshop.database import Change, Unusable, how_old, look_at, written


def a_database(path: Path, changes: Iterable[Change], *, rows: int = 0) -> Path:
    """A database of ours that has been through these changes, with so many rows of something."""
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE django_migrations (app TEXT, name TEXT, applied TEXT)")
        database.execute("CREATE TABLE place (name TEXT)")
        database.executemany(
            "INSERT INTO django_migrations VALUES (?, ?, '2026-05-01 12:00:00')", sorted(changes)
        )
        database.executemany("INSERT INTO place VALUES (?)", [["x" * 500]] * rows)
    database.close()
    return path


def test_a_database_as_it_should_be_is_taken_and_left_as_it_is(tmp_path: Path) -> None:
    path = a_database(tmp_path / "d.sqlite3", written())
    before = path.read_bytes()
    assert set(look_at(path, whole=True).applied) == written()
    assert how_old(path, look_at(path)) == ""
    assert path.read_bytes() == before
    assert sorted(each.name for each in tmp_path.iterdir()) == ["d.sqlite3"]


def test_where_there_is_none_or_an_empty_file_one_is_made(tmp_path: Path) -> None:
    empty = tmp_path / "empty.sqlite3"
    empty.touch()
    assert look_at(tmp_path / "none.sqlite3").applied == look_at(empty).applied == {}


def test_one_from_a_newer_folkmoot_is_not_touched(tmp_path: Path) -> None:
    path = a_database(tmp_path / "d.sqlite3", written() | {("deciding", "0999_later")})
    with pytest.raises(Unusable, match=r"d\.sqlite3 was made by a newer .* deciding 0999_later"):
        look_at(path)


def test_one_from_an_older_folkmoot_says_what_it_lacks(tmp_path: Path) -> None:
    changes = written() - {("deciding", "0008_findings")}
    path = a_database(tmp_path / "d.sqlite3", changes)
    said = how_old(path, look_at(path))
    assert f"{path} was made by an older Folkmoot" in said
    assert "1 change: deciding 0008_findings" in said


def test_changes_of_libraries_are_their_own_affair(tmp_path: Path) -> None:
    path = a_database(tmp_path / "d.sqlite3", written() | {("sessions", "0099_theirs")})
    assert look_at(path).applied


def test_a_file_of_words_a_folder_and_another_programs_database_are_named(tmp_path: Path) -> None:
    words, folder, other = (tmp_path / name for name in ("words", "folder", "other"))
    words.write_text("These are no tables.")
    folder.mkdir()
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE recipe (name TEXT)")
    database.close()
    for path, sentence in (
        (words, "is not a database"),
        (folder, "is not a file"),
        (other, "of another program"),
    ):
        with pytest.raises(Unusable, match=f"{path.name}.*{sentence}"):
            look_at(path)
    assert words.read_text() == "These are no tables."


@pytest.mark.parametrize("damage", ["overwritten", "cut off"])
def test_a_damaged_one_is_named(tmp_path: Path, damage: str) -> None:
    path = a_database(tmp_path / "d.sqlite3", written(), rows=500)
    held = bytearray(path.read_bytes())
    if damage == "cut off":
        del held[20_000:]
    else:
        held[40_960:81_920] = b"\xff" * 40_960
    path.write_bytes(held)
    with pytest.raises(Unusable, match=r"d\.sqlite3 is damaged"):
        look_at(path, whole=True)
    assert path.read_bytes() == bytes(held)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_one_that_may_not_be_written_is_named(tmp_path: Path) -> None:
    path = a_database(tmp_path / "d.sqlite3", written())
    path.chmod(0o444)
    with pytest.raises(Unusable, match=r"d\.sqlite3 may not be written"):
        look_at(path)


def test_what_others_have_written_and_not_yet_put_in_the_file_is_seen(tmp_path: Path) -> None:
    path = a_database(tmp_path / "d.sqlite3", written())
    writing = sqlite3.connect(path, isolation_level=None)
    writing.execute("PRAGMA journal_mode=WAL")
    writing.execute("INSERT INTO django_migrations VALUES ('deciding', '0999_later', '2027')")
    with pytest.raises(Unusable, match="newer"):
        look_at(path)
    writing.close()


def test_another_database_under_the_same_name_is_told_from_the_one_before(tmp_path: Path) -> None:
    one = look_at(a_database(tmp_path / "one", written()))
    fewer = look_at(a_database(tmp_path / "two", written() - {("ideas", "0001_initial")}))
    assert one.as_words != fewer.as_words


@pytest.mark.parametrize("words", [["demo", "--no-serve"], ["setup"], ["folkmoot", "scenario"]])
def test_run_py_says_it_in_one_sentence_and_ends_with_two(tmp_path: Path, words: list[str]) -> None:
    database = tmp_path / "folkmoot.sqlite3"
    database.write_text("These are no tables.")
    env = {key: value for key, value in os.environ.items() if key != "FOLKMOOT_DATABASE"}
    done = subprocess.run(
        [sys.executable, "run.py", *words],
        cwd=ROOT,
        env=env | {"FOLKMOOT_VAR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    [sentence] = (done.stdout + done.stderr).strip().splitlines()
    assert str(database) in sentence
    assert [each.name for each in tmp_path.iterdir()] == ["folkmoot.sqlite3"]
    assert database.read_text() == "These are no tables."
