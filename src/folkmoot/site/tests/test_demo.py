"""Trying Folkmoot as someone made up: in a demonstration, and nowhere else."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django import Settings

from folkmoot.kernel.access.roles import STEWARD
from folkmoot.people import actions
from folkmoot.people.models import Account
from folkmoot.people.tests.makers import (
    NOON,
    a_custodian,
    a_steward,
    an_account,
    an_organisation,
    with_site_role,
)
from tests.fixtures.browser import Axe, Screenshots, Troubles
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db


def become(client: Client, account: Account) -> int:
    return client.post(f"/demo/{account.pk}/").status_code


def test_where_this_is_no_demonstration_there_is_nothing_here(client: Client) -> None:
    account = a_steward()
    assert client.get("/demo/").status_code == 404
    assert become(client, account) == 404
    assert "_auth_user_id" not in client.session


def test_in_a_demonstration_one_click_makes_you_someone_else(
    client: Client, settings: Settings, valid_html: ValidHtml
) -> None:
    settings.DEMO = True
    stella = a_steward("Stella")
    cuthbert = a_custodian(an_organisation("The Wren Trust"), "Cuthbert")
    page = client.get("/demo/")
    valid_html(page)
    for said in ("Be Stella", "Steward", "Be Cuthbert", "Custodian", "The Wren Trust"):
        assert said in page.content.decode()
    assert client.post(f"/demo/{stella.pk}/")["Location"] == "/tasks/"
    assert client.session["_auth_user_id"] == str(stella.pk)
    assert become(client, cuthbert) == 302
    assert client.session["_auth_user_id"] == str(cuthbert.pk)
    assert "You are them now" in client.get("/demo/").content.decode()
    assert client.get("/account/data/").status_code == 200, (
        "nobody asks a made-up person for a code"
    )


def test_nobody_real_can_be_become_even_in_a_demonstration(
    client: Client, settings: Settings
) -> None:
    settings.DEMO = True
    real = with_site_role(an_account("Real", email="real@folkmoot.org.uk"), STEWARD)
    tricky = an_account("Tricky", email="tricky@real.example.org.uk")
    closed = an_account("Closed")
    actions.close_account(account=closed, by=closed, at=NOON)
    for account in (real, tricky, closed):
        assert become(client, account) == 404
    page = client.get("/demo/").content.decode()
    assert "Real" not in page
    assert "real@" not in page


def test_looking_makes_nobody_anyone(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    assert client.get(f"/demo/{a_steward().pk}/").status_code == 405
    careful = Client(enforce_csrf_checks=True)
    assert become(careful, a_steward("Second")) == 403


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_costs_the_same_however_many_people_there_are(
    client: Client,
    settings: Settings,
    number: int,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    settings.DEMO = True
    for each in range(number):
        a_custodian(an_organisation(f"Group {each}"), f"Custodian {chr(97 + each)}")
    with django_assert_max_num_queries(7):
        client.get("/demo/")


@pytest.mark.django_db(transaction=True)
def test_one_becomes_someone_on_a_phone(
    narrow_page: Page, settings: Settings, troubles: Troubles, axe: Axe, screenshots: Screenshots
) -> None:
    settings.DEMO = True
    troubles.allow("404")  # where there is no front page yet
    a_steward("Stella")
    a_custodian(an_organisation("The Wren Trust"), "Cuthbert")
    an_account("Rhys")
    narrow_page.goto("/demo/")
    axe(narrow_page)
    screenshots(narrow_page, "demo")
    narrow_page.get_by_role("button", name="Be Stella").click()
    narrow_page.goto("/account/")
    expect(narrow_page.get_by_text("stella@people.example")).to_be_visible()
