"""What records of a place can be said to have come of one another."""

from uuid import UUID

from folkmoot.organising.models import OF_A_PERSON, Tied
from folkmoot.organising.queries.journey import starts_of
from folkmoot.organising.queries.knots import KINDS, Key, key_of_record, rows_in, words_of
from folkmoot.places.models import Place

MOST_EACH = 40  # of each kind that can be chosen
OF_WORDS = ("conversation", "promise")  # tied to what is somebody's by their yes alone

Choices = list[tuple[str, list[tuple[str, str]]]]


def record_in(place: Place, kind: str, key: UUID) -> Tied | None:
    """A record of a place that can be tied; None when there is none such. One query, or two."""
    rows = rows_in(place, kind)
    found: Tied | None = None if rows is None else rows.filter(pk=key).first()
    return found


def choices_in(place: Place, beside: Tied) -> Choices:
    """What else this could have come of, by kind, the newest of each; a query for each kind.

    Beside something of a person, what is theirs comes first, and of what was said only that.
    """
    kind, _ = own = key_of_record(beside)
    theirs = _theirs(beside) if kind in OF_A_PERSON else []
    taken: set[Key] = {own, *(key_of_record(each) for each in theirs)}
    found: Choices = [("What is theirs", [_choice(t) for t in theirs if key_of_record(t) != own])]
    for other, of in KINDS.items():
        if kind in OF_A_PERSON and other in OF_WORDS:
            continue
        rows = rows_in(place, other)
        here = [] if rows is None else rows[: MOST_EACH + 1]
        found.append((of.name, [_choice(r) for r in here if key_of_record(r) not in taken]))
    return [(name, each) for name, each in found if each]


def _theirs(beside: Tied) -> list[Tied]:
    rows = starts_of(beside.neighbour)  # type: ignore[union-attr]
    return sorted(rows, key=lambda each: each.pk, reverse=True)


def _choice(tied: Tied) -> tuple[str, str]:
    return ":".join(map(str, key_of_record(tied))), words_of(tied)
