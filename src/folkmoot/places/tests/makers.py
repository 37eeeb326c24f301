"""Makers: the shortest way to say what a test about a place needs."""

from datetime import datetime
from typing import Any
from zlib import crc32

from django.utils.text import slugify

from folkmoot.kernel.access.roles import CONVENOR, Role
from folkmoot.people.models import Account
from folkmoot.people.tests.makers import NOON, a_steward, an_account
from folkmoot.places import actions
from folkmoot.places.models import Place

__all__ = [
    "NOON",
    "Geometry",
    "a_convenor",
    "a_middle",
    "a_place",
    "a_shape",
    "a_steward",
    "an_account",
    "someone",
    "someone_with",
]
Geometry = dict[str, Any]

# A hand-drawn line around a few streets, in parts of its size; the middle of it is 0, 0.
LINE = ((-1.0, -0.6), (-0.2, -1.0), (0.7, -0.7), (1.0, 0.3), (0.2, 0.5), (0.1, 1.0), (-0.8, 0.6))


def a_shape(lon: float = -1.55, lat: float = 53.8, size: float = 0.01) -> Geometry:
    """A drawing about a point, two kilometres from end to end unless told otherwise."""
    line = [[round(lon + 1.7 * size * x, 6), round(lat + size * y, 6)] for x, y in LINE]
    return {"type": "Polygon", "coordinates": [[*line, line[0]]]}


def a_middle(name: str = "Wren's Cross") -> tuple[float, float]:
    """Where `a_place` draws a place with that name: another name is another part of the country."""
    number = crc32(name.encode())
    return round(-2.5 + number % 40 * 0.06, 4), round(52.5 + number // 40 % 40 * 0.05, 4)


def a_place(
    name: str = "Wren's Cross",
    *,
    slug: str = "",
    summary: str = "",
    geometry: Geometry | None = None,
    drawn: bool = True,
    at: datetime = NOON,
) -> Place:
    """A place with a boundary."""
    place = actions.create_place(name=name, slug=slug, summary=summary, by=None, at=at)
    if drawn:
        shape = geometry or a_shape(*a_middle(name))
        actions.redraw_boundary(place=place, geometry=shape, reason="Walked", by=None, at=at)
        place.refresh_from_db()
    return place


def someone(name: str) -> Account:
    """Someone with an account and no role: `someone("Sam")` is sam@example.org."""
    return an_account(name, email=f"{slugify(name)}@example.org")


def someone_with(role: Role, place: Place, *, name: str = "", at: datetime = NOON) -> Account:
    """Someone who holds a role in a place from that moment on."""
    account = someone(name or f"{role.name} of {place.slug}")
    actions.give_role(place=place, email=account.email, role=role, by=None, at=at)
    return account


def a_convenor(place: Place, name: str = "", *, at: datetime = NOON) -> Account:
    return someone_with(CONVENOR, place, name=name, at=at)
