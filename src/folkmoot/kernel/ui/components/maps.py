"""Maps: drawn on the server, taken over by Leaflet where there is a script."""

import json
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from markupsafe import Markup

from folkmoot.kernel.ui import drawing
from folkmoot.kernel.ui.components.boxes import known_tone

register = template.Library()

HEIGHTS = {"s": 240.0, "m": 400.0, "l": 560.0}
# What each shape looks like around 0, 0: told apart without colour.
SHAPES = {
    "circle": "M-9 0a9 9 0 1 0 18 0a9 9 0 1 0-18 0Z",
    "square": "M-8-8H8V8H-8Z",
    "diamond": "M0-11L11 0L0 11L-11 0Z",
    "triangle": "M0-10.5L10.5 8H-10.5Z",
    "star": "M0-12L3.4-4.2L11.8-3.4L5.4 2.1L7.4 10.4L0 6L-7.4 10.4L-5.4 2.1L-11.8-3.4L-3.4-4.2Z",
    "cross": "M-3.5-10H3.5V-3.5H10V3.5H3.5V10H-3.5V3.5H-10V-3.5H-3.5Z",
}


@register.simple_tag(name="map")
def map_of(
    boundary: drawing.Geometry | None = None,
    points: Iterable[Mapping[str, Any]] = (),
    label: str = "Map",
    height: str = "m",
    legend: Mapping[str, str] | None = None,
    areas: Iterable[Mapping[str, Any]] = (),
) -> SafeString:
    """A map: a boundary, other areas, and points with a shape and a tone; a list says the same."""
    context = _drawn(boundary, list(areas), [_point(point) for point in points], HEIGHTS[height])
    context |= {
        "label": label,
        "height": height,
        "legend": _legend(context["points"], legend or {}),
    }
    return render_to_string("ui/map.html", context)


@register.simple_tag
def map_draw(
    name: str, value: Any = "", label: str = "Boundary", around: Any = None, error: str = ""
) -> SafeString:
    """A place to draw a boundary; without a script, a box to paste GeoJSON into."""
    return _drawing_board("draw", name, value, label, around, error)


@register.simple_tag
def map_pick(
    name: str, value: Any = "", label: str = "Where is it?", around: Any = None, error: str = ""
) -> SafeString:
    """A place to choose one point; without a script, a box for latitude and longitude."""
    return _drawing_board("pick", name, value, label, around, error)


def _drawing_board(
    kind: str, name: str, value: Any, label: str, around: Any, error: str
) -> SafeString:
    text = value if isinstance(value, str) else json.dumps(value)
    context = {
        "kind": kind,
        "name": name,
        "id": f"id_{name}",
        "value": "" if value is None else text,
        "label": label,
        "error": error,
        "data": {"around": around},
        "drawing": _drawn(around, [], [], HEIGHTS["m"]) if around else None,
    }
    return render_to_string("ui/map_draw.html", context)


def _drawn(
    boundary: drawing.Geometry | None,
    areas: list[Mapping[str, Any]],
    points: list[dict[str, Any]],
    height: float,
) -> dict[str, Any]:
    """What the picture is made of, in units of the sheet, and the same for the script."""
    box = drawing.box_of(
        [boundary, *(area.get("geometry") for area in areas)],
        ((point["lon"], point["lat"]) for point in points),
    )
    paper = drawing.sheet(box, height=height) if box else None
    return {
        "width": f"{drawing.WIDTH:g}",
        "tall": f"{height:g}",
        "path": paper.path(boundary) if paper else "",
        "areas": [
            {"path": paper.path(area.get("geometry")), "label": str(area.get("label", ""))}
            for area in areas
            if paper
        ],
        "points": points,
        "marks": _marks(paper, points) if paper else "",
        "listed": _listed(points),
        "data": {
            "boundary": boundary,
            "areas": [area.get("geometry") for area in areas],
            "shapes": SHAPES,
        },
    }


# Four hundred points are usual, so they are written straight out: a template's loop, or a
# formatting that looks at every part, costs several times as much. Tone, shape and figures are
# our own; what people wrote is escaped.
def _marks(paper: drawing.Paper, points: list[dict[str, Any]]) -> Markup:
    """Each point as a shape on the sheet."""
    corners = paper.all_at((each["lon"], each["lat"]) for each in points)
    marks = (_mark(x, y, each) for (x, y), each in zip(corners, points, strict=True))
    return Markup("".join(marks))


def _mark(x: float, y: float, point: Mapping[str, Any]) -> str:
    drawn = f'class="map__point map__point--{point["tone"]}" transform="translate({x} {y})"'
    return f'<path {drawn} d="{SHAPES[point["shape"]]}"/>'


def _listed(points: list[dict[str, Any]]) -> Markup:
    """Each point as an entry of a list: its name, where it leads, how it stands.

    The script that takes the map over reads the points from here, so that each is sent once.
    """
    return Markup("".join(_entry(each) for each in points))


def _entry(point: Mapping[str, Any]) -> str:
    name, note = escape(point["label"]), escape(point["note"])
    if point["href"]:
        name = f'<a class="govuk-link" href="{escape(point["href"])}">{name}</a>'
    told = f": <span>{note}</span>" if note else ""
    at = f'data-at="{point["lon"]} {point["lat"]}" data-as="{point["shape"]} {point["tone"]}"'
    return f"<li {at}>{name}{told}</li>"


def _point(given: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "lon": float(given["lon"]),
        "lat": float(given["lat"]),
        "label": str(given.get("label", "")),
        "note": str(given.get("note", "")),
        "href": str(given.get("href", "") or ""),
        "tone": known_tone(given.get("tone") or "moss"),
        "shape": _known_shape(given.get("shape") or "circle"),
    }


def _known_shape(name: str) -> str:
    """One of the shapes there are.

    Raises:
        KeyError: a shape we do not have.
    """
    if name not in SHAPES:
        raise KeyError(f"no shape is called {name}: take one of {', '.join(SHAPES)}")
    return name


def _legend(points: list[dict[str, Any]], names: Mapping[str, str]) -> list[dict[str, str]]:
    """Each shape that is on the map and has been given a name, in the order of the names."""
    tones = {point["shape"]: point["tone"] for point in points}
    return [
        {"path": SHAPES[shape], "tone": tones[shape], "name": name}
        for shape, name in names.items()
        if shape in tones
    ]
