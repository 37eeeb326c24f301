"""Makers: the shortest way to say what a test needs. Every argument has a sensible default."""

import re
from datetime import UTC, datetime
from email.message import EmailMessage
from typing import Any

from allauth.mfa.models import Authenticator
from django.test import Client

from folkmoot.kernel.access.roles import CUSTODIAN, STEWARD, Role
from folkmoot.kernel.notify.models import Message
from folkmoot.people import actions
from folkmoot.people.models import Account, Asked, Consent, Organisation, Person

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)


def an_account(name: str = "Amina", *, email: str = "") -> Account:
    """Someone who can sign in, as amina@people.example."""
    address = email or f"{re.sub(r'[^a-z]+', '-', name.lower()).strip('-')}@people.example"
    account = actions.account_for(address=address, by=None, at=NOON)
    return actions.name_account(account=account, name=name, by=account, at=NOON)


def a_steward(name: str = "Stella") -> Account:
    """Someone who looks after the site."""
    return with_site_role(an_account(name), STEWARD)


def with_site_role(account: Account, role: Role) -> Account:
    """The same account, holding a role in the site."""
    actions.give_site_role(email=account.email, role=role, by=None, at=NOON)
    return account


def a_custodian(organisation: Organisation, name: str = "Cuthbert") -> Account:
    """Someone who keeps an organisation."""
    account = an_account(name)
    actions.give_organisation_role(
        organisation=organisation, email=account.email, role=CUSTODIAN, by=None, at=NOON
    )
    return account


def a_person(name: str = "Dilys", *, account: Account | None = None) -> Person:
    """Someone we know; most never sign in."""
    return Person.objects.create(name=name, account=account)


def a_consent(
    person: Person, *, by: Account | None = None, at: datetime = NOON, **more: Any
) -> Consent:
    """Somebody's answer; a yes to being asked for help by e-mail, unless it says otherwise."""
    facts: dict[str, Any] = {
        "purpose": "ask",
        "through": "none" if more.get("purpose") == "know" else "email",
        "said": "yes",
        "wording": "May we write to you when something needs doing?",
    }
    asked = Asked(asked_at=at, **(facts | more))
    return actions.note_consent(person=person, asked=asked, by=by, at=at)


def a_passkey(account: Account, name: str = "My phone") -> Authenticator:
    """A passkey that signs in to an account."""
    return actions.add_passkey(account=account, name=name, credential={}, by=account, at=NOON)


def an_organisation(
    name: str = "Wren's Cross Residents", *numbers: tuple[str, str]
) -> Organisation:
    """An organisation; without numbers of its own it gets one of ours."""
    return actions.add_organisation(name=name, numbers=numbers, by=None, at=NOON)


def the_code_in(letter: EmailMessage | str) -> str:
    """The figures of the code a letter brings."""
    text = letter if isinstance(letter, str) else letter.get_content()
    found = re.search(r"^ {4}(\d{4} \d{4})\r?$", text, re.MULTILINE)
    assert found, "no code in this letter"
    return found.group(1)


def the_code_written_to(address: str) -> str:
    """The newest code written to an address, read before the letter is sent."""
    return the_code_in(Message.objects.filter(to=address).latest("created_at", "id").text)


def signed_in(account: Account) -> Client:
    """A browser in which they have just shown that it is them."""
    client = Client()
    client.force_login(account)
    session = client.session
    session["account_authentication_methods"] = [{"method": "code", "at": _now()}]
    session["account_authentication_methods_user"] = str(account.pk)
    session.save()
    return client


def signed_in_long_ago(account: Account) -> Client:
    """A browser in which they signed in, but not lately."""
    client = Client()
    client.force_login(account)
    return client


def _now() -> float:
    return datetime.now(tz=UTC).timestamp()
