"""What a cell of a return says: a sum in pence, or a number."""

from datetime import date
from decimal import Decimal, InvalidOperation

from folkmoot.kernel.sheets.cells import Cell
from folkmoot.kernel.ui.forms.money import read_money

MOST = 10**14
NOISE = Decimal("0.000001")  # what a spreadsheet's own reckoning leaves behind


def in_pounds(pence: int | None) -> Decimal | None:
    """A sum as a spreadsheet shows it."""
    return None if pence is None else Decimal(pence).scaleb(-2)


def a_sum(cell: Cell) -> tuple[int | None, str]:
    """Pence, or why not; an empty cell is None.

    >>> a_sum(Cell("D7", "£1,250.50")), a_sum(Cell("D8", Decimal("12.3")))
    ((125050, ''), (1230, ''))
    >>> a_sum(Cell("D9", "lots"))[1]
    '“lots” is not a sum of money. Write it like 1250.50.'
    """
    if not cell.text:
        return None, ""
    pence = _pence(cell)
    if pence is None:
        return None, f"“{_short(cell)}” is not a sum of money. Write it like 1250.50."
    if pence < 0:
        return None, "A sum here is nought or more."
    return (pence, "") if pence <= MOST else (None, "That is more than any award.")


def a_number(cell: Cell) -> tuple[Decimal | None, str]:
    """A number, or why not; an empty cell is None."""
    if not cell.text:
        return None, ""
    wrong = f"“{_short(cell)}” is not a number. Write it like 12 or 12.5."
    if isinstance(cell.value, bool | date):
        return None, wrong
    try:
        number = Decimal(cell.text.replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None, wrong
    if not number.is_finite() or abs(number) >= 10**11:
        return None, wrong
    rounded = number.quantize(Decimal("0.01"))
    return (rounded, "") if abs(rounded - number) < NOISE else (None, "Write two decimals at most.")


def _pence(cell: Cell) -> int | None:
    if isinstance(cell.value, bool | date):
        return None
    if not isinstance(cell.value, int | Decimal):
        return read_money(cell.text, "GBP")
    exact = Decimal(cell.value) * 100
    whole = exact.to_integral_value()
    return int(whole) if abs(exact - whole) < NOISE else None


def _short(cell: Cell) -> str:
    return cell.text if len(cell.text) <= 40 else f"{cell.text[:40]}…"


def plain_number(value: Decimal | None) -> str:
    """A number without the noughts at its end; "" for none.

    >>> plain_number(Decimal("12.50")), plain_number(Decimal("100.00")), plain_number(None)
    ('12.5', '100', '')
    """
    if value is None:
        return ""
    return f"{value.quantize(Decimal('0.01')):,f}".rstrip("0").rstrip(".")
