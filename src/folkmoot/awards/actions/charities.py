"""The register of charities, loaded from a file: whole, or not at all."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import models, transaction

from folkmoot.awards.models import Charity, CharityExtract
from folkmoot.awards.register.rows import Registered, read_row
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse

A_BATCH = 2_000
MOST_WRONG = 1_000
Say = Callable[[str], None]


@transaction.atomic
def load_charities(
    *,
    rows: Iterable[tuple[int, dict[str, Any]]],
    extract_date: date,
    file_sha256: str,
    by: models.Model | None,
    at: datetime,
    say: Say = lambda sentence: None,
    so_far: Callable[[int], None] = lambda number: None,
) -> CharityExtract:
    """Put an extract in the place of the one before; a stream, in batches.

    Wrong rows are said, with their numbers, and left out. The same extract loaded again changes
    nothing. Refused when there is nothing in it, or more is wrong than right.
    """
    same = CharityExtract.objects.filter(file_sha256=file_sha256, extract_date=extract_date)
    if there := same.first():
        record("charities_loaded_again", about=there, by=by, at=at)
        return there
    extract = CharityExtract.objects.create(
        extract_date=extract_date, file_sha256=file_sha256, n_charities=0, loaded_at=at
    )
    reading = _Reading(say)
    right = reading.right(rows)
    while batch := list(islice(right, A_BATCH)):
        _keep(batch, extract)
        so_far(reading.n_right)
    refuse("There is no charity in it. Nothing was loaded." if not reading.n_right else "")
    refuse(_too_wrong(reading.n_wrong, reading.n_right))
    Charity.objects.exclude(extract=extract).delete()
    CharityExtract.objects.exclude(pk=extract.pk).delete()
    extract.n_charities, extract.n_wrong = Charity.objects.count(), reading.n_wrong
    extract.save(update_fields=["n_charities", "n_wrong"])
    record("charities_loaded", about=extract, by=by, at=at, number=extract.n_charities)
    return extract


class _Reading:
    """Counts as it goes what was right and what was wrong."""

    def __init__(self, say: Say) -> None:
        self.say, self.n_right, self.n_wrong = say, 0, 0

    def right(self, rows: Iterable[tuple[int, dict[str, Any]]]) -> Iterator[Registered]:
        for number, row in rows:
            found = read_row(row)
            if isinstance(found, Registered):
                self.n_right += 1
                yield found
            elif found:
                self.n_wrong += 1
                if self.n_wrong <= MOST_WRONG:
                    self.say(f"Row {number}: {found}")


def _keep(batch: Iterable[Registered], extract: CharityExtract) -> None:
    """The last row of a number counts."""
    rows = {each.number: Charity(extract=extract, **asdict(each)) for each in batch}
    fields = [field.name for field in Charity._meta.concrete_fields if not field.primary_key]
    Charity.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["number"], update_fields=fields
    )


def _too_wrong(n_wrong: int, n_right: int) -> str:
    if n_wrong <= n_right:
        return ""
    return f"{n_wrong:,} rows of {n_wrong + n_right:,} are wrong. Nothing was loaded."
