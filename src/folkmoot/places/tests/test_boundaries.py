"""What can be the boundary of a place, and what is said of what cannot."""

import json
import re
from copy import deepcopy
from itertools import pairwise
from math import cos, sin, tau
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from folkmoot.kernel.rules import Refused
from folkmoot.places.analysis import boundaries
from folkmoot.places.analysis.comparing import compare
from folkmoot.places.analysis.reading import read_bytes, read_text
from folkmoot.places.tests.makers import Geometry, a_shape

BOWTIE = [[-1.56, 53.79], [-1.54, 53.81], [-1.54, 53.79], [-1.56, 53.81], [-1.56, 53.79]]


def polygon(*rings: object) -> Geometry:
    return {"type": "Polygon", "coordinates": list(rings)}


def square(west: float, south: float, side: float = 0.02) -> list[list[float]]:
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def swapped(geometry: Geometry) -> Geometry:
    return polygon([[lat, lon] for lon, lat in geometry["coordinates"][0]])


def circle(corners: int) -> list[list[float]]:
    ring = [
        [-1.5 + 0.02 * cos(tau * at / corners), 53.8 + 0.02 * sin(tau * at / corners)]
        for at in range(corners)
    ]
    return [*ring, ring[0]]


def test_a_drawing_of_a_few_streets_can_be_a_place() -> None:
    assert boundaries.why_not_boundary(a_shape()) == ""


@pytest.mark.parametrize(
    ("geometry", "sentence"),
    [
        (None, "A place is an area"),
        ([], "A place is an area"),
        ({"type": "Point", "coordinates": [-1.5, 53.8]}, "A place is an area"),
        (polygon(), "missing or are not numbers"),
        (polygon([]), "missing or are not numbers"),
        (polygon("line"), "missing or are not numbers"),
        ({"type": "Polygon"}, "missing or are not numbers"),
        ({"type": "Polygon", "coordinates": 7}, "missing or are not numbers"),
        ({"type": "MultiPolygon", "coordinates": [[]]}, "missing or are not numbers"),
        (polygon([[-1.5, "53.8"], [1, 2], [3, 4], [-1.5, "53.8"]]), "missing or are not numbers"),
        (polygon([[-1.5, float("nan")]] * 4), "missing or are not numbers"),
        (polygon([[True, False]] * 4), "missing or are not numbers"),
        (polygon(a_shape()["coordinates"][0][:-1]), "does not come back to where it began"),
        (polygon([[-1.5, 53.8], [-1.4, 53.8], [-1.5, 53.8]]), "at least three corners"),
        (swapped(a_shape()), "This looks like latitude first"),
        (polygon([[53.8, 150.1], [53.9, 150.1], [53.9, 150.2], [53.8, 150.1]]), "latitude first"),
        (polygon([[190, 95], [191, 95], [191, 96], [190, 95]]), "not on the map"),
        (
            polygon([[430000, 433000], [431000, 433000], [431000, 434000], [430000, 433000]]),
            "metres on a national grid",
        ),
        (polygon(BOWTIE), r"crosses or touches itself near 53\.80000, -1\.55000"),
        (polygon([[-1.5, 53.8]] * 5), "nowhere"),
        (polygon(square(-1.56, 53.79), square(-1.0, 53.0, 0.01)), "hole"),
        (
            {
                "type": "MultiPolygon",
                "coordinates": [[square(-1.56, 53.79)], [square(-1.555, 53.795, 0.005)]],
            },
            "inside another",
        ),
        (a_shape(size=0.0002), r"\d square metres, smaller than a street"),
        (a_shape(size=0.8), "square kilometres. A place is at most 5,000"),
        (polygon(circle(5_001)), "5,001 corners"),
    ],
)
def test_each_bad_drawing_gets_its_sentence(geometry: object, sentence: str) -> None:
    said = boundaries.why_not_boundary(geometry)
    assert re.search(sentence, said), said
    assert said.endswith((".", "]."))


def test_the_most_corners_are_kept() -> None:
    assert boundaries.why_not_boundary(polygon(circle(5_000))) == ""


def test_size_is_that_of_the_ground() -> None:
    # One degree square on the equator: (R π/180)² on a sphere with the Earth's surface.
    one = polygon(square(0, 0, 1.0))
    assert boundaries.area_km2(one) == pytest.approx(12363.6, rel=0.001)
    # Its like at sixty degrees has half the width.
    north = polygon(square(0, 60, 1.0))
    assert boundaries.area_km2(north) == pytest.approx(6088.5, rel=0.005)


def test_a_hole_is_not_part_of_the_place() -> None:
    whole = polygon(square(-1.56, 53.79), square(-1.555, 53.795, 0.01))
    kept = boundaries.settled(whole)
    at = boundaries.Kept()
    assert not at.contains("a", kept, -1.55, 53.80)
    assert at.contains("a", kept, -1.558, 53.792)
    assert boundaries.area_km2(whole) == pytest.approx(
        boundaries.area_km2(polygon(square(-1.56, 53.79))) * 0.75, rel=0.001
    )


def test_a_drawing_is_kept_flat_anticlockwise_and_to_the_centimetre() -> None:
    clockwise = [[*corner, 12.5] for corner in reversed(a_shape()["coordinates"][0])]
    clockwise[0][0] = clockwise[-1][0] = clockwise[0][0] + 1e-9
    kept = boundaries.settled(polygon(clockwise))
    ring = kept["coordinates"][0]
    assert all(len(corner) == 2 for corner in ring)
    turn = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in pairwise(ring))
    assert turn < 0
    assert boundaries.settled(kept) == kept


