"""Rows as what somebody takes away: the fields that are named, in words any program can read."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Model


def told(row: Model, *names: str) -> dict[str, Any]:
    """These fields of a row: days as 2027-05-03, other rows by their name, nothing as None."""
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    match value:
        case date():
            return value.isoformat()
        case Decimal() | Model():
            return str(value)
        case str() | int() | None:
            return value
    raise TypeError(f"{type(value).__name__} is not something one takes away.")
