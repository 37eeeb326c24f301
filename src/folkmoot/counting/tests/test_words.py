"""The words understood at once mean what argparse says they mean, or are left to it."""

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.counting.options import for_count
from folkmoot.counting.refusals import Refused
from folkmoot.counting.words import FLAGS, LISTS, VALUES, understood

KNOWN = [f"--{name}" for name in (*FLAGS, *VALUES, *LISTS)]
OTHERS = ["votes.pb", "-", "--", "-h", "--colour", "--rule=greedy", "greedy", "", "-5", "--js"]


@given(st.lists(st.sampled_from([*KNOWN, *OTHERS, "votes.pb", "greedy"]), max_size=7))
def test_what_is_understood_at_once_is_what_argparse_understands(words: list[str]) -> None:
    found = understood(words)
    if found is not None:
        assert vars(found) == vars(for_count().parse_args(words, SimpleNamespace()))


def test_most_commands_are_understood_at_once() -> None:
    assert understood(["votes.pb", "--rule", "phragmen", "--json", "--quiet"]) is not None
    assert understood(["--lenient", "-"]) is not None


@pytest.mark.parametrize("words", [["--json"], ["a.pb", "b.pb"], ["a.pb", "--rule"], []])
def test_what_is_asked_wrongly_is_left_to_argparse(words: list[str]) -> None:
    assert understood(words) is None
    with pytest.raises(Refused):
        for_count().parse_args(words)