def test_the_digest_is_of_the_line_and_survives_the_database() -> None:
    kept = boundaries.settled(a_shape())
    again = json.loads(json.dumps(kept))
    assert boundaries.digest_of(again) == boundaries.digest_of(kept)
    moved = deepcopy(kept)
    moved["coordinates"][0][1][0] += 0.0001
    assert boundaries.digest_of(moved) != boundaries.digest_of(kept)


def test_two_islands_are_one_place() -> None:
    islands = {
        "type": "MultiPolygon",
        "coordinates": [[square(-1.56, 53.79)], [square(-1.50, 53.79)]],
    }
    assert boundaries.why_not_boundary(islands) == ""
    kept = boundaries.settled(islands)
    assert boundaries.Kept().contains("b", kept, -1.49, 53.80)


def test_small_pictures_have_few_corners() -> None:
    light = boundaries.outline_of(polygon(circle(5_000)))
    assert boundaries.corners_of(light) <= boundaries.OUTLINE_CORNERS
    assert boundaries.area_km2(light) == pytest.approx(
        boundaries.area_km2(polygon(circle(5_000))), rel=0.02
    )


def test_a_large_map_leaves_out_only_what_no_eye_could_miss() -> None:
    assert boundaries.shown_of(a_shape()) == a_shape()
    many = polygon(circle(5_000))
    shown = boundaries.shown_of(many)
    assert boundaries.corners_of(shown) < 200
    change = compare(many, shown)
    assert change.gained_km2 + change.lost_km2 < 0.002 * boundaries.area_km2(many)


def test_drawings_kept_ready_do_not_grow_without_end() -> None:
    kept = boundaries.Kept(most=2)
    for name in "abcab":
        kept.contains(name, a_shape(), 0, 0)
    assert list(kept.ready) == ["a", "b"]


def test_what_changed_between_two_drawings_is_said() -> None:
    change = compare(polygon(square(-1.56, 53.79)), polygon(square(-1.55, 53.79)))
    assert change.gained_km2 == pytest.approx(change.lost_km2, rel=0.001)
    assert "took in 1.46 square kilometres and left out 1.46" in change.in_words
    same = compare(polygon(square(-1.56, 53.79)), polygon(square(-1.56, 53.79)))
    assert same.in_words == "covers the same ground"


@pytest.mark.parametrize(
    "wrapped",
    [
        a_shape(),
        {"type": "Feature", "properties": {"name": "<b>"}, "geometry": a_shape()},
        {
            "type": "FeatureCollection",
            "features": [
                {"type": "Feature", "geometry": a_shape()},
                {"type": "Feature", "geometry": {"type": "Point", "coordinates": [0, 0]}},
                {"type": "Feature", "geometry": None},
            ],
        },
        {
            **a_shape(),
            "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}},
        },
    ],
)
def test_geojson_is_read_however_it_is_wrapped(wrapped: Geometry) -> None:
    assert read_text(json.dumps(wrapped)) == a_shape()
    assert read_bytes(b"\xef\xbb\xbf" + json.dumps(wrapped).encode()) == a_shape()


def test_corners_can_be_written_one_a_line() -> None:
    found = read_text("53.79, -1.56\n\n(53.79; -1.54)\n53.81\t-1.55\r\n")
    assert found == polygon([[-1.56, 53.79], [-1.54, 53.79], [-1.55, 53.81], [-1.56, 53.79]])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "There is nothing there"),
        (" \ufeff\n", "There is nothing there"),
        ('{"type": "Polygon", "coord', "not whole GeoJSON"),
        ("[" * 100_000, "not whole GeoJSON"),
        ('{"type": "Polygon", "n": ' + "9" * 5_000 + "}", "not whole GeoJSON"),
        ("[[-1.5, 53.8]]", "list of numbers"),
        ("{}", "There is no area"),
        ('{"type": "Feature", "geometry": null}', "There is no area"),
        ('{"type": "FeatureCollection", "features": 7}', "There is no area"),
        ('{"type": "FeatureCollection", "features": [7, null]}', "There is no area"),
        ('{"type": "LineString", "coordinates": []}', "There is no area"),
        (
            json.dumps(
                {
                    "type": "FeatureCollection",
                    "features": [{"type": "Feature", "geometry": a_shape()}] * 3,
                }
            ),
            "There are 3 areas",
        ),
        ('{"crs": {"properties": {"name": "EPSG:27700"}}}', "another grid"),
        ("<kml></kml>", "KML"),
        ("53.79, -1.56\n53.79, -1.54", "at least three corners"),
        ("53.79, -1.56\nHigh Street\n53.8, -1.5", "Line 2: “High Street”"),
        ("53.79, -1.56, 4\n53.79, -1.56\n53.8, -1.5", "Line 1"),
        ("-1.56, 53.79\n-1.54, 53.79\n-1.55, 53.81", "longitude first"),
        ("x" * 2_097_153, "more than 2 MB"),
    ],
)
def test_each_bad_file_gets_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_text(text)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"PK\x03\x04", "zip"), (b"\xff\xfe\x00", "not text")],
)
def test_a_file_of_another_kind_gets_its_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_bytes(content)


json_things = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from(["type", "coordinates", "geometry"]), inner, max_size=3)
    ),
    max_leaves=20,
)


@given(st.sampled_from(["Polygon", "MultiPolygon"]), json_things)
def test_no_drawing_however_odd_is_more_than_refused(kind: str, coordinates: Any) -> None:
    said = boundaries.why_not_boundary({"type": kind, "coordinates": coordinates})
    assert isinstance(said, str)


@given(json_things)
def test_no_text_however_odd_is_more_than_refused(thing: Any) -> None:
    text = json.dumps(thing)
    try:
        assert isinstance(boundaries.why_not_boundary(read_text(text)), str)
    except Refused as refusal:
        assert str(refusal)  # noqa: PT017  (either answer will do; a crash will not)
