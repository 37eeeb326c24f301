"""A return as a workbook: it goes out, is filled in, and comes back whole or not at all."""

import io
import zipfile
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from folkmoot.awards.models import Return
from folkmoot.awards.tests.makers import (
    NOON,
    a_measure,
    an_award,
    holder,
    opened,
    some_returns,
    who,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import GRANT_HOLDER
from tests.fixtures.pages import browser_of

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first quarter is over."""
    later = NOON.replace(month=4, day=20)
    monkeypatch.setattr(clock, "now", lambda: later)


def a_book(returned: Return) -> Any:
    """The workbook of a return, as its page gives it."""
    answer = browser_of(holder(returned.award)).get(f"/awards/returns/{returned.ref}/workbook.xlsx")
    return load_workbook(io.BytesIO(answer.getvalue()))


def sent(returned: Return, book: Any, name: str = "return.xlsx") -> Any:
    """What comes of sending a workbook, or any bytes, back."""
    packed = io.BytesIO()
    if isinstance(book, Workbook):
        book.save(packed)
    else:
        packed.write(book)
    file = SimpleUploadedFile(name, packed.getvalue(), XLSX)
    browser = browser_of(holder(returned.award))
    return browser.post(f"/awards/returns/{returned.ref}/workbook/", {"file": file})


def wrong_with(returned: Return, book: Any, name: str = "return.xlsx") -> str:
    before = list(returned.spending.values_list("spent_pence", "version"))
    answer = sent(returned, book, name)
    assert answer.status_code == 422
    assert list(returned.spending.values_list("spent_pence", "version")) == before
    return " ".join(answer.content.decode().split())


@pytest.fixture
def writing() -> Return:
    """A return being written, with a measure and questions."""
    award = an_award()
    a_measure(award)
    return opened(some_returns(award, asked=True)[0])


def test_a_workbook_comes_back_whole_whatever_order_it_is_in(writing: Return) -> None:
    book = a_book(writing)
    assert not any(sheet.protection.sheet for sheet in book)
    spending, measures, answers = book["Spending"], book["Measures"], book["Answers"]
    rows = [[cell.value for cell in row] for row in spending.iter_rows()]
    spending.delete_rows(1, 9)
    rows[1][5], rows[2][5], rows[2][7] = 1000.5, "£60", "=SUM(1) is what we said"
    for row in (rows[0], rows[2], rows[1]):  # rows and columns in another order
        spending.append([*reversed(row), None])
    spending["A2"].data_type = "s"
    measures["E2"] = 12.5
    answers["D2"] = "We cooked."

    assert sent(writing, book).status_code == 302

    told = list(writing.spending.values_list("spent_pence", "words"))
    assert told == [(100_050, ""), (6_000, "=SUM(1) is what we said")]
    assert str(writing.measured.get().came_to) == "12.50"
    assert writing.answer_set
    assert writing.answer_set.answers.filter(typed="We cooked.").exists()
    assert a_book(writing)["Spending"]["H3"].data_type == "s"  # no formula on its way out


def test_each_wrong_cell_is_named_and_nothing_is_taken(writing: Return) -> None:
    book = a_book(writing)
    book["Spending"]["F2"] = "about ten"
    book["Spending"]["F3"] = -4
    book["Spending"].append([9, "Bunting", 0, 0, 0, 5, 5, ""])
    book["Spending"].append([None, "Tea", 0, 0, 0, 5, 5, ""])
    book["Measures"]["E2"] = "lots"
    book["Answers"]["D4"] = "word " * 400

    page = wrong_with(writing, book)

    for sentence in (
        "Sheet “Spending”, cell F2: “about ten” is not a sum of money. Write it like 1250.50.",
        "Sheet “Spending”, cell F3: A sum here is nought or more.",
        "Sheet “Spending”, cell A4: This award has no line of the budget “9”. "
        "A new line comes by a variation.",
        "Sheet “Spending”, cell A5: Say which line of the budget this row is, by its number.",
        "Sheet “Measures”, cell E2: “lots” is not a number. Write it like 12 or 12.5.",
        "Sheet “Answers”, cell D4: Use at most 200 words; you have 400.",
    ):
        assert sentence in page, sentence


def test_a_renamed_column_a_missing_sheet_and_a_missing_row_are_named(writing: Return) -> None:
    book = a_book(writing)
    book["Spending"]["F1"] = "Spent"
    assert "no column “Spent in this period” in the sheet “Spending”" in wrong_with(writing, book)

    book = a_book(writing)
    del book["Measures"]
    page = wrong_with(writing, book)
    assert "There is no sheet “Measures”. The workbook has “Return”, “Spending”, “Answers”." in page

    book = a_book(writing)
    book["Spending"].delete_rows(3)
    assert "Sheet “Spending”: the row 2, “Rooms”, is missing." in wrong_with(writing, book)


def test_a_workbook_from_before_a_colleague_wrote_is_named_as_such(writing: Return) -> None:
    book = a_book(writing)
    book["Spending"]["F2"] = 700
    here = f"/awards/returns/{writing.ref}/figures/"
    bea = who(GRANT_HOLDER, writing.award.recipient, "Bea")
    browser_of(bea).post(here, {"spent-1": "5", "expected-1": "0", "seen-why-1": "0"})

    page = wrong_with(writing, book)

    assert f"This workbook is older than what stands now: {bea.shown_name()} changed" in page
    assert "What it says differently: Sheet “Spending”, cell F2" in page


def test_the_workbook_of_another_return_is_named_as_such(writing: Return) -> None:
    other = opened(some_returns(an_award(title="Another"))[0])

    page = wrong_with(writing, a_book(other))

    assert f"Sheet “Return”, cell B2: This is the workbook of another return, {other.ref}." in page


def test_a_formula_nobody_has_worked_out_is_named(writing: Return) -> None:
    book = a_book(writing)
    book["Spending"]["F2"] = "=1000+1"  # as a program writes it: without its value

    assert "Sheet “Spending”, cell F2: this formula was never worked out." in wrong_with(
        writing, book
    )


def test_what_is_no_workbook_is_refused_for_what_it_is(writing: Return) -> None:
    packed = io.BytesIO()
    a_book(writing).save(packed)
    macros, bomb = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(macros, "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part))
        after.writestr("xl/vbaProject.bin", b"Attribute VB_Name")
    with zipfile.ZipFile(packed) as before, zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as z:
        for part in before.namelist():
            z.writestr(part, before.read(part))
        z.writestr("xl/worksheets/sheet9.xml", b"0" * 300_000_000)

    for data, name in (
        (macros.getvalue(), "return.csv"),
        (bomb.getvalue(), "return.xlsx"),
        (b"Line,Spent\n1,5\n", "return.csv"),
        (b"", "return.xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "return.xls"),
    ):
        page = wrong_with(writing, data, name)
        assert "govuk-error-message" in page
