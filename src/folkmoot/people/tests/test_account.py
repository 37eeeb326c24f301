"""One's own account: seeing it, changing it, taking it away, closing it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import DatabaseError, transaction
from django.test import Client

from folkmoot.kernel.access.roles import STEWARD
from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.rules import Refused
from folkmoot.people import actions, queries
from folkmoot.people.models import Account, OrganisationRole
from folkmoot.people.tests.makers import (
    NOON,
    a_custodian,
    a_passkey,
    a_steward,
    an_account,
    an_organisation,
    signed_in,
    signed_in_long_ago,
    the_code_written_to,
)
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db

MARKUP = '"><img src=x onerror=alert(1)>'
ASKS_FIRST = ["/account/email/", "/account/passkeys/add/", "/account/data/", "/account/close/"]
NEEDS_SIGNING_IN = [*ASKS_FIRST, "/account/", "/account/name/", "/account/still-you/"]


@pytest.mark.parametrize("address", NEEDS_SIGNING_IN)
def test_an_account_is_for_its_owner(client: Client, address: str) -> None:
    assert client.get(address).status_code == 403


def test_the_page_says_what_we_know_and_what_one_looks_after(valid_html: ValidHtml) -> None:
    account = a_custodian(an_organisation("The Wren Trust"), "Cuthbert")
    other = an_account("Somebody Else")
    a_passkey(account, "My old phone")
    a_passkey(other, "Not mine")
    page = signed_in(account).get("/account/")
    valid_html(page)
    text = page.content.decode()
    for said in ("Cuthbert", "cuthbert@people.example", "The Wren Trust", "My old phone"):
        assert said in text
    assert "Not mine" not in text


@pytest.mark.parametrize("number", [0, 8])
def test_the_page_costs_the_same_however_much_one_looks_after(
    number: int,
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[Any]],
) -> None:
    account = an_account()
    for each in range(number):
        actions.give_organisation_role(
            organisation=an_organisation(f"Group {each}"), email=account.email, by=None, at=NOON
        )
        a_passkey(account, f"Phone {each}")
    client = signed_in(account)
    with django_assert_max_num_queries(9):  # one for each kind of place one holds a role in
        client.get("/account/")


def test_markup_in_a_name_is_shown_as_typed_and_does_nothing(valid_html: ValidHtml) -> None:
    account = an_account("Amina")
    client = signed_in(account)
    client.post("/account/name/", {"name": MARKUP})
    a_passkey(account, MARKUP)
    page = client.get("/account/")
    valid_html(page)
    assert "<img" not in page.content.decode()
    assert "&lt;img src=x" in page.content.decode()


def test_a_name_may_be_left_out() -> None:
    account = an_account("Amina")
    answer = signed_in(account).post("/account/name/", {"name": "", "next": "/organisations/"})
    assert answer["Location"] == "/organisations/"
    account.refresh_from_db()
    assert account.shown_name() == "Someone without a name yet"


@pytest.mark.parametrize("address", ASKS_FIRST)
def test_what_opens_or_ends_an_account_asks_first_whether_it_is_still_you(address: str) -> None:
    account = an_account()
    answer = signed_in_long_ago(account).get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/still-you/?next=")
    assert signed_in(account).get(address).status_code == 200


def test_removing_a_passkey_asks_first_too() -> None:
    account = an_account()
    key = a_passkey(account)
    signed_in_long_ago(account).post(f"/account/passkeys/{key.pk}/remove/")
    assert Authenticator.objects.filter(pk=key.pk).exists()


def test_a_code_shows_that_it_is_still_you(valid_html: ValidHtml) -> None:
    account = an_account()
    client = signed_in_long_ago(account)
    valid_html(client.get("/account/still-you/?next=/account/close/"))
    client.post("/account/still-you/", {"next": "/account/close/"})
    valid_html(client.get("/account/still-you/code/"))
    assert client.get("/account/close/").status_code == 302, "asking is not showing"
    answer = client.post("/account/still-you/code/", {"code": the_code_written_to(account.email)})
    assert answer["Location"] == "/account/close/"
    valid_html(client.get("/account/close/"))


def test_an_address_changes_once_the_new_one_is_shown_to_be_theirs(valid_html: ValidHtml) -> None:
    account = an_account("Amina")
    client = signed_in(account)
    valid_html(client.get("/account/email/"))
    client.post("/account/email/", {"email": "New@people.example"})
    account.refresh_from_db()
    assert account.email == "amina@people.example"
    valid_html(client.get("/account/email/code/"))
    client.post("/account/email/code/", {"code": the_code_written_to("new@people.example")})
    account.refresh_from_db()
    assert account.email == "new@people.example"
    assert client.get("/account/").status_code == 200, "still signed in"
    told = Message.objects.filter(to="amina@people.example").latest("created_at", "id")
    assert "has changed" in told.subject
    assert "new@" not in told.text, "the old mailbox does not learn the new address"


def test_an_address_someone_else_has_is_refused_only_to_who_reads_its_mail() -> None:
    account, other = an_account("Amina"), an_account("Ben")
    client = signed_in(account)
    asked = client.post("/account/email/", {"email": other.email})
    assert asked["Location"] == "/account/email/code/", "asking says nothing"
    answer = client.post(
        "/account/email/code/", {"code": the_code_written_to(other.email)}, follow=True
    )
    assert "Another account uses that address" in answer.content.decode()
    account.refresh_from_db()
    assert account.email == "amina@people.example"


def test_signing_out_everywhere_ends_every_session() -> None:
    account = an_account()
    here, elsewhere = signed_in(account), signed_in(account)
    bystander = signed_in(an_account("Ben"))
    assert here.post("/account/sign-out-everywhere/")["Location"] == "/"
    assert elsewhere.get("/account/").status_code == 403
    assert bystander.get("/account/").status_code == 200


def test_a_passkey_is_renamed_and_removed_by_its_owner_only() -> None:
    account, stranger = an_account("Amina"), an_account("Ben")
    key = a_passkey(account)
    theirs, mine = signed_in(stranger), signed_in(account)
    assert theirs.get(f"/account/passkeys/{key.pk}/").status_code == 404
    assert theirs.post(f"/account/passkeys/{key.pk}/remove/").status_code == 404
    mine.post(f"/account/passkeys/{key.pk}/", {"name": "Kitchen tablet"})
    key.refresh_from_db()
    assert str(key) == "Kitchen tablet"
    mine.post(f"/account/passkeys/{key.pk}/remove/")
    assert not Authenticator.objects.exists()


def test_the_last_steward_cannot_leave_and_is_told_what_to_do() -> None:
    steward = a_steward()
    with pytest.raises(Refused, match="Name another steward first"):
        actions.close_account(account=steward, by=steward, at=NOON)
    steward.refresh_from_db()
    assert steward.is_active


def test_an_account_is_never_removed_not_even_by_hand() -> None:
    account = an_account()
    with pytest.raises(DatabaseError), transaction.atomic():
        Account.objects.filter(pk=account.pk).delete()


def test_closing_ends_roles_in_organisations_too() -> None:
    organisation = an_organisation()
    account = a_custodian(organisation)
    actions.close_account(account=account, by=account, at=NOON)
    assert OrganisationRole.objects.get().ends_at == NOON


def test_roles_held_by_says_where_in_words() -> None:
    account = a_custodian(an_organisation("The Wren Trust"))
    actions.give_site_role(email=account.email, role=STEWARD, by=None, at=NOON)
    held = queries.roles_held_by(account, NOON)
    assert [(each.role, each.where) for each in held] == [
        ("Custodian", "The Wren Trust"),
        ("Steward", "This Folkmoot"),
    ]
