"""The commands as processes: how they start, what they read, how they end."""

import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import folkmoot
from folkmoot.counting.tests.files import SHARES, SMALL, a_file
from folkmoot.methods.budgeting.core.library import EDITION, library

SOURCES = str(Path(folkmoot.__file__).resolve().parents[1])
KEPT = {"PATH", "PYTHONPYCACHEPREFIX"}
ENVIRONMENT = {"PYTHONPATH": SOURCES} | {k: v for k, v in os.environ.items() if k in KEPT}
FOLKMOOT = [sys.executable, "-m", "folkmoot"]
SOON = 10  # seconds: far above what it takes, far below what waiting for the work would


def done(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*FOLKMOOT, *words], input=given, capture_output=True, env=ENVIRONMENT, check=False
    )


def begun(*words: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [*FOLKMOOT, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=ENVIRONMENT,
    )


def stopped(process: subprocess.Popen[bytes]) -> tuple[int, float, str]:
    """Ctrl-C: the exit code, the seconds until the process was gone, and what it said."""
    pressed = time.monotonic()
    process.send_signal(signal.SIGINT)
    try:
        printed, said = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    assert printed == b""
    return process.returncode, time.monotonic() - pressed, said.decode().splitlines()[-1]


@pytest.mark.parametrize("command", ["count", "certify"])
def test_counting_waits_neither_for_django_nor_for_a_solver(small: str, command: str) -> None:
    asked = (
        "import sys; from folkmoot.counting.command import main\n"
        "code = main(sys.argv[1], sys.argv[2:])\n"
        "heavy = {'django', 'scipy', 'sqlite3', 'numpy.random', 'numpy.testing'}\n"
        "assert code == 0 and not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    result = Path(small).with_name("result.json")
    result.write_text('{"rule": "mes", "winners": ["a", "b", "d"]}')
    words = [small, *SHARES, "--json"] if command == "count" else [str(result), small]
    found = subprocess.run(
        [sys.executable, "-c", asked, command, *words],
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        check=False,
    )
    assert found.returncode == 0, found.stderr


def test_the_file_may_come_through_a_pipe() -> None:
    found = done("count", "-", *SHARES, "--json", given=SMALL.encode())
    assert found.returncode == 0, found.stderr
    assert json.loads(found.stdout)["winners"] == ["a", "b", "d"]


def test_nothing_in_the_pipe_is_said_in_one_sentence() -> None:
    found = done("count", "-")
    assert (found.returncode, found.stdout) == (2, b"")
    assert found.stderr.decode() == "The standard input, line 1: The file is empty.\n"


def test_an_endless_stream_of_no_text_is_left_at_once() -> None:
    found = done("count", "/dev/zero")  # it never came back while all of it was read
    assert (found.returncode, found.stdout) == (2, b"")
    assert found.stderr.count(b"\n") == 1


def test_bad_input_ends_with_two_a_difference_with_one(small: str, tmp_path: Path) -> None:
    assert done("count", str(tmp_path)).returncode == 2
    assert done("count", small, "--explain", "zebra").returncode == 2
    result = tmp_path / "result.json"
    result.write_text('{"rule": "mes", "winners": ["a", "b", "c"]}')
    assert done("certify", str(result), small).returncode == 1
    assert done("certify", small, small).returncode == 2


def test_two_gigabytes_of_nothing_after_the_votes_are_refused_at_their_first_line(
    small: str,
) -> None:
    os.truncate(small, 2**31)  # a file with a hole: it takes no room on the disk
    found = done("count", small)
    assert (found.returncode, found.stdout) == (2, b"")
    assert found.stderr.decode() == f"{small}, line 24: This is not text: it holds a zero byte.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_an_answer_that_finds_no_room_is_said_in_one_sentence(small: str) -> None:
    with Path("/dev/full").open("wb") as full:
        found = subprocess.run(
            [*FOLKMOOT, "count", small],
            stdout=full,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            check=False,
        )
    assert found.returncode == 2
    assert found.stderr.decode() == "The answer cannot be written: No space left on device.\n"


def test_whoever_reads_only_the_head_hears_no_complaint(tmp_path: Path) -> None:
    projects = "".join(f"p{n};1;{'a long name ' * 9}\n" for n in range(1500))
    text = SMALL.replace("budget;90", "budget;9000")
    text = text.replace("a;30;Ash", projects + "a;30;Ash").replace(
        "9;d\n", "9;d\n" + "".join(f"v{n};p{n}\n" for n in range(1500))
    )
    process = begun("count", a_file(tmp_path, text), "--rule", "greedy", "--quiet")
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.stderr is not None
    said = process.stderr.read()
    process.wait(timeout=60)
    process.stderr.close()
    assert process.stdin is not None
    process.stdin.close()
    assert said == b""
    assert process.returncode == 141


def test_ctrl_c_while_waiting_for_a_pipe_ends_at_once(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    process = begun("count", str(pipe), "--quiet")
    with pipe.open("wb"):  # opens once somebody reads, and brings nothing
        code, seconds, said = stopped(process)
    assert (code, said) == (130, "Stopped. Nothing was written.")
    assert seconds < SOON
    assert list(tmp_path.iterdir()) == [pipe]


def test_ctrl_c_before_anything_has_begun_is_no_fault_either(small: str) -> None:
    asked = (
        "import sys, os, signal\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'folkmoot.counting.command': os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.meta_path.insert(0, Pressed()); sys.argv = ['folkmoot', 'count', sys.argv[1]]\n"
        "from folkmoot.__main__ import main; main()"
    )
    words = [sys.executable, "-c", asked, small]
    found = subprocess.run(words, capture_output=True, env=ENVIRONMENT, check=False)
    assert (found.returncode, found.stdout) == (130, b"")
    assert found.stderr.decode() == "Stopped. Nothing was written.\n"


def test_ctrl_c_in_the_middle_of_counting_ends_at_once_and_leaves_no_file(
    real_data: Path, tmp_path: Path
) -> None:
    words = ("--svg", str(tmp_path / "picture.svg"))
    process = begun("count", lodz(real_data), *words, "--recounts", "100000")
    assert process.stderr is not None
    while b"of 100,000" not in process.stderr.readline():
        assert process.poll() is None
    code, seconds, said = stopped(process)
    assert (code, said) == (130, "Stopped. Nothing was written.")
    assert seconds < SOON
    assert list(tmp_path.iterdir()) == []


def test_long_work_says_nothing_when_told_to_be_quiet(real_data: Path) -> None:
    process = begun("count", lodz(real_data), "--recounts", "100000", "--quiet")
    time.sleep(4)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert said.decode() == "Stopped. Nothing was written.\n"


def test_on_a_terminal_a_bar_grows_and_is_wiped_away(real_data: Path) -> None:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*FOLKMOOT, "count", lodz(real_data), "--recounts", "100000"],
        stdout=subprocess.DEVNULL,
        stderr=theirs,
        env=ENVIRONMENT,
    )
    os.close(theirs)
    said = b""
    while said.count(b"\r\x1b[KCounting again") < 3:
        said += _read(ours)
    process.send_signal(signal.SIGINT)
    while piece := _read(ours):
        said += piece
    os.close(ours)
    assert process.wait(timeout=30) == 130
    assert said.decode().endswith("\r\x1b[KStopped. Nothing was written.\r\n")


def lodz(real_data: Path) -> str:
    """A city's election, which takes a moment to count and long to count often."""
    return str(real_data / "elections" / "Poland_Lodz_2022.pb")


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 4096)
    except OSError:  # the other end is gone
        return b""


