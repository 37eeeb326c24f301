"""Is a drawing sound, how large is it, and what is within it."""

import hashlib
import json
import math
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator
from threading import Lock
from typing import Any, cast

import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from folkmoot.places.analysis.reading import AREAS, Geometry, is_here

LEAST_KM2, MOST_KM2 = 0.01, 5_000
MOST_CORNERS = 5_000
OUTLINE_CORNERS = 160
SHOWN_CORNERS = 400
PLACES_OF_DECIMALS = 7  # a centimetre
# A sphere with the surface of the Earth: areas on it are within half a percent.
EARTH_KM = 6371.0072
WHERE = re.compile(r"\[([^ \]]+) ([^ \]]+)\]")


def why_not_boundary(geometry: object) -> str:
    """Why this GeoJSON geometry cannot be the boundary of a place, or nothing at all."""
    checks = (_why_not_shape, _why_not_corners, _why_not_degrees, _why_not_sound, _why_not_size)
    for check in cast("tuple[Callable[[Any], str], ...]", checks):
        if sentence := check(geometry):
            return sentence
    return ""


def settled(geometry: Geometry) -> Geometry:
    """The drawing as we keep it: two dimensions, to the centimetre, outer lines anticlockwise."""
    whole = shapely.orient_polygons(drawn(geometry), exterior_cw=False)
    if whole.geom_type == "MultiPolygon" and len(whole.geoms) == 1:
        whole = whole.geoms[0]
    return _plain(whole)


def digest_of(geometry: Geometry) -> str:
    """SHA-256 of the geometry as canonical GeoJSON: its two members, in order, without spaces."""
    members = {"coordinates": geometry["coordinates"], "type": geometry["type"]}
    return hashlib.sha256(json.dumps(members, separators=(",", ":")).encode()).hexdigest()


def area_km2(geometry: Geometry) -> float:
    """Surface in square kilometres, to half a percent."""
    return surface(drawn(geometry))


def box_of(geometry: Geometry) -> tuple[float, float, float, float]:
    """West, south, east and north."""
    west, south, east, north = drawn(geometry).bounds
    return west, south, east, north


def outline_of(geometry: Geometry) -> Geometry:
    """The drawing with few corners, for small pictures."""
    whole = drawn(geometry)
    west, south, east, north = whole.bounds
    size = max(east - west, north - south)
    lighter, share = whole, 0.001
    while shapely.get_num_coordinates(lighter) > OUTLINE_CORNERS and share < 0.2:
        lighter, share = whole.simplify(size * share), share * 1.6
    if lighter.geom_type == "MultiPolygon" and len(lighter.geoms) > 12:
        largest = sorted(lighter.geoms, key=lambda part: -part.area)[:12]
        lighter = shapely.MultiPolygon([shapely.Polygon(part.exterior) for part in largest])
    return _plain(lighter)


def shown_of(geometry: Geometry) -> Geometry:
    """The drawing as a large map shows it: no corner is left out that an eye could miss."""
    if corners_of(geometry) <= SHOWN_CORNERS:
        return geometry
    whole = drawn(geometry)
    west, south, east, north = whole.bounds
    return _plain(whole.simplify(max(east - west, north - south) * 0.0005))


def corners_of(geometry: Geometry) -> int:
    return sum(len(ring) - 1 for ring in _rings(geometry))


class Kept:
    """Drawings made ready for many questions, kept by digest while this process runs."""

    def __init__(self, most: int = 256) -> None:
        self.most = most
        self.ready: OrderedDict[str, BaseGeometry] = OrderedDict()
        self.lock = Lock()  # also around each question: a prepared geometry builds itself late

    def contains(self, digest: str, geometry: Geometry, lon: float, lat: float) -> bool:
        """Whether the point is within the drawing or on its line."""
        with self.lock:
            whole = self.ready.pop(digest, None)
            if whole is None:
                whole = drawn(geometry)
                shapely.prepare(whole)
            self.ready[digest] = whole
            if len(self.ready) > self.most:
                self.ready.popitem(last=False)
            return bool(shapely.intersects_xy(whole, lon, lat))


KEPT = Kept()


def _why_not_shape(geometry: object) -> str:
    if not isinstance(geometry, dict) or geometry.get("type") not in AREAS:
        return "A place is an area: a Polygon or a MultiPolygon."
    try:
        rings = list(_rings(geometry))
    except (TypeError, KeyError):
        rings = []
    if not rings or not all(_is_line(ring) for ring in rings):
        return "Some corners of that area are missing or are not numbers."
    return ""


