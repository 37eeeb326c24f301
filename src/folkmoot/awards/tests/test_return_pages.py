"""A return by its pages alone; a workbook that goes out and comes back; and who may do what."""

import io
import zipfile
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import Workbook, load_workbook

from folkmoot.awards import actions
from folkmoot.awards.models import Return
from folkmoot.awards.queries import tasks_for
from folkmoot.awards.tests.makers import (
    NOON,
    accepted,
    an_award,
    filled,
    handed_on,
    holder,
    manager,
    officer,
    opened,
    over,
    sent_back,
    some_returns,
    who,
    with_funder,
)
from folkmoot.kernel import clock
from folkmoot.kernel.access.roles import GRANT_HOLDER
from folkmoot.places.tests.makers import someone
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first quarter is over."""
    later = NOON.replace(month=4, day=20)
    monkeypatch.setattr(clock, "now", lambda: later)


def a_measure(award: Any) -> None:
    actions.add_indicator(award=award, name="Meals", aim=Decimal(40), by=manager(award), at=NOON)


def test_returns_are_planned_written_certified_and_accepted_by_the_pages_alone() -> None:
    award = an_award()
    gil, ann = browser_of(manager(award)), browser_of(holder(award))
    gil.post(f"/awards/{award.ref}/measures/", {"name": "Meals", "baseline": "0", "aim": "1,000"})
    plan = {"every": "3", "due_days": "30", "lines": "", "questions": "return-period"}
    answer = gil.post(f"/awards/{award.ref}/returns/", plan)
    assert answer.status_code == 302
    first = award.returns.get(number=1)
    here = f"/awards/returns/{first.ref}/"

    ann.post(f"{here}begin/")
    told = {"spent-1": "1,000.50", "expected-1": "170000", "why-1": "", "seen-why-1": "0",
            "spent-2": "0", "expected-2": "£60,000", "why-2": "Later", "seen-why-2": "0",
            "came-1": "12", "ahead-1": "900", "about-1": "", "seen-about-1": "0",
            "on": "1"}  # fmt: skip
    answer = ann.post(f"{here}figures/", told)
    assert answer.url == f"{here}part/1/"  # type: ignore[attr-defined]
    ann.post(f"{here}part/1/", {"done-0": "We cooked.", "seen-done-0": "0",
                                "changed-0": "They talk.", "seen-changed-0": "0"})  # fmt: skip
    ann.post(f"{here}part/2/", {"worry-0": "no", "seen-worry-0": "0"})
    ann.post(f"{here}submit/")
    browser_of(officer(award)).post(f"{here}certify/")
    gil.post(f"{here}accept/")

    first.refresh_from_db()
    assert first.stage == "ACCEPTED"
    assert list(first.spending.values_list("spent_pence", flat=True)) == [100_050, 0]


def test_every_page_of_a_return_is_sound(valid_html: ValidHtml) -> None:
    award = an_award()
    a_measure(award)
    first, second, third = some_returns(award, asked=True)
    accepted(first)
    opened(second)
    mending = sent_back(some_returns(an_award(), asked=True)[0])
    waits = with_funder()
    ann, gil = browser_of(holder(award)), browser_of(manager(award))
    for browser, paths in {
        ann: [
            f"/awards/{award.ref}/",
            *(f"/awards/returns/{each.ref}/" for each in (first, second, third, mending)),
            *(f"/awards/returns/{mending.ref}/{page}/" for page in ("figures", "part/1")),
            f"/awards/returns/{second.ref}/workbook/",
        ],
        gil: [
            f"/awards/{award.ref}/returns/",
            f"/awards/{award.ref}/measures/",
            f"/awards/returns/{waits.ref}/",
            f"/awards/returns/{waits.ref}/send-back/",
            f"/awards/returns/{third.ref}/skip/",
        ],
    }.items():
        for path in paths:
            answer = browser.get(path)
            assert answer.status_code == 200, path
            valid_html(answer)


def test_a_return_of_many_lines_takes_no_more_queries() -> None:
    award = an_award()
    small = opened(some_returns(award)[0])
    for _ in range(6):
        a_measure(award)
    large = opened(some_returns(an_award())[0])
    browser = browser_of(holder(award))

    def queries(returned: Return) -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            browser.get(f"/awards/returns/{returned.ref}/")
        return len(seen)

    queries(small)
    assert queries(large) == queries(small) <= 30


@pytest.mark.parametrize(
    ("box", "typed", "sentence"),
    [
        ("spent-1", "12 pounds odd", "Write a sum of money in figures, such as £1,250.50."),
        ("spent-1", "-5", "Write a sum of £0 or more."),
        ("came-1", "many", "Write a number in figures, such as 12 or 12.5."),
    ],
)
def test_what_cannot_be_read_is_said_and_everything_typed_is_kept(
    box: str, typed: str, sentence: str
) -> None:
    award = an_award()
    a_measure(award)
    returned = opened(some_returns(award)[0])
    told = {"spent-2": "77.77", "why-2": "Chairs for the hall", box: typed}

    answer = browser_of(holder(award)).post(f"/awards/returns/{returned.ref}/figures/", told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(each in page for each in (sentence, typed, "77.77", "Chairs for the hall"))
    assert not returned.spending.filter(spent_pence__isnull=False).exists()


def test_a_colleague_who_was_quicker_is_named_and_nothing_typed_is_lost() -> None:
    award = an_award()
    returned = opened(some_returns(award)[0])
    ann, bea = browser_of(holder(award)), browser_of(who(GRANT_HOLDER, award.recipient, "Bea"))
    here = f"/awards/returns/{returned.ref}/figures/"
    ann.post(here, {"spent-1": "5", "expected-1": "0", "seen-why-1": "0"})

    answer = bea.post(here, {"spent-1": "9", "expected-1": "0", "seen-why-1": "0"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "a colleague wrote here meanwhile" in page
    assert 'name="seen-why-1" value="1"' in page
    again = bea.post(here, {"spent-1": "9", "expected-1": "0", "seen-why-1": "1"})
    assert again.status_code == 302
    assert returned.spending.get(line__number=1).spent_pence == 900


def a_book(returned: Return) -> Any:
    """The workbook of a return, as its page gives it."""
    answer = browser_of(holder(returned.award)).get(f"/awards/returns/{returned.ref}/workbook.xlsx")
    return load_workbook(io.BytesIO(answer.content))


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


def test_each_one_finds_the_return_on_their_list() -> None:
    award = an_award()
    first = some_returns(award)[0]
    ann, sanjay, gil = holder(award), officer(award), manager(award)

    def waiting(account: Any) -> list[str]:
        return [each.title for each in tasks_for(account, over(first)) if "eturn" in each.title]

    assert (waiting(ann), waiting(sanjay), waiting(gil)) == (["Write return 1"], [], [])
    handed_on(first)
    assert (waiting(ann), waiting(sanjay), waiting(gil)) == ([], ["Certify return 1"], [])
    actions.certify_return(returned=first, by=sanjay, at=over(first))
    assert (waiting(ann), waiting(sanjay), waiting(gil)) == ([], [], ["Read return 1"])
    actions.send_back_return(returned=first, remarks={"spend:1": "Why?"}, by=gil, at=over(first))
    assert waiting(ann) == ["Mend return 1"]


def test_strangers_find_no_return_and_each_side_only_its_own_steps() -> None:
    returned = filled()
    award, here = returned.award, f"/awards/returns/{returned.ref}/"
    steps = {
        "figures": holder(award), "part/1": holder(award), "workbook": holder(award),
        "submit": holder(award), "certify": officer(award), "give-back": officer(award),
        "send-back": manager(award), "accept": manager(award), "skip": manager(award),
    }  # fmt: skip
    everyone = {holder(award), officer(award), manager(award)}

    assert browser_of(someone("Stranger")).get(here).status_code == 404
    assert all(browser_of(each).get(here).status_code == 200 for each in everyone)
    for step, does in steps.items():
        for each in everyone - {does}:
            assert browser_of(each).post(f"{here}{step}/").status_code == 403, (step, each)
