"""What cannot be counted is refused: exit code 2, one sentence that says what and where."""

import errno
import os
import threading
from pathlib import Path

import pytest

from folkmoot.counting.tests.files import SMALL, Desk, a_file, changed


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("VOTES\n", "WISHES\n", "There is no section called WISHES"),
        ("b;30;Bench", "a;30;Bench", "line 10: There are two projects with the id “a”."),
        ("b;30;Bench", "b;-30;Bench", "line 10: The cost of project b is -30"),
        ("b;30;Bench", "b;0;Bench", "line 10: The cost of project b is 0: it must be more"),
        ("b;30;Bench", "b;1,5;Bench", "line 10: The cost of project b is “1,5”"),
        ("b;30;Bench", f"b;{2**62};Bench", "line 10: The sums of money in this file are too large"),
        ("budget;90", f"budget;{'9' * 50}", "line 4: The budget has more digits"),
        ("budget;90", "budget;0", "line 4: The budget is 0: it must be more than nothing."),
        ("budget;90\n", "", "line 1: META does not say the budget."),
        ("2;a,b,c", "2;a,z", "line 16: There is no project “z”, but somebody voted for it."),
        ("2;a,b,c", "1;a,b,c", "line 16: There are two votes by the voter “1”."),
        ("budget;90", "budget;90\nnum_votes;10", "the file says it has 10 votes, but 9 follow."),
    ],
)
def test_what_is_wrong_in_a_file_is_named_with_its_line(
    tmp_path: Path, desk: Desk, before: str, after: str, sentence: str
) -> None:
    file = a_file(tmp_path, changed(before, after))
    told = desk.is_refused(file)
    assert told.startswith(f"{file}, line ")
    assert sentence.lower() in told.lower()


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "line 1: The file is empty."),
        (bytes(range(256)) * 40, "This is not text"),
        (SMALL.encode("utf-16"), "line 1: This file is in UTF-16: save it again in UTF-8."),
        (SMALL.replace("Ash", "Łąka").encode("iso8859_2"), "line 9: This is not text in UTF-8"),
        (SMALL[:100].encode(), "The section"),
        (SMALL[: SMALL.index("8;d") + 1].encode(), "line 22: The file ends in the middle of this"),
        (b"\x7fELF\x02\x01\x01\0\0\0", "line 1: This is not text: it holds a zero byte."),
    ],
)
def test_what_is_no_file_of_votes_is_told_apart(
    tmp_path: Path, desk: Desk, data: bytes, sentence: str
) -> None:
    path = tmp_path / "strange.pb"
    path.write_bytes(data)
    assert sentence in desk.is_refused(str(path))


def test_a_folder_a_missing_file_and_one_that_may_not_be_read(tmp_path: Path, desk: Desk) -> None:
    assert desk.is_refused(str(tmp_path)) == f"{tmp_path} is a folder: name a file in it."
    assert desk.is_refused("nowhere.pb") == "There is no file nowhere.pb."
    shut = Path(a_file(tmp_path, name="shut.pb"))
    shut.chmod(0)
    if not os.access(shut, os.R_OK):  # root may read everything
        assert desk.is_refused(str(shut)) == f"{shut} may not be read by you: ask whoever owns it."


def test_a_pipe_with_a_name_is_read_to_its_end(tmp_path: Path, desk: Desk) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    writer = threading.Thread(target=lambda: pipe.write_text(SMALL))
    writer.start()
    assert desk.counts(str(pipe))["ballots"] == 9
    writer.join()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--rule", "coin-toss"], "There is no rule called “coin-toss”."),
        (["--satisfaction", "joy"], "“joy” is not a satisfaction we know"),
        (["--compare", "coin-toss"], "There is no rule called “coin-toss”."),
        (["--explain", "z"], "There is no project “z”: give its id"),
        (["--explain", "e"], "may mean a “Ash tree”, b “Bench” or c “Clock tower”"),
        (["--voter", "77"], "Nobody voted under the id “77”."),
        (["--recounts", "many"], "many is not a number from 1 to 999999"),
        (["--colour"], "There is no option --colour."),
        (["--rule"], "expected one argument"),
    ],
)
def test_what_is_asked_wrongly_is_said_in_one_sentence(
    small: str, desk: Desk, words: list[str], sentence: str
) -> None:
    assert sentence in desk.is_refused(small, *words)


def test_no_file_named_is_said_too(desk: Desk) -> None:
    assert desk.is_refused().startswith("FILE is missing.")


def test_a_picture_replaces_nothing_unless_that_is_asked_for(
    small: str, tmp_path: Path, desk: Desk
) -> None:
    kept = tmp_path / "kept.svg"
    kept.write_text("mine")
    assert desk.is_refused(small, "--svg", str(kept)) == (
        f"{kept} is there already: name another file, or replace it with --force."
    )
    assert kept.read_text() == "mine"
    desk.counts(small, "--svg", str(kept), "--force")
    assert "<svg" in kept.read_text()


def test_a_picture_that_cannot_be_written_is_refused_before_the_count(
    small: str, tmp_path: Path, desk: Desk
) -> None:
    assert "is a folder" in desk.is_refused(small, "--svg", str(tmp_path))
    there = tmp_path / "none" / "it.svg"
    assert f"There is no folder {there.parent}" in desk.is_refused(small, "--svg", str(there))


def test_a_picture_for_a_folder_nobody_may_write_in_is_refused_in_one_sentence(
    small: str, tmp_path: Path, desk: Desk
) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    shut.chmod(0o555)
    if os.access(shut, os.W_OK):  # by somebody for whom no folder on a disk is shut
        shut = Path("/proc")
    told = desk.is_refused(small, "--svg", str(shut / "it.svg"))
    assert told in {
        f"Nothing may be written in {shut} by you.",
        f"{shut / 'it.svg'} cannot be written: {os.strerror(errno.ENOENT)}.",
        f"{shut / 'it.svg'} cannot be written: {os.strerror(errno.EACCES)}.",
    }
    assert not (shut / "it.svg").exists()


def test_where_the_file_is_refused_no_picture_is_left(tmp_path: Path, desk: Desk) -> None:
    broken = a_file(tmp_path, changed("budget;90", "budget;0"))
    desk.is_refused(broken, "--svg", str(tmp_path / "it.svg"))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["small.pb"]
