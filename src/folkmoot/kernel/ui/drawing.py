"""Maps as drawings: longitude and latitude to the units of an SVG, without any tiles.

Plate carrée with the longitudes narrowed by the cosine of the middle latitude: true to shape
over a neighbourhood or a district, and nothing to explain.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

Geometry = Mapping[str, Any]
WIDTH = 720.0
MARGIN = 28.0
LEAST_SPAN = 0.002  # about 200 m: a single point is not drawn as if it were a country


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of longitudes and latitudes."""

    west: float
    south: float
    east: float
    north: float

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is here than one of latitude."""
        return max(cos(radians((self.south + self.north) / 2)), 0.01)

    def widened(self, ratio: float) -> "Box":
        """Grown evenly until it is `ratio` times as wide as high, and not too small."""
        across = max((self.east - self.west) * self.narrowing, LEAST_SPAN)
        up = max(self.north - self.south, LEAST_SPAN)
        across, up = max(across, up * ratio), max(up, across / ratio)
        middle, level = (self.west + self.east) / 2, (self.south + self.north) / 2
        half = across / self.narrowing / 2
        return Box(middle - half, level - up / 2, middle + half, level + up / 2)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of SVG units onto which a box of the world is drawn."""

    box: Box
    width: float
    height: float
    margin: float = MARGIN

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Where a point of the world falls on the sheet."""
        return self.all_at([(lon, lat)])[0]

    def all_at(self, corners: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
        """Where many points fall: hundreds are usual, so what is the same for all is asked once."""
        west, north, margin = self.box.west, self.box.north, self.margin
        across, down = self.box.east - west, north - self.box.south
        wide, tall = self.width - 2 * margin, self.height - 2 * margin
        return [
            (
                round(margin + (lon - west) / across * wide, 1),
                round(margin + (north - lat) / down * tall, 1),
            )
            for lon, lat in corners
        ]

    def path(self, geometry: Geometry | None) -> str:
        """The `d` of an SVG path for every line and ring of a geometry."""
        return "".join(self._line(line, closed) for line, closed in _lines(geometry))

    def _line(self, line: Sequence[Sequence[float]], closed: bool) -> str:
        corners = self.all_at((corner[0], corner[1]) for corner in line)
        steps = [f"{x:g} {y:g}" for x, y in corners]
        kept = [step for at, step in enumerate(steps) if at == 0 or step != steps[at - 1]]
        return f"M{'L'.join(kept)}{'Z' if closed else ''}"


def sheet(box: Box, *, width: float = WIDTH, height: float, margin: float = MARGIN) -> Paper:
    """A sheet on which that box fits, not stretched."""
    ratio = (width - 2 * margin) / (height - 2 * margin)
    return Paper(box.widened(ratio), width, height, margin)


def box_of(
    geometries: Iterable[Geometry | None], points: Iterable[tuple[float, float]]
) -> Box | None:
    """The smallest box around all of it; nothing when there is nothing."""
    corners = [
        (corner[0], corner[1])
        for geometry in geometries
        for line, _closed in _lines(geometry)
        for corner in line
    ]
    corners += points
    if not corners:
        return None
    across, up = zip(*corners, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def silhouette(geometry: Geometry) -> dict[str, str] | None:
    """A boundary on its own, as a small square drawing."""
    box = box_of([geometry], [])
    if box is None:
        return None
    return {
        "path": sheet(box, width=120, height=120, margin=4).path(geometry),
        "box": "0 0 120 120",
    }


def _lines(geometry: Geometry | None) -> Iterator[tuple[Sequence[Sequence[float]], bool]]:
    """Every line of a GeoJSON object, and whether it closes."""
    kind = (geometry or {}).get("type")
    if geometry is None or kind is None:
        return
    if kind == "Feature":
        yield from _lines(geometry["geometry"])
    elif kind in ("FeatureCollection", "GeometryCollection"):
        for part in geometry.get("features", geometry.get("geometries", ())):
            yield from _lines(part)
    else:
        yield from _lines_of_shape(kind, geometry["coordinates"])


def _lines_of_shape(kind: str, corners: Any) -> Iterator[tuple[Sequence[Sequence[float]], bool]]:
    if kind == "Polygon":
        yield from ((ring, True) for ring in corners)
    elif kind == "MultiPolygon":
        yield from ((ring, True) for polygon in corners for ring in polygon)
    elif kind == "LineString":
        yield corners, False
    elif kind == "MultiLineString":
        yield from ((line, False) for line in corners)
