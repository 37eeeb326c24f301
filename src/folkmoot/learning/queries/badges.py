"""Badges: whether one is true, what was revoked, and the keys anyone may check them with."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Q

from folkmoot.kernel.signatures import NotSigned, Signed, is_signed_by, taken_apart
from folkmoot.learning.analysis.credentials import (
    LIST_BITS,
    Issuer,
    Json,
    document,
    is_theirs,
    profile_of,
    status_list,
)
from folkmoot.learning.analysis.credentials import achievement_of as _achievement
from folkmoot.learning.analysis.issuing import (
    address,
    hub_issuer,
    issuer_of,
    place_issuer,
    taught_in,
)
from folkmoot.learning.models import Badge, BadgeKey, Completion, CourseEdition
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place


@dataclass(frozen=True, slots=True)
class Checked:
    """What can be said of a file that somebody shows."""

    standing: str  # "true", "expired", "withdrawn", "down", "not ours", "changed"
    badge: Badge | None = None
    is_theirs: bool | None = None  # None when nobody asked whose it is


def check(text: str, identity: str, *, at: datetime) -> Checked:
    """Whether a badge that somebody shows as a file is true, and theirs; three queries."""
    try:
        signed = taken_apart(text)
    except NotSigned:
        return Checked("not ours")
    key = _key_named(signed)
    if key is None:
        return Checked("not ours")
    if not is_signed_by(signed, key.public):
        return Checked("changed")
    badge = _badge_named(signed.payload)
    if badge is None:
        return Checked("not ours")
    theirs = is_theirs(signed.payload, identity) if identity.strip() else None
    return Checked(badge.standing(at), badge, theirs)


def badge_of(completion: Completion) -> Badge | None:
    """The badge of a completion that is up; one query."""
    return Badge.objects.up().filter(completion=completion).first()


def hub_profile(hub: Organisation) -> Json:
    """Who stands behind the courses of a hub."""
    return document(profile_of(hub_issuer(hub)))


def place_profile(place: Place) -> Json:
    """Who stands behind the courses of a place."""
    return document(profile_of(place_issuer(place)))


def achievement(edition: CourseEdition) -> Json:
    """What a course teaches, for programs."""
    return document(_achievement(taught_in(edition), issuer_of(edition.course)))


def hub_status(hub: Organisation, number: int, *, at: datetime) -> Json:
    """Which badges of a hub, of one list, are not true any more; one query."""
    here = address("badges:hub_status", hub.ref, number)
    return _status(Q(**{f"{COURSE}__hub": hub}), hub_issuer(hub), here, number, at)


def place_status(place: Place, number: int, *, at: datetime) -> Json:
    """Which badges of a place, of one list, are not true any more; one query."""
    here = address("badges:place_status", place.slug, number)
    own = Q(**{f"{COURSE}__hub": None, f"{COURSE}__place": place})
    return _status(own, place_issuer(place), here, number, at)


def public_key(key: BadgeKey) -> dict[str, str]:
    """The half of a key that is for everyone, with the name that signatures give it."""
    return {"kid": address("badges:key", key.ref)} | dict(key.public)


def all_keys() -> list[BadgeKey]:
    """Every key that ever signed, the newest first."""
    return list(BadgeKey.objects.all())


COURSE = "completion__learner__run__edition__course"


def _status(whose: Q, issuer: Issuer, here: str, number: int, at: datetime) -> Json:
    first = number * LIST_BITS
    listed = Badge.objects.revoked().filter(whose, number__gte=first, number__lt=first + LIST_BITS)
    revoked = [each - first for each in listed.values_list("number", flat=True)]
    return status_list(here, issuer, revoked, at=at)


def _key_named(signed: Signed) -> BadgeKey | None:
    """The key of this site that a signature names, if it names one."""
    kid = str(signed.header.get("kid", ""))
    ref = kid.rstrip("/").rpartition("/")[2]
    key = BadgeKey.objects.filter(ref=ref[:20]).first()
    return key if key and kid == address("badges:key", key.ref) else None


def _badge_named(payload: Mapping[str, Any]) -> Badge | None:
    """The badge that a credential says it is."""
    named = str(payload.get("jti", ""))
    if not named.startswith(settings.SITE_ADDRESS) or named != payload.get("id"):
        return None
    ref = named.rstrip("/").rpartition("/")[2]
    return Badge.objects.visible_to(None).filter(ref=ref[:20]).first()
