"""Loading a release: whole, or not at all."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from itertools import islice

from django.db import IntegrityError, transaction
from django.db.models import Model

from folkmoot.geodata import rules
from folkmoot.geodata.analysis import Row, Unreadable, read_rows
from folkmoot.geodata.models import Postcode, PostcodeRelease
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse

BATCH = 5_000
BAD_ROWS_NAMED = 20


@transaction.atomic
def load_postcodes(
    *,
    lines: Iterable[str],
    edition: str,
    source: str,
    licence: str,
    by: Model | None,
    at: datetime,
    so_far: Callable[[int], None] = lambda number: None,
) -> PostcodeRelease:
    """Load one edition from the lines of a CSV file, read once and never held whole.

    `so_far` is told after each batch how many postcodes are in. Any bad line refuses the whole
    file, and the refusal names up to twenty of them.
    """
    refuse(rules.why_not_load(edition=edition, source=source, licence=licence))
    release = PostcodeRelease.objects.create(
        edition=edition.strip(), source=source.strip(), licence=licence.strip(), loaded_at=at
    )
    bad: list[str] = []
    loaded = 0
    try:
        for batch in _batches(read_rows(lines)):
            bad += [row.why_not for row in batch if row.why_not]
            if len(bad) >= BAD_ROWS_NAMED:
                break
            if not bad:
                bad += _add(release, batch)
                loaded += len(batch)
                so_far(loaded)
    except Unreadable as error:
        bad.append(str(error))
    refuse(_said(bad))
    refuse("" if loaded else "There are no postcodes with a position in this file.")
    record("postcodes_loaded", about=release, by=by, at=at, edition=edition, postcodes=loaded)
    return release


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _add(release: PostcodeRelease, batch: list[Row]) -> list[str]:
    """Add the batch; says which lines repeat a postcode that is already in."""
    try:
        with transaction.atomic():
            Postcode.objects.bulk_create(
                Postcode(release=release, code=row.code, lon=row.lon, lat=row.lat) for row in batch
            )
    except IntegrityError:
        codes = [row.code for row in batch]
        seen = set(
            Postcode.objects.filter(release=release, code__in=codes).values_list("code", flat=True)
        )
        again = []
        for row in batch:
            if row.code in seen:
                again.append(f"Line {row.line}: {row.code} is in the file twice.")
            seen.add(row.code)
        if not again:
            raise
        return again
    return []


def _said(bad: list[str]) -> str:
    if not bad:
        return ""
    more = "\n…and more. Mend these first." if len(bad) >= BAD_ROWS_NAMED else ""
    lines = "\n".join(bad[:BAD_ROWS_NAMED])
    return f"Nothing was loaded, because of these lines:\n{lines}{more}"
