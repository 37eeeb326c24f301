"""A desk with a command line, and a small vote on it."""

from pathlib import Path

import pytest

from folkmoot.counting.tests.files import Desk, a_file


@pytest.fixture
def desk(capsys: pytest.CaptureFixture[str]) -> Desk:
    """Somebody at the command line."""
    return Desk(capsys)


@pytest.fixture
def small(tmp_path: Path) -> str:
    """A file with a vote one can count by hand."""
    return a_file(tmp_path)
