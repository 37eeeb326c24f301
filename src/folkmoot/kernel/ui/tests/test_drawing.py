"""A drawing is true to shape, fits its paper, and minds no kind of geometry."""

from math import cos, radians
from typing import Any

import pytest

from folkmoot.kernel.ui.drawing import Box, box_of, sheet, silhouette

SQUARE: dict[str, Any] = {
    "type": "Polygon",
    "coordinates": [[[-1.5, 52.4], [-1.4, 52.4], [-1.4, 52.5], [-1.5, 52.5], [-1.5, 52.4]]],
}


def test_a_degree_up_is_as_long_as_the_ground_has_it() -> None:
    paper = sheet(Box(-1.5, 52.4, -1.4, 52.5), height=400)
    left, low = paper.at(-1.5, 52.4)
    right, high = paper.at(-1.4, 52.5)
    assert (right - left) / (low - high) == pytest.approx(cos(radians(52.45)), rel=0.01)


def test_north_is_up_and_east_is_right() -> None:
    paper = sheet(Box(-1.5, 52.4, -1.4, 52.5), height=400)
    assert paper.at(-1.45, 52.5)[1] < paper.at(-1.45, 52.4)[1]
    assert paper.at(-1.4, 52.45)[0] > paper.at(-1.5, 52.45)[0]


def test_everything_lies_within_the_paper() -> None:
    paper = sheet(Box(-8, 50, 2, 60), height=400)
    for lon, lat in ((-8, 50), (2, 60), (-8, 60), (2, 50)):
        across, down = paper.at(lon, lat)
        assert 0 <= across <= paper.width
        assert 0 <= down <= paper.height


def test_one_point_alone_is_in_the_middle() -> None:
    box = box_of([], [(-1.5, 52.4)])
    assert box
    paper = sheet(box, height=400)
    assert list(paper.at(-1.5, 52.4)) == pytest.approx([360, 200])


@pytest.mark.parametrize(
    ("geometry", "moves"),
    [
        (SQUARE, 1),
        ({"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"]] * 2}, 2),
        ({"type": "Feature", "geometry": SQUARE, "properties": {}}, 1),
        ({"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": SQUARE}]}, 1),
        ({"type": "GeometryCollection", "geometries": [SQUARE, SQUARE]}, 2),
        ({"type": "LineString", "coordinates": [[-1.5, 52.4], [-1.4, 52.5]]}, 1),
        ({"type": "MultiLineString", "coordinates": [[[-1.5, 52.4], [-1.4, 52.5]]]}, 1),
        ({"type": "Feature", "geometry": None, "properties": {}}, 0),
        (None, 0),
    ],
)
def test_every_kind_of_geometry_is_drawn(geometry: Any, moves: int) -> None:
    path = sheet(Box(-1.5, 52.4, -1.4, 52.5), height=400).path(geometry)
    assert path.count("M") == moves
    assert path.count("Z") == (0 if "Line" in str((geometry or {}).get("type")) else moves)


def test_heights_above_the_sea_are_left_out() -> None:
    line = {"type": "LineString", "coordinates": [[-1.5, 52.4, 80.0], [-1.4, 52.5, 90.0]]}
    assert sheet(Box(-1.5, 52.4, -1.4, 52.5), height=400).path(line).count("L") == 1


def test_nothing_to_draw_has_no_box_and_no_silhouette() -> None:
    assert box_of([None], []) is None
    assert silhouette({"type": "FeatureCollection", "features": []}) is None


def test_a_silhouette_is_small_enough_for_the_head_of_every_page() -> None:
    ring = [[-1.5 + at / 1e6, 52.4 + (at % 7) / 1e6] for at in range(5000)]
    shape = silhouette({"type": "Polygon", "coordinates": [[*ring, ring[0]]]})
    assert shape
    assert len(shape["path"]) < 40_000
