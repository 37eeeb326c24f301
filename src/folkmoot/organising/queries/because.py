"""What records of a place can be said to have come of one another."""

from uuid import UUID

from folkmoot.organising.models import Tied
from folkmoot.organising.queries.knots import KINDS, key_of_record, rows_in, words_of
from folkmoot.places.models import Place

MOST_EACH = 40  # of each kind that can be chosen

Choices = list[tuple[str, list[tuple[str, str]]]]


def record_in(place: Place, kind: str, key: UUID) -> Tied | None:
    """A record of a place that can be tied; None when there is none such. One query, or two."""
    rows = rows_in(place, kind)
    found: Tied | None = None if rows is None else rows.filter(pk=key).first()
    return found


def choices_in(place: Place, beside: Tied) -> Choices:
    """What else this could have come of, by kind, the newest of each; a query for each kind."""
    own = key_of_record(beside)
    found: Choices = []
    for kind, of in KINDS.items():
        rows = rows_in(place, kind)
        here = [] if rows is None else rows[:MOST_EACH]
        each = [(f"{kind}:{r.pk}", words_of(r)) for r in here if (kind, r.pk) != own]
        if each:
            found.append((of.name, each))
    return found
