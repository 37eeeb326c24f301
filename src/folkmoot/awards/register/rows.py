"""One row of the register, whatever it was read from, as a charity or as why not.

Fields as in the public extract of the register; those of people (trustees' names, addresses,
telephone numbers) are left where they are.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

NEEDED = ("registered_charity_number", "charity_name", "charity_registration_status")
TRUSTEES = ("count_trustees", "trustees_count", "number_of_trustees")
YES = {"true", "t", "1", "yes", "y"}
MOST_ACTIVITIES = 4000


@dataclass(frozen=True, slots=True)
class Registered:
    """What the register says of one charity. Sums in pence; None where it says nothing."""

    number: str
    name: str
    kind: str
    status: str
    registered_date: date | None
    removed_date: date | None
    reporting_status: str
    accounts_end_date: date | None
    latest_income_pence: int | None
    latest_expenditure_pence: int | None
    n_trustees: int | None
    company_number: str
    is_insolvent: bool
    is_in_administration: bool
    activities: str


def read_row(row: Mapping[str, Any]) -> Registered | str | None:
    """A charity; a sentence that says what is wrong with the row; None for a linked charity,
    which is no charity of its own.
    """
    number = _text(row, "registered_charity_number")
    if not (number.isascii() and number.isdigit()) or not 1 <= len(number) <= 8:
        return f"“{number[:20]}” is not the number of a charity."
    if _text(row, "linked_charity_number") not in ("", "0"):
        return None
    name = " ".join(_text(row, "charity_name").split())
    status = _text(row, "charity_registration_status")
    if not name or not status:
        return f"Charity {number} has no {'name' if not name else 'status'}."
    try:
        return Registered(
            number=number,
            name=name[:400],
            kind=_text(row, "charity_type")[:120],
            status=status[:40],
            registered_date=_day(row, "date_of_registration"),
            removed_date=_day(row, "date_of_removal"),
            reporting_status=_text(row, "charity_reporting_status")[:120],
            accounts_end_date=_day(row, "latest_acc_fin_period_end_date"),
            latest_income_pence=_pence(row, "latest_income"),
            latest_expenditure_pence=_pence(row, "latest_expenditure"),
            n_trustees=_trustees(row),
            company_number=_text(row, "charity_company_registration_number")[:20],
            is_insolvent=_text(row, "charity_insolvent").lower() in YES,
            is_in_administration=_text(row, "charity_in_administration").lower() in YES,
            activities=_text(row, "charity_activities")[:MOST_ACTIVITIES],
        )
    except ValueError as wrong:
        return f"Charity {number}: {wrong}"


def _text(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return "" if value is None else str(value).replace("\0", "").strip()


def _day(row: Mapping[str, Any], name: str) -> date | None:
    said = _text(row, name)[:10]
    if not said:
        return None
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(said, form).date()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    raise ValueError(f"“{said}” in {name} is not a day.")


def _pence(row: Mapping[str, Any], name: str) -> int | None:
    said = _text(row, name).replace(",", "").lstrip("£")
    if not said:
        return None
    try:
        pounds = Decimal(said)
    except InvalidOperation:
        raise ValueError(f"“{said[:20]}” in {name} is not a sum.") from None
    if not pounds.is_finite() or abs(pounds) > 10**13:
        raise ValueError(f"“{said[:20]}” in {name} is not a sum.")
    return int((pounds * 100).to_integral_value())


def _trustees(row: Mapping[str, Any]) -> int | None:
    said = next((_text(row, name) for name in TRUSTEES if _text(row, name)), "")
    if said and not (said.isascii() and said.isdigit() and len(said) < 10):
        raise ValueError(f"“{said[:20]}” is not a number of trustees.")
    return int(said) if said else None
