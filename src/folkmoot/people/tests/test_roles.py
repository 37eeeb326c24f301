"""Giving and ending roles."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from folkmoot.kernel.access.roles import CONVENOR, CUSTODIAN, STEWARD
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.rules import Refused
from folkmoot.people import actions
from folkmoot.people.models import THE_SITE, Account, SiteRole
from folkmoot.people.tests.makers import NOON, a_steward, an_account, an_organisation, signed_in
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db

LATER = NOON + timedelta(days=1)


def test_a_role_can_be_given_to_someone_who_has_not_been_here_yet() -> None:
    steward = a_steward()
    held = actions.give_site_role(email="New@people.example", role=STEWARD, by=steward, at=NOON)
    assert held.account == Account.objects.get(email="new@people.example")
    letter = Message.objects.get(to="new@people.example")
    assert letter.subject == "You are now Steward on Folkmoot"
    assert "/sign-in/" in letter.text
    event = Event.objects.get(kind="site_role_given", by=str(steward.pk))
    assert event.facts == {"role": "Steward"}


def test_a_role_is_given_once_where_it_belongs() -> None:
    steward = a_steward()
    with pytest.raises(Refused, match="Steward already"):
        actions.give_site_role(email=steward.email, role=STEWARD, by=steward, at=NOON)
    with pytest.raises(Refused, match="not a role people hold here"):
        actions.give_site_role(email=steward.email, role=CONVENOR, by=steward, at=NOON)
    with pytest.raises(Refused, match="not a role people hold here"):
        actions.give_organisation_role(
            organisation=an_organisation(), email=steward.email, role=STEWARD, by=None, at=NOON
        )


def test_a_role_that_has_ended_opens_no_more_doors_and_can_be_given_again() -> None:
    first, second = a_steward("First"), a_steward("Second")
    held = SiteRole.objects.get(account=second)
    actions.end_site_role(held=held, by=first, at=LATER)
    assert THE_SITE.roles_of(second, at=NOON) == {STEWARD}
    assert THE_SITE.roles_of(second, at=LATER) == frozenset()
    with pytest.raises(Refused, match="ended already"):
        actions.end_site_role(held=held, by=first, at=LATER)
    actions.give_site_role(email=second.email, role=STEWARD, by=first, at=LATER)
    assert THE_SITE.roles_of(second, at=LATER) == {STEWARD}


def test_nobody_ends_the_last_steward_not_even_themselves() -> None:
    first, second = a_steward("First"), a_steward("Second")
    actions.end_site_role(held=SiteRole.objects.get(account=first), by=second, at=LATER)
    with pytest.raises(Refused, match="Name another steward first"):
        actions.end_site_role(held=SiteRole.objects.get(account=second), by=second, at=LATER)


def test_a_custodian_looks_after_one_organisation_and_no_other() -> None:
    mine, other = an_organisation("Mine"), an_organisation("Other")
    account = an_account()
    held = actions.give_organisation_role(
        organisation=mine, email=account.email, role=CUSTODIAN, by=None, at=NOON
    )
    assert mine.roles_of(account, at=NOON) == {CUSTODIAN}
    assert other.roles_of(account, at=NOON) == frozenset()
    actions.end_organisation_role(held=held, by=None, at=LATER)
    assert mine.roles_of(account, at=LATER) == frozenset()


@pytest.mark.parametrize(("who", "status"), [("steward", 200), ("someone", 403), ("nobody", 403)])
def test_stewards_are_named_by_stewards(client: Client, who: str, status: int) -> None:
    steward = a_steward()
    people = {"steward": steward, "someone": an_account("Sam")}
    browser = signed_in(people[who]) if who in people else client
    held = SiteRole.objects.get(account=steward)
    assert browser.get("/stewards/").status_code == status
    refused = 422 if status == 200 else status
    assert browser.post("/stewards/", {"email": "not an address"}).status_code == refused
    assert browser.post(f"/stewards/{held.pk}/end/").status_code == (409 if status == 200 else 403)


def test_a_steward_names_another_and_stands_down_over_the_web(valid_html: ValidHtml) -> None:
    steward = a_steward()
    client = signed_in(steward)
    alone = client.get("/stewards/")
    valid_html(alone)
    assert "Name another steward first" in alone.content.decode()
    client.post("/stewards/", {"email": "ben@people.example"})
    valid_html(client.get("/stewards/"))
    held = SiteRole.objects.get(account=steward)
    assert client.post(f"/stewards/{held.pk}/end/")["Location"] == "/"
    assert client.get("/stewards/").status_code == 403


def test_the_first_steward_is_named_from_the_command_line() -> None:
    out = StringIO()
    call_command("steward", "first@people.example", stdout=out)
    assert "first@people.example is now steward" in out.getvalue()
    assert SiteRole.objects.get().account.email == "first@people.example"
    with pytest.raises(CommandError, match="Steward already"):
        call_command("steward", "first@people.example", stdout=out)


@pytest.mark.parametrize("number", [1, 9])
def test_the_page_of_stewards_costs_the_same_however_many(
    number: int,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    client = signed_in(a_steward())
    for each in range(number):
        a_steward(f"Steward {chr(97 + each)}")
    with django_assert_max_num_queries(5):
        client.get("/stewards/")
