"""A count begins soon: nothing is loaded that it has no need of."""

import subprocess
import sys
from pathlib import Path

import pytest

from folkmoot.methods import budgeting
from folkmoot.methods.budgeting.core import library
from folkmoot.methods.budgeting.tests.files import GOOD

LOADED = """
import sys
sys.argv = ["folkmoot", *{words}]
from folkmoot.__main__ import made_ready
made_ready()
import folkmoot.counting.command as command
code = command.main(sys.argv[1], sys.argv[2:])
print("|", *sorted(sys.modules))
sys.exit(code)
"""


@pytest.mark.parametrize("name", budgeting.__all__)
def test_every_name_of_the_library_is_found_in_its_module(name: str) -> None:
    assert getattr(budgeting, name) is not None or name == "pabulib"
    if name != "pabulib":
        assert name in budgeting._MODULE_OF


def test_a_name_the_library_does_not_have_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'colour'"):
        budgeting.colour  # type: ignore[attr-defined]  # noqa: B018


@pytest.mark.parametrize(
    "rule", ["equal-shares/count/none", "equal-shares/cost/add1", "phragmen", "greedy"]
)
def test_whoever_only_counts_a_file_does_not_wait_for_the_rest(tmp_path: Path, rule: str) -> None:
    file = tmp_path / "small.pb"
    file.write_bytes(GOOD.encode() if isinstance(GOOD, str) else GOOD)
    words = ["count", str(file), "--rule", rule, "--json", "--quiet"]
    told = subprocess.run(
        [sys.executable, "-c", LOADED.format(words=words)],
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    loaded = set(told.rpartition("|")[2].split())
    ours = "folkmoot.methods.budgeting"
    assert f"{ours}.counting" in loaded
    for unneeded in (
        *(["numpy.linalg"] if library() else []),  # the core does all of it
        "scipy",
        "networkx",
        "django",
        "argparse",
        *(f"{ours}.{part}" for part in UNNEEDED),
    ):
        assert unneeded not in loaded


UNNEEDED = ("pictures", "recounts", "nearness", "falls", "label_shares", "shares_spent", "justice")
