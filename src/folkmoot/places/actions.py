"""Every change to a place: drawing it, colouring it, and saying who does what in it."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from folkmoot.kernel.access.roles import CONVENOR, ROLES, Role
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.actions import account_for
from folkmoot.people.models import Account
from folkmoot.places import notices, queries, rules
from folkmoot.places.analysis import boundaries, colours
from folkmoot.places.analysis.reading import Geometry
from folkmoot.places.models import Boundary, Place, PlaceRole


@transaction.atomic
def create_place(
    *,
    name: str,
    slug: str = "",
    summary: str = "",
    convenor: str = "",
    by: Account | None,
    at: datetime,
) -> Place:
    """Add a place; `convenor` is the e-mail address of who leads it.

    Without a slug its address is made from its name.
    """
    name, summary, slug = _one_line(name), summary.strip(), slug.strip().lower()
    refuse(rules.why_not_name(name) or rules.why_not_summary(summary))
    slug = slug or _free_slug(name)
    refuse(rules.why_not_slug(slug))
    try:
        with transaction.atomic():
            place = Place.objects.create(name=name, slug=slug, summary=summary)
    except IntegrityError:  # someone took the address in this very moment
        refuse(rules.why_not_slug(slug))
        raise
    record("place_created", about=place, by=by, at=at, name=name, slug=slug)
    if convenor:
        give_role(place=place, email=convenor, role=CONVENOR, by=by, at=at)
    return place


@transaction.atomic
def change_place(
    *,
    place: Place,
    name: str,
    summary: str,
    reach: str = "",
    population: int | None = None,
    by: Account | None,
    at: datetime,
) -> Place:
    """Change what a place says of itself. Its address stays: it is on posters."""
    place = _locked(place)
    name, summary, reach = _one_line(name), summary.strip(), _one_line(reach)
    refuse(rules.why_not_name(name) or rules.why_not_summary(summary) or rules.why_not_reach(reach))
    after = {"name": name, "summary": summary, "reach": reach or None, "population": population}
    before = {key: getattr(place, key) for key in after}
    changed: dict[str, Any] = {
        key: [before[key], after[key]] for key in after if before[key] != after[key]
    }
    if changed:
        for key, value in after.items():
            setattr(place, key, value)
        place.save(update_fields=list(after))
        record("place_changed", about=place, by=by, at=at, **changed)
    return place


@transaction.atomic
def redraw_boundary(
    *, place: Place, geometry: Geometry, reason: str = "", by: Account | None, at: datetime
) -> Boundary:
    """Draw a place, for the first time or anew. Earlier drawings are kept."""
    place = _locked(place)
    reason = reason.strip()
    refuse(boundaries.why_not_boundary(geometry) or rules.why_not_reason(place, reason))
    kept = boundaries.settled(geometry)
    digest = boundaries.digest_of(kept)
    refuse(rules.why_not_same(place, digest))
    boundary = Boundary.objects.create(
        place=place,
        geometry=kept,
        sha256=digest,
        area_km2=boundaries.area_km2(kept),
        reason=reason,
        drawn_at=at,
        drawn_by=by,
    )
    place.boundary, place.boundary_sha256 = kept, digest
    place.outline = boundaries.outline_of(kept)
    place.west, place.south, place.east, place.north = boundaries.box_of(kept)
    place.save(
        update_fields=[
            "boundary", "boundary_sha256", "outline", "west", "south", "east", "north",
        ]
    )  # fmt: skip
    record("boundary_redrawn", about=place, by=by, at=at, sha256=digest, reason=reason)
    return boundary


@transaction.atomic
def set_colour(*, place: Place, colour: str, by: Account | None, at: datetime) -> Place:
    """Give the place its colour, darkened if white on it or it on paper could not be read.

    The place that comes back has the colour that was kept; the caller says if it differs.
    """
    place = _locked(place)
    colour = colour.strip().lower()
    refuse(rules.why_not_colour(colour))
    kept = colours.readable(colour)
    before, place.colour = place.colour, kept
    place.save(update_fields=["colour"])
    record("place_coloured", about=place, by=by, at=at, before=before, asked=colour, kept=kept)
    return place


@transaction.atomic
def give_role(
    *,
    place: Place,
    email: str,
    role: Role,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    by: Account | None,
    at: datetime,
) -> PlaceRole:
    """Give someone a role in a place, from now or a later day, until an end day or without one.

    They need not have been here before: the account waits for whoever reads that mailbox.
    """
    place = _locked(place)
    starts_at = starts_at or at
    refuse(rules.why_not_name_for(role, leads=rules.leads(place, by, at=at)))
    account = account_for(address=email, by=by, at=at)
    refuse(rules.why_not_give(place, account, role, starts_at=starts_at, ends_at=ends_at))
    held = PlaceRole.objects.create(
        place=place,
        account=account,
        role=role.name,
        starts_at=starts_at,
        ends_at=ends_at,
        given_by=by,
    )
    record("place_role_given", about=place, by=by, at=at, **_facts(held))
    notices.tell_of_role(held=held, by=by, at=at)
    return held


@transaction.atomic
def end_role(*, held: PlaceRole, by: Account | None, at: datetime) -> PlaceRole:
    """End a role now. One that has not begun never will."""
    _locked(held.place)  # two convenors who end each other wait here in turn
    held = PlaceRole.objects.select_for_update().get(pk=held.pk)
    place = held.place
    refuse(rules.why_not_name_for(ROLES[held.role], leads=rules.leads(place, by, at=at)))
    refuse(rules.why_not_end(held, convenors=queries.convenors_of(place, at), at=at))
    held.ends_at = max(at, held.starts_at)
    held.save(update_fields=["ends_at"])
    record("place_role_ended", about=place, by=by, at=at, **_facts(held))
    return held


def _locked(place: Place) -> Place:
    return Place.objects.select_for_update().get(pk=place.pk)


def _facts(held: PlaceRole) -> dict[str, Any]:
    """What the account says of a role: whose it is by key, never by name."""
    return {
        "account": str(held.account_id),
        "role": held.role,
        "starts_at": held.starts_at.isoformat(),
        "ends_at": held.ends_at.isoformat() if held.ends_at else None,
    }


def _one_line(text: str) -> str:
    return " ".join(text.split())


# Letters that are no letter with a mark, so that `slugify` would drop them.
PLAIN_LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ß": "ss", "æ": "ae", "Æ": "Ae"}
)


def _free_slug(name: str) -> str:
    """An address no other place has: wrens-cross, else wrens-cross-2."""
    stem = slugify(name.translate(PLAIN_LETTERS))[:56].strip("-_") or "place"
    stem = "-".join(part for part in stem.replace("_", "-").split("-") if part)
    taken = set(Place.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    taken |= rules.KEPT_SLUGS
    if stem not in taken:
        return stem
    number = next(n for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
    return f"{stem}-{number}"
