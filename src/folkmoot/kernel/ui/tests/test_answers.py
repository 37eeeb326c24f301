"""Pages for when something may not be, is not there, or broke: kind, useful, and close-mouthed."""

from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from django.test import Client

from folkmoot.kernel import ui
from folkmoot.kernel.ui.answers import expired_form

pytestmark = pytest.mark.urls("folkmoot.kernel.ui.tests.addresses")


def words(tree: Element) -> str:
    """What a page says."""
    return " ".join("".join(tree.itertext()).split())


def test_a_refusal_says_why_and_that_nothing_was_changed(client: Client, valid_html: Any) -> None:
    answer = client.get("/refuse/")
    assert answer.status_code == 409
    said = words(valid_html(answer))
    assert "Voting closed on 3 May 2027." in said
    assert "Nothing has been changed." in said


def test_a_shut_door_offers_signing_in_and_the_way_back(client: Client, valid_html: Any) -> None:
    answer = client.get("/forbid/?near=mill")
    assert answer.status_code == 403
    hrefs = [link.get("href") or "" for link in valid_html(answer).iter("a")]
    assert any(href.endswith("?next=%2Fforbid%2F%3Fnear%3Dmill") for href in hrefs)


@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/nowhere/", 404, "There is no page here"),
        ("/mangled/", 400, "We could not read what was sent"),
        ("/fall/", 500, "Something broke on our side"),
    ],
)
def test_each_mishap_has_its_page_which_says_nothing_of_the_inside(
    client: Client, valid_html: Any, address: str, status: int, said: str
) -> None:
    client.raise_request_exception = False
    answer = client.get(address)
    assert answer.status_code == status
    text = words(valid_html(answer))
    assert said in text
    assert "secret" not in text


def test_the_address_of_a_button_says_so_to_someone_who_only_looks(
    client: Client, valid_html: Any
) -> None:
    answer = client.get("/press/")
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "press it there" in words(valid_html(answer))
    assert client.head("/press/").status_code == 405


def test_a_breakdown_is_logged_with_its_lines_and_without_a_word_of_what_was_asked(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client.raise_request_exception = False
    client.get("/fall/?near=mill")
    [said] = [one.getMessage() for one in caplog.records if one.name == "folkmoot.broken"]
    assert "RuntimeError" in said
    assert "addresses.py" in said
    assert "secret" not in said
    assert "mill" not in said


def test_the_page_for_a_breakdown_leans_on_nothing() -> None:

    source = (Path(ui.__file__).parent / "templates" / "500.html").read_text()
    assert "{%" not in source
    assert "{{" not in source


def test_a_form_left_open_too_long_is_asked_for_once_more(valid_html: Any, rf: Any) -> None:

    answer = expired_form(rf.get("/"))
    assert answer.status_code == 403
    assert "once more" in words(valid_html(answer))
