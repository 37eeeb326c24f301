"""Places, over the web: who may pass, what is said, and what pages cost."""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from folkmoot.kernel.access.roles import CONVENOR, ORGANISER
from folkmoot.places import actions
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import (
    NOON,
    a_convenor,
    a_middle,
    a_place,
    a_shape,
    a_steward,
    someone,
    someone_with,
)
from folkmoot.places.tests.pages import signed_in, text_of

pytestmark = pytest.mark.django_db
ValidHtml = Callable[[Any], Element]
MARKUP = '<b>Wren</b>\'s & "Cross"'
PAGES = ("about", "edit", "draw", "colour", "team")


@pytest.mark.parametrize("page", PAGES[1:])
def test_only_the_convenor_of_this_place_passes(client: Client, wren: Place, page: str) -> None:
    address, elm = f"/places/{wren.slug}/{page}/", a_place("Elm Park")
    someone_with(ORGANISER, wren, name="Olu")
    assert client.get(address).status_code == 403
    for account in (someone("Sam"), a_convenor(elm), someone("Olu")):
        client.force_login(account)
        assert client.get(address).status_code == 403
        assert client.post(address, {}).status_code == 403
    client.force_login(a_convenor(wren))
    assert client.get(address).status_code == 200


def test_only_a_steward_adds_a_place(client: Client, wren: Place) -> None:
    assert client.get("/places/new/").status_code == 403
    client.force_login(a_convenor(wren))
    assert client.post("/places/new/", {"name": "Elm Park"}).status_code == 403
    client.force_login(a_steward())
    answer = client.post(
        "/places/new/", {"name": "Elm Park", "convenor": "carys@example.org"}, follow=True
    )
    assert answer.redirect_chain == [("/places/elm-park/about/", 302)]
    assert "Elm Park is here" in text_of(answer)
    again = client.post("/places/new/", {"name": "Elm", "slug": "elm-park", "summary": "Kept"})
    assert "Another place has the address" in text_of(again)
    assert "Kept" in text_of(again)


def test_a_place_that_is_not_there_is_not_found(client: Client) -> None:
    for page in (*(f"{page}/" for page in PAGES), "colour.css", "boundary.geojson"):
        assert client.get(f"/places/nowhere/{page}").status_code == 404


def test_every_page_is_valid_and_a_name_is_never_markup(
    client: Client, valid_html: ValidHtml
) -> None:
    place = a_place(MARKUP, slug="wren", summary=MARKUP)
    actions.redraw_boundary(
        place=place, geometry=a_shape(size=0.012), reason=MARKUP, by=None, at=NOON
    )
    convenor = a_convenor(place, "<i>Carys</i>")
    actions.give_role(place=place, email="x@example.org", role=CONVENOR, by=None, at=NOON)
    client.force_login(convenor)
    for page in PAGES:
        answer = client.get(f"/places/wren/{page}/")
        valid_html(answer)
        assert b"<b>Wren" not in answer.content
        assert b"<i>Carys" not in answer.content
        assert "&lt;b&gt;Wren" in answer.content.decode()
    client.force_login(a_steward())
    for address in ("/places/", "/places/?name=<b>", "/places/?name=zzz", "/places/new/"):
        answer = client.get(address)
        valid_html(answer)
        assert b"<b>" not in answer.content


def test_the_list_says_how_many_and_finds_by_name(client: Client, valid_html: ValidHtml) -> None:
    empty = client.get("/places/")
    valid_html(empty)
    assert "There are no places here yet" in text_of(empty)
    a_place(), a_place("Elm Park"), a_place("Wren Hill", drawn=False)
    everything = text_of(client.get("/places/"))
    assert "3 places listen, decide and act here." in everything
    assert everything.count('<svg class="place-shape') == 3
    assert "Not drawn yet." in everything
    found = text_of(client.get("/places/?name=wren"))
    assert "2 places have “wren” in their names." in found
    assert "Elm Park" not in found
    assert "No place has that in its name" in text_of(client.get("/places/?name=oak"))


@pytest.mark.parametrize("number", [1, 100])
def test_the_list_costs_the_same_however_long(
    client: Client,
    number: int,
    django_assert_num_queries: Callable[[int], AbstractContextManager[None]],
) -> None:
    a_place()
    for each in range(1, number):
        a_place(f"Place {each}", drawn=False)
    with django_assert_num_queries(2):  # how many there are, and a page of them
        answer = client.get("/places/")
    assert answer.content.count(b'class="place-tile"') == min(number, 24)


