"""What the law lets us send to somebody: the whole table, and the page that shows it."""

from datetime import date
from itertools import product
from pathlib import Path

import pytest

from folkmoot.people.models import Basis, Organisation, Purpose, Through
from folkmoot.people.rules import Ground, why_not_by_law

PAGE = Path(__file__).resolve().parents[4] / "docs" / "consent.md"
AFTER, BEFORE = date(2026, 2, 5), date(2026, 2, 4)
REACHED = ("letter", "phone", "text", "email", "person")

# basis, legal form, details given → the ways in which news may come. All others may not.
TABLE: list[tuple[str, str, date | None, set[str]]] = [
    ("consent", "group", None, set(REACHED)),
    ("consent", "council", BEFORE, set(REACHED)),
    ("charity", "charity", AFTER, {"text", "email"}),
    ("charity", "charity", BEFORE, set()),
    ("charity", "charity", None, set()),
    ("charity", "company", AFTER, set()),
    ("charity", "council", AFTER, set()),
    ("charity", "group", AFTER, set()),
    ("charity", "other", AFTER, set()),
    ("legitimate", "charity", AFTER, {"letter", "phone", "person"}),
    ("legitimate", "group", None, {"letter", "phone", "person"}),
    ("safeguarding", "charity", AFTER, set()),
    ("contract", "council", AFTER, set()),
    ("legal", "council", AFTER, set()),
]


@pytest.mark.parametrize(("basis", "form", "given", "ways"), TABLE)
@pytest.mark.parametrize("purpose", ["news", "ask"])
def test_marketing_comes_in_these_ways_and_in_no_other(
    basis: str, form: str, given: date | None, ways: set[str], purpose: str
) -> None:
    ground = Ground(basis, form, given, "helped")
    assert {way for way in REACHED if not why_not_by_law(ground, purpose, way)} == ways


@pytest.mark.parametrize("basis", Basis.values)
@pytest.mark.parametrize("purpose", ["tell", "know", "introduce"])
def test_what_somebody_asked_to_be_told_is_no_marketing(basis: str, purpose: str) -> None:
    assert [way for way in REACHED if why_not_by_law(Ground(basis), purpose, way)] == []


def test_a_charity_needs_to_know_what_they_were_doing() -> None:
    ground = Ground("charity", "charity", AFTER)
    assert "what they were doing" in why_not_by_law(ground, "news", "email")


def test_every_no_is_one_sentence_and_the_rule_never_breaks() -> None:
    everything = product(
        Basis.values, Organisation.Kind.values, (None, BEFORE, AFTER), ("", "came"),
        Purpose.values, Through.values,
    )  # fmt: skip
    for basis, form, given, interest, purpose, through in everything:
        why = why_not_by_law(Ground(basis, form, given, interest), purpose, through)
        assert why == "" or why.endswith(".")


def test_the_page_that_shows_the_table_shows_this_one() -> None:
    page = PAGE.read_text()
    assert [row for row in rows() if row not in page] == []


def rows() -> list[str]:
    """The table as the page has it: a row for each basis, a column for each way."""
    told = []
    for basis in Basis:
        best = Ground(basis, "charity", AFTER, "helped")
        may = ["no" if why_not_by_law(best, "news", way) else "yes" for way in REACHED]
        told.append(f"| {basis.label} | {' | '.join(may)} |")
    return told
