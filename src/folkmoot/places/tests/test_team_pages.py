"""Naming a team, over the web."""

from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from folkmoot.kernel.access.roles import CONVENOR
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import (
    a_convenor,
    a_place,
    a_steward,
    someone_with,
)
from folkmoot.places.tests.pages import signed_in, text_of

pytestmark = pytest.mark.django_db
ValidHtml = Callable[[Any], Element]
MARKUP = '<b>Wren</b>\'s & "Cross"'
PAGES = ("about", "edit", "draw", "colour", "team")


def test_the_convenor_names_someone_from_a_later_day(client: Client, wren: Place) -> None:
    address = f"/places/{wren.slug}/team/"
    signed_in(client, wren)
    days = {"starts_on_day": "1", "starts_on_month": "1", "starts_on_year": "2099"}
    days |= {"ends_on_day": "2", "ends_on_month": "1", "ends_on_year": "2099"}
    given = {"email": "sam@example.org", "role": "Organiser"}
    answer = client.post(address, {**given, **days}, follow=True)
    assert "from 1 January 2099, until 2 January 2099" in text_of(answer)
    again = text_of(client.post(address, {**given, **days}))
    assert "already Organiser from 1 January 2099" in again
    assert 'value="sam@example.org"' in again
    days["ends_on_year"] = "2098"
    assert "last day cannot be before" in text_of(client.post(address, {**given, **days}))
    days["starts_on_year"] = "2020"
    assert "or a later day" in text_of(client.post(address, {**given, **days}))


def test_a_role_of_another_place_cannot_be_ended_here(client: Client, wren: Place) -> None:
    elm = a_place("Elm Park")
    theirs = elm.roles_held.get(account=a_convenor(elm))
    signed_in(client, wren)
    assert client.post(f"/places/{wren.slug}/team/{theirs.pk}/end/").status_code == 404
    assert client.post(f"/places/{elm.slug}/team/{theirs.pk}/end/").status_code == 403
    theirs.refresh_from_db()
    assert theirs.ends_at is None


def test_the_last_convenor_finds_a_closed_door_with_the_reason(client: Client, wren: Place) -> None:
    signed_in(client, wren)
    mine = wren.roles_held.get()
    assert "A place needs a convenor." in text_of(client.get(f"/places/{wren.slug}/team/"))
    answer = client.post(f"/places/{wren.slug}/team/{mine.pk}/end/")
    assert answer.status_code == 409
    assert "A place needs a convenor." in text_of(answer)
    someone_with(CONVENOR, wren, name="Next")
    after = client.post(f"/places/{wren.slug}/team/{mine.pk}/end/", follow=True)
    assert after.redirect_chain == [(f"/places/{wren.slug}/about/", 302)]


def test_a_steward_is_offered_only_the_convenor(client: Client, wren: Place) -> None:
    client.force_login(a_steward())
    address = f"/places/{wren.slug}/team/"
    page = text_of(client.get(address))
    assert "As a steward you name who leads" in page
    assert 'value="Convenor"' in page
    assert 'value="Roll keeper"' not in page
    client.post(address, {"email": "stella@example.org", "role": "Roll keeper"})
    assert not wren.roles_held.exists()
    client.post(address, {"email": "carys@example.org", "role": "Convenor"})
    assert wren.roles_held.get().account.email == "carys@example.org"
