"""What is printed is the same with the compiled core and without it, and so is what is refused."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from folkmoot.counting.asked import Asked
from folkmoot.counting.facts.counted import counted
from folkmoot.counting.refusals import Refused
from folkmoot.methods.budgeting.core import library, plainly
from folkmoot.methods.budgeting.tests.files import a_broken_file, a_file

pytestmark = pytest.mark.skipif(library() is None, reason="no core was compiled here")

RULES = (
    "",
    "greedy",
    "greedy-no-skip",
    "greedy-per-cost",
    "phragmen",
    *(f"equal-shares/{worth}/none" for worth in ("cost", "count", "points")),
    *(f"equal-shares/cost/{end}" for end in ("add1", "add1-full", "add1-then-votes", "comparison")),
    "equal-shares/points/add1/minimum=2",
    "greedy/percent=10/cut",
)


def printed(data: bytes, rule: str) -> str:
    """The result as it would be printed, or the sentence that refuses it."""
    try:
        return json.dumps(counted(bytearray(data), Asked(rule)))
    except Refused as refused:
        return str(refused)


@given(a_file(), st.sampled_from(RULES))
@settings(deadline=None, max_examples=300)
def test_a_result_is_the_same_to_the_byte(data: bytes, rule: str) -> None:
    with plainly():
        readable = printed(data, rule)
    assert printed(data, rule) == readable


@given(a_broken_file())
@settings(deadline=None, max_examples=200)
def test_a_broken_file_is_refused_in_the_same_words(data: bytes) -> None:
    with plainly():
        readable = printed(data, "greedy")
    assert printed(data, "greedy") == readable
