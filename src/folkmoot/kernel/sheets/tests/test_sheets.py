"""What goes out in a spreadsheet comes back as it was, and what is wrong has the cell's name."""

import csv
import io
import tracemalloc
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from folkmoot.kernel.rules import Refused
from folkmoot.kernel.sheets.cells import FORMULA, cell_name, harmless, without_mark
from folkmoot.kernel.sheets.reading import MOST_ROWS, Sheet, read_sheets
from folkmoot.kernel.sheets.writing import Table, as_csv, as_workbook, workbook_file

AT = datetime(2026, 11, 30, 9, tzinfo=UTC)
HEADS = ("What", "Baseline", "Actual", "On")


def read(data: bytes, name: str) -> Sheet:
    return read_sheets(io.BytesIO(data), name)[0]


def a_workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def test_a_workbook_comes_back_as_it_went_out() -> None:
    rows = (
        ("People who came", 12, Decimal("34.5"), date(2026, 11, 1)),
        ("=HYPERLINK(evil)", 0, None, None),
    )

    sheet = read(as_workbook([Table("Returns", HEADS, rows)], at=AT), "returns.xlsx")

    assert sheet.name == "Returns"
    came = [tuple(cell.value for cell in row) for row in sheet.rows]
    assert came == [HEADS, rows[0], ("=HYPERLINK(evil)", 0)]
    assert sheet.rows[1][2].name == "C2"


def _most_memory_for(n_rows: int) -> int:
    """The most memory at any moment, in bytes, of writing a workbook of so many rows."""
    lines = ((f"Row {n}", n, Decimal(n), date(2026, 11, 1)) for n in range(n_rows))
    tracemalloc.start()
    try:
        workbook_file([Table("Returns", HEADS, lines)], at=AT).close()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_a_workbook_of_eight_times_the_rows_takes_no_more_memory_to_write() -> None:
    _most_memory_for(50)  # what is made once and kept
    assert _most_memory_for(2_000) < 1.5 * _most_memory_for(250)


def test_nothing_in_a_workbook_is_locked_and_no_text_is_a_formula() -> None:
    data = as_workbook([Table("Returns", HEADS, (("=1+1", 1, 2, None),))], at=AT)

    sheet = load_workbook(io.BytesIO(data))["Returns"]

    assert not sheet.protection.sheet
    assert sheet["A2"].data_type == "s"
    assert all(cell.alignment.wrap_text for row in sheet.iter_rows() for cell in row)


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"])),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=6,
    )
)
def test_a_csv_file_comes_back_as_it_went_out(rows: list[list[str]]) -> None:
    sheet = read(as_csv(("One", "Two"), rows), "table.csv")

    told = [[cell.value or "" for cell in row] + [""] * (2 - len(row)) for row in sheet.rows[1:]]
    assert told == [row for row in rows if any(text.strip() for text in row)]


@given(st.text())
def test_no_text_in_a_csv_file_begins_like_a_formula(text: str) -> None:
    written = as_csv(("One",), [(text,)]).decode("utf-8-sig")

    shown = list(csv.reader(io.StringIO(written, newline="")))[1:]
    assert (
        all(
            not row
            or row[0][:1] not in FORMULA
            or row[0].lstrip("+-").replace(".", "", 1).isdigit()
            for row in shown
        )
        or not text.strip()
    )


@given(st.text())
def test_the_mark_before_a_formula_goes_again(text: str) -> None:
    if without_mark(text) == text:
        assert without_mark(harmless(text)) == text


@pytest.mark.parametrize(("row", "column", "name"), [(0, 0, "A1"), (9, 25, "Z10"), (0, 701, "ZZ1")])
def test_cells_are_called_what_people_call_them(row: int, column: int, name: str) -> None:
    assert cell_name(row, column) == name


def test_rows_are_read_by_their_heads_in_any_order_and_keep_their_own_numbers() -> None:
    sheet = read(b"actual;What\r\n;\r\n12;Came\r\n", "returns.csv")

    (row,) = sheet.by_head(["What", "Actual"])

    assert {head: (cell.name, cell.value) for head, cell in row.items()} == {
        "What": ("B3", "Came"),
        "Actual": ("A3", "12"),
    }


def test_a_short_row_has_empty_cells_with_names() -> None:
    (row,) = read(b"What,Actual\r\nCame\r\n", "returns.csv").by_head(["Actual"])

    assert (row["Actual"].name, row["Actual"].text) == ("B2", "")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"What,Acutal\r\n", "There is no column “Actual”. The first row has “What”, “Acutal”."),
        (b"Actual,actual\r\n", "The column “Actual” stands there 2 times."),
        (b"\r\n", "There is no column “Actual”. The first row is empty."),
    ],
)
def test_a_renamed_column_is_named(data: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        list(read(data, "returns.csv").by_head(["Actual"]))

    assert str(refused.value) == sentence


def test_a_number_is_what_was_typed() -> None:
    sheet = read(a_workbook((0.1, 1250.5, 3.0, True, date(2027, 1, 2))), "sums.xlsx")

    assert [cell.value for cell in sheet.rows[0]] == [
        Decimal("0.1"),
        Decimal("1250.5"),
        3,
        True,
        date(2027, 1, 2),
    ]


def test_a_number_larger_than_any_is_read_as_words() -> None:
    whole, larger = io.BytesIO(a_workbook((1.5,))), io.BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(larger, "w") as after:
        for part in before.namelist():
            after.writestr(part, before.read(part).replace(b"<v>1.5</v>", b"<v>1e400</v>"))

    (sheet,) = read_sheets(io.BytesIO(larger.getvalue()), "sums.xlsx")

    assert sheet.rows[0][0].value == "inf"


def test_an_open_quotation_mark_is_named_with_its_line() -> None:
    with pytest.raises(Refused, match=r"“returns.csv”, line 3: this line cannot be read"):
        read(b'What\r\nCame\r\n"Left\r\n', "returns.csv")


def test_a_workbook_called_csv_is_refused_for_what_it_is() -> None:
    with pytest.raises(Refused, match=r"called .csv and is really a spreadsheet"):
        read(a_workbook((1,)), "returns.csv")


def test_a_workbook_with_a_part_missing_is_refused_in_words() -> None:
    whole, broken = io.BytesIO(a_workbook((1,))), io.BytesIO()
    with zipfile.ZipFile(whole) as before, zipfile.ZipFile(broken, "w") as after:
        for part in before.namelist():
            if part != "xl/workbook.xml":
                after.writestr(part, before.read(part))

    with pytest.raises(Refused, match=r"“returns.xlsx” cannot be read"):
        read(broken.getvalue(), "returns.xlsx")


def test_more_rows_than_we_take_are_refused() -> None:
    with pytest.raises(Refused, match=r"more than 50,000 rows"):
        read(b"a\n" * (MOST_ROWS + 1), "long.csv")
