"""Drawing a place, over the web, by every way there is."""

import json
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_place, a_shape
from folkmoot.places.tests.pages import signed_in, text_of

pytestmark = pytest.mark.django_db
ValidHtml = Callable[[Any], Element]
MARKUP = '<b>Wren</b>\'s & "Cross"'
PAGES = ("about", "edit", "draw", "colour", "team")


def test_a_place_is_drawn_by_pasting(client: Client, wren: Place) -> None:
    address = f"/places/{wren.slug}/draw/"
    answer = signed_in(client, wren).post(
        address, {"drawing": json.dumps(a_shape(size=0.012)), "reason": "New estate"}, follow=True
    )
    assert answer.redirect_chain == [(f"/places/{wren.slug}/about/", 302)]
    assert "New estate" in text_of(answer)


def test_a_place_is_drawn_by_a_file_and_the_old_line_in_the_box_is_no_bar(
    client: Client, wren: Place
) -> None:
    file = SimpleUploadedFile("wren.geojson", json.dumps(a_shape(size=0.012)).encode())
    signed_in(client, wren).post(
        f"/places/{wren.slug}/draw/",
        {"drawing": json.dumps(wren.boundary), "file": file, "reason": "New estate"},
    )
    assert wren.boundaries.count() == 2


def test_a_drawing_and_a_file_are_one_too_many(client: Client, wren: Place) -> None:
    file = SimpleUploadedFile("wren.geojson", json.dumps(a_shape(size=0.012)).encode())
    answer = signed_in(client, wren).post(
        f"/places/{wren.slug}/draw/",
        {"drawing": "53.79, -1.56", "file": file, "reason": "New estate"},
    )
    assert "There is a drawing and a file." in text_of(answer)


@pytest.mark.parametrize(
    ("drawing", "reason", "sentence"),
    [
        ("53.79, -1.56\nHigh Street", "Because", "Line 2: “High Street”"),
        ("<kml>", "Because", "KML"),
        ("53.79, -1.56\n53.81, -1.54\n53.79, -1.54\n53.81, -1.56", "Because", "crosses"),
        (json.dumps(a_shape(size=0.012)), "", "Say why the line has moved"),
        ("151.20, -33.87\n151.22, -33.85\n151.24, -33.88", "Because", "longitude first"),
    ],
)
def test_a_bad_drawing_is_said_and_what_was_typed_is_kept(
    client: Client, wren: Place, valid_html: ValidHtml, drawing: str, reason: str, sentence: str
) -> None:
    answer = signed_in(client, wren).post(
        f"/places/{wren.slug}/draw/", {"drawing": drawing, "reason": reason}
    )
    tree = valid_html(answer)
    assert sentence in text_of(answer)
    box = next(each for each in tree.iter("textarea") if each.get("name") == "drawing")
    assert (box.text or "").strip().splitlines() == drawing.splitlines()
    assert next(each for each in tree.iter("textarea") if each.get("name") == "reason").text in (
        reason, f"\n{reason}", None,
    )  # fmt: skip
    assert wren.boundaries.count() == 1


def test_fifty_megabytes_get_one_clear_sentence(client: Client, wren: Place) -> None:
    signed_in(client, wren)
    file = SimpleUploadedFile("all-of-it.geojson", b" " * 50 * 1024 * 1024)
    answer = client.post(
        f"/places/{wren.slug}/draw/", {"file": file, "reason": "My words", "drawing": ""}
    )
    assert answer.status_code == 422
    assert "Choose a file of up to 2 MB; this one is larger." in text_of(answer)
    assert text_of(answer).count("Choose a file of up to 2 MB") == 2  # at the top and beside it
    assert "My words" in text_of(answer)
    assert wren.boundaries.count() == 1


def test_a_large_upload_goes_past_memory_to_a_file() -> None:
    """What costs memory is told by Django's own limit: anything larger is written to disk."""
    assert settings.FILE_UPLOAD_MAX_MEMORY_SIZE <= 2.5 * 1024 * 1024
    assert "TemporaryFileUploadHandler" in settings.FILE_UPLOAD_HANDLERS[-1]


def test_a_drawing_with_its_numbers_changed_round_is_asked_about(client: Client) -> None:
    place = a_place("Elsewhere", geometry=a_shape(lon=12.5, lat=41.9))
    (line,) = a_shape(lon=12.5, lat=41.9, size=0.012)["coordinates"]
    swapped = {"type": "Polygon", "coordinates": [[[lat, lon] for lon, lat in line]]}
    answer = signed_in(client, place).post(
        f"/places/{place.slug}/draw/", {"drawing": json.dumps(swapped), "reason": "New estate"}
    )
    assert answer.status_code == 422
    assert "Latitude and longitude look swapped" in text_of(answer)
    assert "New estate" in text_of(answer)
    assert place.boundaries.count() == 1
