"""From what someone pasted or uploaded to one geometry. Every bad file gets its sentence."""

import json
import re
from typing import Any, NoReturn

from folkmoot.kernel.rules import Refused

Geometry = dict[str, Any]

MOST_BYTES = 2 * 1024 * 1024
AREAS = ("Polygon", "MultiPolygon")
# Earlier GeoJSON could name another grid; these are the two names of the one we read.
DEGREES = re.compile(r"CRS84|4326", re.IGNORECASE)
BETWEEN = re.compile(r"[\s,;]+")
# Where latitude and longitude cannot be mistaken for each other: the British Isles.
HERE = (-11.0, 49.0, 2.5, 61.5)


def read_bytes(content: bytes) -> Geometry:
    """The boundary in an uploaded file."""
    if content.startswith(b"PK"):
        _refuse("That is a zip file. Unpack it first, and choose the GeoJSON file inside.")
    try:
        return read_text(content.decode("utf-8-sig"))
    except UnicodeDecodeError:
        _refuse("That file is not text. Choose a GeoJSON file; its name ends in .geojson or .json.")


def read_text(text: str) -> Geometry:
    """The boundary in pasted text: GeoJSON, or a corner a line with latitude first."""
    text = text.strip("\ufeff \t\r\n")
    if not text:
        _refuse("There is nothing there. Draw the boundary, paste it or choose a file.")
    if len(text) > MOST_BYTES:
        _refuse("That is more than 2 MB. Draw it with fewer corners and try again.")
    if text.startswith("<"):
        _refuse("That looks like KML or a web page. Save the boundary as GeoJSON and try again.")
    return _from_json(text) if text[0] in "{[" else _from_lines(text)


def is_here(lon: float, lat: float) -> bool:
    """Whether a corner is in the British Isles, where the two numbers can be told apart."""
    west, south, east, north = HERE
    return west <= lon <= east and south <= lat <= north


def _from_json(text: str) -> Geometry:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        _refuse("That is not whole GeoJSON. Part of it may be missing: copy all of it again.")
    if not isinstance(found, dict):
        _refuse("That is a list of numbers. GeoJSON begins with { and says what type it is.")
    _check_grid(found)
    areas = _areas_in(found)
    if not areas:
        _refuse("There is no area in that GeoJSON. We need a Polygon or a MultiPolygon.")
    if len(areas) > 1:
        _refuse(
            f"There are {len(areas)} areas in that GeoJSON, and a place is one. "
            "Keep the one you mean, or join them as a MultiPolygon."
        )
    return {"type": areas[0].get("type"), "coordinates": areas[0].get("coordinates")}


def _areas_in(found: dict[str, Any]) -> list[dict[str, Any]]:
    """Every area in a geometry, a feature or a collection of features."""
    if found.get("type") == "FeatureCollection":
        features = found.get("features")
        inside = features if isinstance(features, list) else []
    else:
        inside = [found]
    geometries = [
        thing.get("geometry") if thing.get("type") == "Feature" else thing
        for thing in inside
        if isinstance(thing, dict)
    ]
    return [
        geometry
        for geometry in geometries
        if isinstance(geometry, dict) and geometry.get("type") in AREAS
    ]


def _check_grid(found: dict[str, Any]) -> None:
    if found.get("crs") and not DEGREES.search(json.dumps(found["crs"])):
        _refuse(
            "That GeoJSON is on another grid, such as the British National Grid. "
            "Save it again as WGS 84 (longitude and latitude)."
        )


def _from_lines(text: str) -> Geometry:
    """Corners one a line, latitude first as map sites give them; we close the line ourselves."""
    corners = []
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            corners.append(_corner(number, line))
    if len(corners) < 3:
        _refuse("A place has at least three corners. Put each on its own line: 53.7960, -1.5479.")
    off_the_map = any(abs(lat) > 90 for _, lat in corners)
    if all(is_here(lat, lon) or (off_the_map and abs(lon) <= 90) for lon, lat in corners):
        _refuse(
            "This looks like longitude first. Put latitude first on each line: 53.7960, -1.5479."
        )
    if corners[0] != corners[-1]:
        corners.append(corners[0])
    return {"type": "Polygon", "coordinates": [corners]}


def _corner(number: int, line: str) -> list[float]:
    words = BETWEEN.split(line.strip(" \t,;()[]"))
    try:
        lat, lon = (float(word) for word in words)
    except ValueError:
        _refuse(
            f"Line {number}: “{line.strip()[:40]}” is not a latitude and a longitude. "
            "Write it like 53.7960, -1.5479."
        )
    return [lon, lat]


def _refuse(sentence: str) -> NoReturn:
    raise Refused(sentence)
