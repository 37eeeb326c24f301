"""Neighbours as plain notes for the methods, and back as pairs with reasons."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from folkmoot.kernel.contacts.values import Contact
from folkmoot.methods.duplicates import Likely, Note, compare, duplicates
from folkmoot.organising.models import Neighbour


@dataclass(frozen=True, slots=True)
class Pair:
    """Two notes that may be of one person, with what speaks for it and what differs."""

    one: Neighbour
    other: Neighbour
    reasons: tuple[str, ...]
    against: tuple[str, ...]


def pairs_among(neighbours: Iterable[Neighbour], apart: Iterable[frozenset[UUID]]) -> list[Pair]:
    """Pairs, the likelier first; those who were told apart are left out.

    `apart` holds pairs of persons. Wants `person` and `street` with each neighbour.
    """
    by_key = {str(each.pk): each for each in neighbours}
    known = set(apart)
    found = duplicates(_note(each) for each in by_key.values())
    return [
        pair
        for pair in (_pair(each, by_key) for each in found)
        if frozenset({pair.one.person_id, pair.other.person_id}) not in known
    ]


def why_alike(one: Neighbour, other: Neighbour) -> Pair | None:
    """What speaks for two notes being of one person, if anything does."""
    found = compare(_note(one), _note(other))
    return None if found is None else _pair(found, {str(each.pk): each for each in (one, other)})


def _note(neighbour: Neighbour) -> Note:
    person = neighbour.person
    return Note(
        key=str(neighbour.pk),
        name=person.name,
        phone=person.phone,
        email=person.email,
        address=person.address,
        street=neighbour.street.name if neighbour.street else "",
    )


def _pair(likely: Likely, by_key: Mapping[str, Neighbour]) -> Pair:
    return Pair(by_key[likely.one], by_key[likely.other], likely.reasons, likely.against)


def alike_among(
    contacts: Iterable[Contact], known: Iterable[Neighbour]
) -> dict[int, list[tuple[str | int, tuple[str, ...]]]]:
    """For each row of a list, whom it may be: a neighbour's key, or another row; with reasons."""
    rows = {f"row {each.row}": each for each in contacts}
    notes = [
        Note(key, each.name, each.phone, each.email, each.address, each.street)
        for key, each in rows.items()
    ]
    found: dict[int, list[tuple[str | int, tuple[str, ...]]]] = {}
    for pair in duplicates([*notes, *(_note(each) for each in known)]):
        for mine, other in ((pair.one, pair.other), (pair.other, pair.one)):
            if mine in rows:
                whom = rows[other].row if other in rows else other
                found.setdefault(rows[mine].row, []).append((whom, pair.reasons))
    return found
