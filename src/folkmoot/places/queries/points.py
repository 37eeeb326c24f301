"""Where points are: in a place, how far from it, and points as people type them."""

import re
from math import cos, hypot, radians

from folkmoot.kernel.rules import Refused
from folkmoot.places.analysis.boundaries import KEPT, box_of, digest_of
from folkmoot.places.analysis.reading import Geometry
from folkmoot.places.models import Place

Box = tuple[float, float, float, float]  # west, south, east, north
KM_A_DEGREE = 111.2
POINT = re.compile(r"\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d{1,15})?)\s*")
FAR_KM = 30  # from the place; what is nearer may be meant, and is said on the page
SWAPPED = "Latitude and longitude look swapped. Did you mean {}, {}?"
FAR = (
    "That point is {} km from {}. Look at its two numbers and their minus signs, "
    "or leave the box empty."
)


def place_contains(place: Place, lon: float, lat: float) -> bool:
    """Whether a point is in the place or on its line. A place without a boundary holds nothing."""
    if not place.boundary:
        return False
    west, south, east, north = _box(place, place.boundary)
    if not (west <= lon <= east and south <= lat <= north):
        return False
    return KEPT.contains(boundary_digest(place), place.boundary, lon, lat)


def is_swapped(place: Place, lon: float, lat: float) -> bool:
    """Whether a point is not in the place, and would be with its two numbers changed round."""
    return not place_contains(place, lon, lat) and place_contains(place, lat, lon)


def drawn_swapped(place: Place, geometry: Geometry) -> bool:
    """Whether a new drawing meets the one in force only with its two numbers changed round."""
    if not place.boundary:
        return False
    was, (west, south, east, north) = _box(place, place.boundary), box_of(geometry)
    return not _meet(was, (west, south, east, north)) and _meet(was, (south, west, north, east))


def km_from(place: Place, lon: float, lat: float) -> float:
    """How far a point is from the box around the place, to about a percent; 0 within it."""
    if not place.boundary:
        return 0.0
    west, south, east, north = _box(place, place.boundary)
    to_north = max(south - lat, 0.0, lat - north)
    to_east = max(west - lon, 0.0, lon - east)
    return KM_A_DEGREE * hypot(to_north, to_east * cos(radians((south + north) / 2)))


def drawing_contains(place: Place, digest: str, lon: float, lat: float) -> bool:
    """Whether a point is in the place as one of its drawings has it, in force or earlier."""
    if digest == boundary_digest(place):
        return place_contains(place, lon, lat)
    drawing = place.boundaries.filter(sha256=digest).first() if digest else None
    return bool(drawing and KEPT.contains(digest, drawing.geometry, lon, lat))


def boundary_digest(place: Place) -> str:
    """SHA-256 of the boundary in force as canonical GeoJSON; "" while nothing is drawn."""
    if not place.boundary:
        return ""
    return place.boundary_sha256 or digest_of(place.boundary)


def read_point(place: Place, typed: str) -> tuple[float, float] | None:
    """Longitude and latitude of a point typed as "latitude, longitude"; None for nothing typed.

    Refuses, in a sentence, what is not a point, one with its numbers swapped, and one too far
    from the place to be meant.
    """
    if not typed.strip():
        return None
    found = POINT.fullmatch(typed)
    latitude, longitude = map(float, found.groups()) if found else (999.0, 999.0)
    if found and _looks_swapped(place, longitude, latitude):
        raise Refused(SWAPPED.format(found[2], found[1]))
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused(
            "Choose a point on the map, or write latitude and longitude such as 52.41, -1.51."
        )
    if (km := km_from(place, longitude, latitude)) > FAR_KM:
        raise Refused(FAR.format(f"{km:,.0f}", place.name))
    return longitude, latitude


def _looks_swapped(place: Place, longitude: float, latitude: float) -> bool:
    """Whether longitude was written first: no latitude is beyond 90 degrees."""
    off_the_map = abs(latitude) > 90 and abs(latitude) <= 180 and abs(longitude) <= 90
    return off_the_map or is_swapped(place, longitude, latitude)


def _meet(one: Box, other: Box) -> bool:
    """Whether two boxes share any ground."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _box(place: Place, boundary: Geometry) -> Box:
    if None in (place.west, place.south, place.east, place.north):
        return box_of(boundary)
    return place.west, place.south, place.east, place.north  # type: ignore[return-value]
