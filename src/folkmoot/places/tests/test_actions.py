"""Places: what people can rely on."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from folkmoot.kernel.record.queries import events_about
from folkmoot.kernel.rules import Refused
from folkmoot.places import actions, queries
from folkmoot.places.models import Boundary, Place
from folkmoot.places.tests.makers import (
    NOON,
    a_middle,
    a_place,
    a_shape,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def kinds(place: Place) -> list[str]:
    return [event.kind for event in events_about(place)]


def test_a_place_has_an_address_made_from_its_name() -> None:
    places = [a_place(name, drawn=False) for name in ("Wren's Cross", "Wren’s  Cross", "Tŷ Gwyn")]
    assert [place.slug for place in places] == ["wrens-cross", "wrens-cross-2", "ty-gwyn"]
    assert places[1].name == "Wren’s Cross"


@pytest.mark.parametrize("name", ["New", "東", "___", "-"])
def test_a_name_that_makes_no_address_still_gets_one(name: str) -> None:
    slug = a_place(name, drawn=False).slug
    assert slug
    assert slug != "new"


def test_an_address_is_chosen_once() -> None:
    a_place(slug="wrens", drawn=False)
    with pytest.raises(Refused, match="Another place has the address “wrens”"):
        a_place("Elm Park", slug="wrens", drawn=False)
    for slug in ("new", "Wren's", "a--b", "x" * 61):
        with pytest.raises(Refused):
            a_place("Elm Park", slug=slug, drawn=False)


@pytest.mark.parametrize("name", ["", "  ", "x" * 121, "Wren\x07"])
def test_a_place_needs_a_name_one_can_say(name: str) -> None:
    with pytest.raises(Refused):
        a_place(name, drawn=False)


def test_a_redrawn_place_keeps_how_it_was_drawn_before() -> None:
    place = a_place()
    before = place.boundary
    later = a_shape(*a_middle(), size=0.012)
    actions.redraw_boundary(
        place=place, geometry=later, reason="The new estate", by=None, at=NOON + DAY
    )
    place.refresh_from_db()
    drawings = list(place.boundaries.all())
    assert [drawing.reason for drawing in drawings] == ["The new estate", "Walked"]
    assert drawings[1].geometry == before
    assert place.boundary == drawings[0].geometry != before
    assert place.boundary_sha256 == drawings[0].sha256
    west, south, east, north = place.west, place.south, place.east, place.north
    lons, lats = zip(*later["coordinates"][0], strict=True)
    assert (west, south, east, north) == (min(lons), min(lats), max(lons), max(lats))
    assert kinds(place)[:2] == ["boundary_redrawn", "boundary_redrawn"]


def test_a_line_that_moves_says_why_and_one_that_does_not_is_refused() -> None:
    place = a_place()
    with pytest.raises(Refused, match="Say why the line has moved"):
        actions.redraw_boundary(
            place=place, geometry=a_shape(size=0.012), reason=" ", by=None, at=NOON
        )
    with pytest.raises(Refused, match="Nothing has moved"):
        actions.redraw_boundary(
            place=place, geometry=place.boundary or {}, reason="Again", by=None, at=NOON
        )
    with pytest.raises(Refused, match="A place is an area"):
        actions.redraw_boundary(place=place, geometry={}, reason="Bad", by=None, at=NOON)
    assert place.boundaries.count() == 1


def test_the_database_keeps_drawings_whoever_asks() -> None:
    drawing = a_place().boundaries.get()
    for change in (
        lambda: Boundary.objects.filter(pk=drawing.pk).update(reason="Other"),
        lambda: Boundary.objects.filter(pk=drawing.pk).delete(),
    ):
        with pytest.raises(IntegrityError, match="never changed"), transaction.atomic():
            change()


def test_a_point_is_in_the_place_that_was_drawn_around_it() -> None:
    wren, elm = a_place(), a_place("Elm Park")
    lon, lat = a_middle("Wren's Cross")
    assert queries.place_contains(wren, lon, lat)
    assert not queries.place_contains(elm, lon, lat)
    assert queries.place_contains(
        wren, *a_shape(lon, lat)["coordinates"][0][0]
    )  # on the line is in
    assert not queries.place_contains(wren, float("nan"), lat)
    assert not queries.place_contains(a_place("Undrawn", drawn=False), lon, lat)


def test_a_redrawn_place_is_asked_by_its_new_line() -> None:
    place = a_place()
    lon, lat = a_middle()
    assert queries.place_contains(place, lon, lat)
    actions.redraw_boundary(
        place=place, geometry=a_shape(lon + 1, lat), reason="Wrong town", by=None, at=NOON + DAY
    )
    place.refresh_from_db()
    assert not queries.place_contains(place, lon, lat)
    assert queries.place_contains(place, lon + 1, lat)


def test_the_digest_is_of_the_boundary_in_force() -> None:
    wren, elm = a_place(), a_place("Elm Park")
    assert queries.boundary_digest(wren) == wren.boundaries.get().sha256
    assert queries.boundary_digest(wren) != queries.boundary_digest(elm)
    assert queries.boundary_digest(a_place("Undrawn", drawn=False)) == ""
    wren.boundary_sha256 = ""  # as when a place was made without an action
    assert queries.boundary_digest(wren) == wren.boundaries.get().sha256


def test_a_colour_too_pale_for_white_words_is_kept_darker() -> None:
    place = a_place(drawn=False)
    assert actions.set_colour(place=place, colour=" #2F5D46", by=None, at=NOON).colour == "#2f5d46"
    pale = actions.set_colour(place=place, colour="#ffcc00", by=None, at=NOON)
    assert pale.colour == "#8b6f00"
    event = events_about(place)[0]
    assert event.facts == {"before": "#2f5d46", "asked": "#ffcc00", "kept": "#8b6f00"}
    for colour in ("red", "#fff", "#12345g", "#1234567"):
        with pytest.raises(Refused, match="six figures"):
            actions.set_colour(place=place, colour=colour, by=None, at=NOON)


def test_a_change_of_words_says_what_changed_and_nothing_changed_says_nothing() -> None:
    place = a_place(drawn=False)
    for _ in range(2):
        actions.change_place(
            place=place,
            name="Wren Cross",
            summary="",
            reach=" Ring  01632 960 142 ",
            population=4200,
            by=None,
            at=NOON,
        )
    assert kinds(place) == ["place_changed", "place_created"]
    assert events_about(place)[0].facts == {
        "name": ["Wren's Cross", "Wren Cross"],
        "population": [None, 4200],
        "reach": [None, "Ring 01632 960 142"],
    }
    place.refresh_from_db()
    assert place.slug == "wrens-cross"
