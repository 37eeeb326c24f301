"""A desk with a command line, and a small vote on it."""

from pathlib import Path

import pytest

from folkmoot.counting.tests.files import GRADED, Desk, a_file


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    """Somebody at the command line."""
    return Desk(capsys)


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A file with a vote one can count by hand."""
    return a_file(tmp_path)


@pytest.fixture
def graded(tmp_path: Path) -> str:
    """The same vote, by people who could give points and all gave one."""
    return a_file(tmp_path, GRADED, name="graded.pb")
