"""Addresses with nonsense in them get a plain no, never a broken page."""

import pytest
from django.test import Client

from folkmoot.ideas.tests.makers import a_place, a_proposal

pytestmark = pytest.mark.django_db

NOTHING = "%00"
SEARCHES = (
    "/ideas/?search={}",
    "/ideas/?theme={}",
    "/ideas/?stage={}",
    "/ideas/?page={}",
    "/ideas/in/wrens-cross/?theme={}",
    "/places/?name={}",
    "/places/?page={}",
    "/places/wrens-cross/about/?drawing={}",
    "/decisions/?q={}",
    "/organisations/?words={}",
    "/organisations/?page={}",
    "/sign-in/?next={}",
)
THINGS = (
    "/ideas/{}/",
    "/ideas/link/{}/",
    "/places/{}/",
    "/decisions/{}/",
    "/organisations/{}/",
    "/account/passkeys/{}/",
)
ODD = (
    "%ED%A0%80",
    "%FF",
    "%0A",
    "%27%22%3C",
    "%F0%9F%8D%80",
    "9" * 40,
    "-1",
    "%E2%80%AE",
    "%25%5F",
)


@pytest.mark.parametrize("address", [*SEARCHES, *THINGS])
def test_a_null_character_in_an_address_is_refused_plainly(client: Client, address: str) -> None:
    a_proposal(place=a_place())
    client.raise_request_exception = False
    for nothing in (NOTHING, f"bench{NOTHING}", f"{NOTHING}{NOTHING}wren"):
        answer = client.get(address.format(nothing))
        assert answer.status_code == 400, nothing
        assert "We could not read what was sent" in answer.content.decode()


@pytest.mark.parametrize("address", [*SEARCHES, *THINGS])
def test_other_nonsense_in_an_address_never_breaks_a_page(client: Client, address: str) -> None:
    a_proposal(place=a_place())
    client.raise_request_exception = False
    for odd in ODD:
        assert client.get(address.format(odd)).status_code in {200, 302, 400, 403, 404}, odd


def test_a_cookie_with_null_characters_is_refused_plainly(client: Client) -> None:
    client.raise_request_exception = False
    answer = client.get("/account/", headers={"cookie": 'sessionid="' + "\\000" * 12 + '"'})
    assert answer.status_code == 400


def test_words_that_only_look_like_nothing_are_searched_for(client: Client) -> None:
    a_proposal(place=a_place())
    assert client.get("/decisions/?q=%2500").status_code == 200
    assert client.get("/ideas/?search=0").status_code == 200