@pytest.mark.parametrize("number", [1, 30])
def test_pages_of_a_place_cost_the_same_however_many_are_on_the_team(
    client: Client, wren: Place, number: int
) -> None:
    client.force_login(a_convenor(wren))
    costs = []
    for visit in range(2):
        for page in ("about", "team"):
            with CaptureQueriesContext(connection) as made:
                assert client.get(f"/places/{wren.slug}/{page}/").status_code == 200
            costs.append(len(made))
        for each in range(number):
            someone_with(ORGANISER, wren, name=f"Organiser {visit} {each}")
            someone_with(CONVENOR, wren, name=f"Convenor {visit} {each}")
    assert costs[:2] == costs[2:]


def test_looking_changes_nothing(client: Client, wren: Place) -> None:
    client.force_login(a_convenor(wren))
    client.get("/places/")
    with CaptureQueriesContext(connection) as made:
        for page in PAGES:
            client.get(f"/places/{wren.slug}/{page}/")
        client.get(f"/places/{wren.slug}/colour.css")
        client.get(f"/places/{wren.slug}/boundary.geojson")
    assert {query["sql"].lstrip("(").split()[0] for query in made} == {"SELECT"}


def test_names_are_public_only_while_a_role_is_held_and_only_here(
    client: Client, wren: Place
) -> None:
    a_convenor(wren, "Carys Present")
    past = someone_with(ORGANISER, wren, name="Pat Past")
    actions.end_role(held=wren.roles_held.get(account=past), by=None, at=NOON)
    a_convenor(a_place("Elm Park"), "Dewi Elsewhere")
    page = text_of(client.get(f"/places/{wren.slug}/about/"))
    assert "Carys Present" in page
    assert "Pat Past" not in page
    assert "Dewi Elsewhere" not in page
    assert "@example.org" not in page


def test_how_a_place_was_drawn_is_told_and_two_drawings_compared(
    client: Client, wren: Place, valid_html: ValidHtml
) -> None:
    assert "took in" not in text_of(client.get(f"/places/{wren.slug}/about/"))
    for number, size in enumerate((0.012, 0.014)):
        actions.redraw_boundary(
            place=wren,
            geometry=a_shape(*a_middle(), size=size),
            reason=f"Reason {number}",
            by=None,
            at=NOON,
        )
    newest, middle, oldest = wren.boundaries.all()
    page = client.get(f"/places/{wren.slug}/about/?drawing={middle.pk}")
    valid_html(page)
    assert "The drawing of 1 May 2026 took in" in text_of(page)
    assert str(oldest.pk) not in text_of(page)
    elsewhere = a_place("Elm Park").boundaries.get()
    for odd in (elsewhere.pk, oldest.pk, "x", ""):
        answer = client.get(f"/places/{wren.slug}/about/", {"drawing": str(odd)})
        assert answer.status_code == 200
    assert str(newest.pk) in text_of(page)


def test_a_pale_colour_is_darkened_and_the_page_says_so(client: Client, wren: Place) -> None:
    address = f"/places/{wren.slug}/colour/"
    signed_in(client, wren)
    dark = client.post(address, {"colour": "#204060"}, follow=True)
    assert "The place’s colour is #204060 now." in text_of(dark)
    pale = client.post(address, {"colour": "#FFCC00"}, follow=True)
    assert "White words on #ffcc00 would be hard to read" in text_of(pale)
    assert "#8b6f00" in text_of(pale)
    assert "six figures" in text_of(client.post(address, {"colour": "red"}))


def test_the_colour_sheet_is_kept_until_the_colour_changes(client: Client, wren: Place) -> None:
    address = f"/places/{wren.slug}/colour.css"
    sheet = client.get(address)
    assert sheet["Content-Type"].startswith("text/css")
    assert "--place: #2f5d46" in sheet.content.decode()
    assert "prefers-color-scheme: dark" in sheet.content.decode()
    assert "Cookie" not in sheet.get("Vary", "")
    same = client.get(address, headers={"If-None-Match": sheet["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    actions.set_colour(place=wren, colour="#204060", by=None, at=NOON)
    assert client.get(address, headers={"If-None-Match": sheet["ETag"]}).status_code == 200
    assert "max-age=31536000" in client.get(f"{address}?v=204060")["Cache-Control"]
    assert "immutable" not in client.get(address)["Cache-Control"]


def test_the_boundary_can_be_taken_away(client: Client, wren: Place) -> None:
    answer = client.get(f"/places/{wren.slug}/boundary.geojson")
    feature = json.loads(answer.content)
    assert feature["geometry"] == wren.boundary
    assert feature["properties"]["name"] == "Wren's Cross"
    assert answer["Content-Type"] == "application/geo+json"
    assert 'filename="wrens-cross.geojson"' in answer["Content-Disposition"]
    undrawn = a_place("Undrawn", drawn=False)
    assert client.get(f"/places/{undrawn.slug}/boundary.geojson").status_code == 404
