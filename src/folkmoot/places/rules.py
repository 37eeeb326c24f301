"""What may be done to a place and its team."""

import re
from collections.abc import Collection
from datetime import datetime

from django.db.models import Q

from folkmoot.kernel.access.roles import CONVENOR, Role, roles_in
from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
COLOUR = re.compile(r"#[0-9a-f]{6}")
PLACE_ROLES = roles_in("place")
# Addresses under /places/ that are pages of ours.
KEPT_SLUGS = frozenset({"new", "about", "all", "search"})


def why_not_name(name: str) -> str:
    if not name:
        return "Give the place its name."
    if len(name) > 120:
        return "That name is too long. Use at most 120 letters."
    if not name.isprintable():
        return "A name is one line of plain letters. Type it again."
    return ""


def why_not_slug(slug: str) -> str:
    if not SLUG.fullmatch(slug) or len(slug) > 60:
        return "Use small letters, figures and single hyphens, at most 60, like wrens-cross."
    if slug in KEPT_SLUGS:
        return f"“{slug}” is kept for our own pages. Choose another address."
    if Place.objects.filter(slug=slug).exists():
        return f"Another place has the address “{slug}”. Choose another."
    return ""


def why_not_summary(summary: str) -> str:
    return "" if len(summary) <= 600 else "Say it in at most 600 letters."


def why_not_reach(reach: str) -> str:
    if len(reach) > 200:
        return "Say how to reach the team in at most 200 letters."
    return "" if not reach or reach.isprintable() else "Say how to reach the team in plain letters."


def why_not_reason(place: Place, reason: str) -> str:
    if len(reason) > 300:
        return "Say why in at most 300 letters."
    if place.boundary_sha256 and not reason:
        return "Say why the line has moved. People will read it beside the old drawing."
    return ""


def why_not_same(place: Place, digest: str) -> str:
    if place.boundary_sha256 == digest:
        return "That is the line the place already has. Nothing has moved."
    return ""


def why_not_colour(colour: str) -> str:
    return (
        "" if COLOUR.fullmatch(colour) else "Write the colour as # and six figures, like #2f5d46."
    )


def leads(place: Place, by: Account | None, *, at: datetime) -> bool:
    """Whether this is the place's convenor; nobody (a scenario, a command) is taken to be."""
    return by is None or CONVENOR in place.roles_of(by, at=at)


def why_not_name_for(role: Role, *, leads: bool) -> str:
    """Convenors name their team. A steward, from outside the place, names only its convenors."""
    if role not in PLACE_ROLES:
        return "That role is not held in a place."
    if leads or role == CONVENOR:
        return ""
    return "A steward names the convenor, and the convenor names the rest of the team."


def why_not_give(
    place: Place, account: Account, role: Role, *, starts_at: datetime, ends_at: datetime | None
) -> str:
    if ends_at is not None and ends_at <= starts_at:
        return "The last day cannot be before the first."
    same = PlaceRole.objects.filter(place=place, account=account, role=role.name)
    meets = same.filter(Q(ends_at__isnull=True) | Q(ends_at__gt=starts_at))
    if ends_at is not None:
        meets = meets.filter(starts_at__lt=ends_at)
    already = meets.first()
    if already is None:
        return ""
    until = f" until {day(already.ends_at)}" if already.ends_at else ""
    return f"{account.shown_name()} is already {role.name} from {day(already.starts_at)}{until}."


def why_not_end(held: PlaceRole, *, convenors: Collection[object], at: datetime) -> str:
    """Why the role cannot end now; `convenors` are the accounts that lead the place."""
    if held.ends_at is not None and held.ends_at <= at:
        return "That role has already ended."
    if held.role != CONVENOR.name or held.starts_at > at or set(convenors) - {held.account_id}:
        return ""
    return "A place needs a convenor. Name another convenor first, and then this role can end."
