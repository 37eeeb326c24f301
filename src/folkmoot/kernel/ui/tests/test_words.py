"""Sums, days and moments are written the way people write them."""

from datetime import UTC, date, datetime

import pytest

from folkmoot.kernel.ui import words
from folkmoot.kernel.ui.components.words import for_script, with_next


@pytest.mark.parametrize(
    ("amount", "code", "written"),
    [
        (125_000, "GBP", "£1,250"),
        (125_050, "GBP", "£1,250.50"),
        (5, "GBP", "£0.05"),
        (0, "GBP", "£0"),
        (-50_000, "GBP", "−£500"),
        (123_456_789_00, "GBP", "£123,456,789"),
        (125_000, "PLN", "1 250 zł"),
        (125_050, "PLN", "1 250,50 zł"),
        (-125_000, "PLN", "−1 250 zł"),
        (125_000, "EUR", "€1,250"),
        (125_000, "HUF", "1 250 Ft"),
        (1_250, "JPY", "¥1,250"),
        (125_000, "SEK", "1 250 SEK"),
        (125_000, "", "£1,250"),
        (None, "GBP", ""),
    ],
)
def test_a_sum_is_written_as_its_country_writes_it(
    amount: int | None, code: str, written: str
) -> None:
    assert words.money(amount, code).replace(words.NO_BREAK, " ") == written


def test_a_sum_never_breaks_over_two_lines() -> None:
    assert " " not in words.money(125_000_000, "PLN")


def test_a_day_in_words() -> None:
    assert words.day(date(2027, 5, 3)) == "3 May 2027"
    assert words.day(None) == ""


def test_a_moment_is_told_on_the_clock_of_where_we_are() -> None:
    # Half past eleven at night in Greenwich is already the next day in a British summer.
    late = datetime(2027, 5, 2, 23, 30, tzinfo=UTC)
    assert words.day(late) == "3 May 2027"
    assert words.moment(late) == "3 May 2027 at 12:30 am"
    assert words.moment(datetime(2027, 1, 3, 12, 0, tzinfo=UTC)) == "3 January 2027 at noon"


def test_data_for_a_script_cannot_end_the_script() -> None:
    assert "<" not in for_script({"name": "</script><!--", "and": "a & b"})
    assert for_script(["a<b"]) == '["a\\u003Cb"]'


def test_signing_in_leads_back_to_where_one_was_but_never_sends_a_form_again(rf: object) -> None:
    asked = rf.get("/ideas/?near=Mill Lane")  # type: ignore[attr-defined]
    sent = rf.post("/ideas/new/")  # type: ignore[attr-defined]
    assert with_next("/in/", asked) == "/in/?next=%2Fideas%2F%3Fnear%3DMill%2520Lane"
    assert with_next("/in/", sent) == "/in/"