def sources_that_need_edition(number: int, folder: Path) -> str:
    """A copy of the program from before, or after, its compiled core was built; where it is."""
    program = Path(folkmoot.__file__).parent
    for part in ("counting", "methods"):
        shutil.copytree(
            program / part,
            folder / "folkmoot" / part,
            ignore=shutil.ignore_patterns("tests", "__pycache__"),
        )
    for name in ("__init__.py", "__main__.py"):
        shutil.copy(program / name, folder / "folkmoot" / name)
    library = folder / "folkmoot/methods/budgeting/core/library.py"
    text = library.read_text()
    assert f"EDITION = {EDITION} " in text
    library.write_text(text.replace(f"EDITION = {EDITION} ", f"EDITION = {number} ", 1))
    return str(folder)


@pytest.mark.skipif(library() is None, reason="no core was compiled here")
def test_a_core_of_another_edition_is_left_alone_and_named_in_one_line(
    small: str, tmp_path: Path
) -> None:
    there = sources_that_need_edition(EDITION + 1, tmp_path / "sources")
    counted = [
        subprocess.run(
            [*FOLKMOOT, "count", small, *SHARES, "--json"],
            capture_output=True,
            env=ENVIRONMENT | {"PYTHONPATH": path},
            check=True,
        )
        for path in (there, SOURCES)
    ]
    assert json.loads(counted[0].stdout)["digest"] == json.loads(counted[1].stdout)["digest"]
    assert counted[1].stderr == b""
    assert counted[0].stderr.decode() == (
        f"The compiled core here is of edition {EDITION} and edition {EDITION + 1} is needed, so "
        "this was counted without it, which takes longer. To build it again: python3 run.py setup\n"
    )


@pytest.mark.skipif(library() is None, reason="no core was compiled here")
def test_what_is_refused_is_still_one_sentence_beside_another_core(tmp_path: Path) -> None:
    there = sources_that_need_edition(EDITION + 1, tmp_path / "sources")
    broken = a_file(tmp_path, SMALL.replace("budget;90", "budget;0"))
    refused = subprocess.run(
        [*FOLKMOOT, "count", broken],
        capture_output=True,
        env=ENVIRONMENT | {"PYTHONPATH": there},
        check=False,
    )
    assert (refused.returncode, refused.stderr.count(b"\n")) == (2, 1)


def test_a_picture_in_a_folder_that_takes_none_ends_with_one_sentence(small: str) -> None:
    ended = done("count", small, *SHARES, "--svg", "/proc/picture.svg")
    assert (ended.returncode, ended.stdout, ended.stderr.count(b"\n")) == (2, b"", 1)