def _why_not_corners(geometry: Geometry) -> str:
    corners = corners_of(geometry)
    if corners > MOST_CORNERS:
        return (
            f"That drawing has {corners:,} corners, and we keep at most {MOST_CORNERS:,}. "
            "Simplify it and try again."
        )
    for ring in _rings(geometry):
        if ring[0][:2] != ring[-1][:2]:
            return (
                "The line does not come back to where it began. Repeat the first corner at the end."
            )
        if len(ring) < 4:
            return "A place has at least three corners."
    return ""


def _why_not_degrees(geometry: Geometry) -> str:
    corners = [corner for ring in _rings(geometry) for corner in ring]
    if all(is_here(lat, lon) for lon, lat, *_ in corners):
        return (
            "This looks like latitude first. In GeoJSON longitude comes first: [-1.5479, 53.7960]."
        )
    if all(_on_earth(lon, lat) for lon, lat, *_ in corners):
        return ""
    if all(_on_earth(lat, lon) for lon, lat, *_ in corners):
        return (
            "This looks like latitude first. In GeoJSON longitude comes first: [-1.5479, 53.7960]."
        )
    if any(abs(number) > 1_000 for lon, lat, *_ in corners for number in (lon, lat)):
        return (
            "These look like metres on a national grid. "
            "Save the boundary again as WGS 84 (longitude and latitude)."
        )
    return (
        "A corner is not on the map. Longitude goes from -180 to 180 and latitude from -90 to 90."
    )


def _why_not_sound(geometry: Geometry) -> str:
    reason = str(shapely.is_valid_reason(drawn(geometry)))
    if reason == "Valid Geometry":
        return ""
    found = WHERE.search(reason)
    where = (
        f" near {float(found[2]):.5f}, {float(found[1]):.5f} (latitude, longitude)" if found else ""
    )
    if "Too few" in reason:
        return "That line goes nowhere: its corners are all in the same spot."
    if "Self-intersection" in reason:
        return f"The line crosses or touches itself{where}. Move the corners there apart."
    if "hell" in reason and "Hole" not in reason:
        return f"One part of that area lies inside another{where}. Draw each piece of ground once."
    return f"A hole in that area is not inside it, or cuts it in two{where}. Redraw the hole."


def _why_not_size(geometry: Geometry) -> str:
    size = area_km2(geometry)
    if size < LEAST_KM2:
        return (
            f"That is {size * 1_000_000:,.0f} square metres, smaller than a street. "
            "A place is at least 10,000: check that the corners are where you meant."
        )
    if size > MOST_KM2:
        return (
            f"That is {size:,.0f} square kilometres. A place is at most {MOST_KM2:,}: "
            "check that the corners are where you meant."
        )
    return ""


def _rings(geometry: Geometry) -> Iterator[list[Any]]:
    """Each closed line: outer lines and holes alike."""
    parts = geometry["coordinates"]
    for part in [parts] if geometry["type"] == "Polygon" else parts:
        if not isinstance(part, list | tuple) or not part:
            raise TypeError
        yield from part


def _is_line(ring: object) -> bool:
    return isinstance(ring, list | tuple) and len(ring) > 1 and all(_is_corner(at) for at in ring)


def _is_corner(at: object) -> bool:
    if not isinstance(at, list | tuple) or len(at) < 2:
        return False
    return all(
        isinstance(number, int | float)
        and not isinstance(number, bool)
        and not (isinstance(number, float) and not math.isfinite(number))
        for number in at[:2]
    )


def _on_earth(lon: float, lat: float) -> bool:
    return -180 <= lon <= 180 and -90 <= lat <= 90


def drawn(geometry: Geometry) -> BaseGeometry:
    """As a shape, to the centimetre and flat."""
    parts = geometry["coordinates"]
    rounded = [
        [
            [
                [round(c[0], PLACES_OF_DECIMALS) + 0.0, round(c[1], PLACES_OF_DECIMALS) + 0.0]
                for c in ring
            ]
            for ring in part
        ]
        for part in ([parts] if geometry["type"] == "Polygon" else parts)
    ]
    return shape({"type": "MultiPolygon", "coordinates": rounded})


def _plain(whole: BaseGeometry) -> Geometry:
    found = json.loads(json.dumps(mapping(whole)))  # tuples become the lists they are kept as
    return {"type": found["type"], "coordinates": found["coordinates"]}


def surface(whole: BaseGeometry) -> float:
    """Area on the sphere, by Lambert's cylindrical projection, which keeps areas."""
    flat = shapely.transform(whole, _lambert)
    return float(flat.area)


def _lambert(corners: Any) -> Any:
    radians = corners * (math.pi / 180)
    flat = radians * EARTH_KM
    flat[:, 1] = [EARTH_KM * math.sin(lat) for lat in radians[:, 1]]
    return flat
