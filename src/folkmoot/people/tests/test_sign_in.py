"""Signing in, over the web."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.test import Client
from django.urls import get_resolver
from pytest_django import Settings

from folkmoot.kernel.notify.models import Message
from folkmoot.people import actions, rules
from folkmoot.people.models import Account
from folkmoot.people.tests.makers import (
    NOON,
    an_account,
    signed_in,
    the_code_in,
    the_code_written_to,
)
from tests.fixtures.mail import Mail
from tests.fixtures.pages import ValidHtml

pytestmark = pytest.mark.django_db

AMINA, NOBODY = "amina@people.example", "nobody@elsewhere.example"
IMMEDIATELY = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


def asks(client: Client, address: str, **more: str) -> None:
    answer = client.post("/sign-in/", {"email": address, **more})
    assert (answer.status_code, answer["Location"]) == (302, "/sign-in/code/")


def types(client: Client, code: str) -> Any:
    return client.post("/sign-in/code/", {"code": code})


def test_someone_signs_in_with_the_code_from_their_e_mail(client: Client) -> None:
    account = an_account("Amina")
    asks(client, " Amina@People.example ")
    answer = types(client, the_code_written_to(AMINA))
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.session["_auth_user_id"] == str(account.pk)


def test_someone_new_signs_in_with_the_same_code_and_is_asked_their_name(client: Client) -> None:
    asks(client, NOBODY)
    assert not Account.objects.exists(), "an address typed by anyone makes no account"
    answer = types(client, the_code_written_to(NOBODY))
    assert answer["Location"] == "/account/name/?next=%2F"
    assert Account.objects.get().email == NOBODY


def test_what_is_said_on_arrival_is_ours_and_names_no_keys(client: Client) -> None:
    asks(client, AMINA)
    page = client.post(
        "/sign-in/code/", {"code": the_code_written_to(AMINA)}, follow=True
    ).content.decode()
    assert "What should we call you?" in page
    assert "Successfully" not in page
    assert str(Account.objects.get().pk) not in page


def test_nobody_can_find_out_here_whether_an_address_has_an_account() -> None:
    an_account("Amina")
    seen = []
    for address in (AMINA, NOBODY):
        client = Client()
        asked = client.post("/sign-in/", {"email": address})
        page = client.get("/sign-in/code/").content.decode()
        wrong = types(client, "1234 5678").content.decode()
        seen.append(
            [
                asked.status_code,
                asked["Location"],
                sorted(asked.cookies),
                _without_tokens(page.replace(address, "#")),
                _without_tokens(wrong.replace(address, "#")),
            ]
        )
    assert seen[0] == seen[1]


def test_nobody_can_find_it_out_by_asking_too_often_either() -> None:
    an_account("Amina")
    said = []
    for address in (AMINA, NOBODY):
        for _ in range(5):
            asks(Client(), address)
        page = Client().post("/sign-in/", {"email": address}).content.decode()
        assert "several codes to this address" in page
        said.append(_without_tokens(page.replace(address, "#")))
    assert said[0] == said[1]


def test_a_code_works_only_in_the_browser_that_asked_for_it(client: Client) -> None:
    asks(client, AMINA)
    answer = types(Client(), the_code_written_to(AMINA))
    assert answer["Location"] == "/sign-in/"


def test_a_wrong_code_says_so_beside_the_box_and_keeps_what_was_typed(
    client: Client, valid_html: ValidHtml
) -> None:
    asks(client, AMINA)
    for typed, sentence in (("12", "That code has 2 figures."), ("1234 5678", "have 4 tries left")):
        page = types(client, typed)
        valid_html(page)
        assert sentence in page.content.decode()
        assert f'value="{typed}"' in page.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_new_code_puts_the_old_one_out_of_use(client: Client) -> None:
    asks(client, AMINA)
    old = the_code_written_to(AMINA)
    asks(client, AMINA)
    if old != the_code_written_to(AMINA):
        assert "not the code" in types(client, old).content.decode()


def test_a_library_full_of_people_can_sign_in_and_a_machine_cannot() -> None:
    answers = [
        Client().post("/sign-in/", {"email": f"person{number}@library.example"}).status_code
        for number in range(101)
    ]
    assert answers[:100] == [302] * 100
    assert answers[100] == 422
    page = Client().post("/sign-in/", {"email": "one-more@library.example"}).content.decode()
    assert "Many codes have been asked for from where you are" in page


@pytest.mark.parametrize(
    ("wanted", "reached"),
    [
        ("/organisations/?words=wren", "/organisations/?words=wren"),
        ("https://elsewhere.example/", "/"),
        ("//elsewhere.example/", "/"),
        ("/\\elsewhere.example", "/"),
        ("javascript:alert(1)", "/"),
        ("http:///elsewhere.example", "/"),
        ("nowhere", "/"),
        ("\N{PARTY POPPER}", "/"),
    ],
)
def test_afterwards_one_goes_on_only_to_a_page_of_ours(
    client: Client, wanted: str, reached: str
) -> None:
    an_account("Amina")
    asks(client, AMINA, next=wanted)
    assert types(client, the_code_written_to(AMINA))["Location"] == reached


def test_the_session_is_a_new_one_once_signed_in(client: Client) -> None:
    an_account("Amina")
    asks(client, AMINA)
    before = client.session.session_key
    types(client, the_code_written_to(AMINA))
    assert client.session.session_key != before


def test_a_link_alone_signs_nobody_out() -> None:
    client = signed_in(an_account())
    assert client.get("/sign-out/").status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post("/sign-out/")["Location"] == "/"
    assert "_auth_user_id" not in client.session


def test_signing_in_and_out_need_a_page_of_ours_to_start_from() -> None:
    careful = Client(enforce_csrf_checks=True)
    for address in ("/sign-in/", "/sign-out/", "/sign-in/passkey/", "/sign-in/passkey/begin/"):
        assert careful.post(address, {"email": AMINA}).status_code == 403, address


def test_the_code_comes_by_real_mail_in_plain_words(
    client: Client,
    mail_server: Mail,
    settings: Settings,
    django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[Any]],
) -> None:
    settings.TASKS = IMMEDIATELY
    an_account("Amina")
    with django_capture_on_commit_callbacks(execute=True):
        asks(client, AMINA)
    (letter,) = mail_server.to(AMINA)
    assert letter["Subject"] == "Your code to sign in to Folkmoot"
    assert letter.get_content_type() == "text/plain"
    text = letter.get_content()
    assert "It works once, for the next 15 minutes." in text
    assert "there is nothing you need to do" in text
    assert "Stuck?" in text
    assert types(client, the_code_in(letter)).status_code == 302
    kept = Message.objects.get(to=AMINA, subject=letter["Subject"])
    assert kept.sent_at
    assert kept.text == "", "a code is not kept once it has gone"


def test_a_passkey_nobody_has_leads_back_to_the_code(client: Client) -> None:
    begun = client.post("/sign-in/passkey/begin/")
    assert begun.json()["publicKey"]["userVerification"] == "required"
    for rubbish in ("{}", "[]", "null", '"x"', "not json", '{"response": {"userHandle": "AAAA"}}'):
        answer = client.post("/sign-in/passkey/", {"credential": rubbish})
        assert (answer.status_code, answer["Location"]) == (302, "/sign-in/"), rubbish
    assert "_auth_user_id" not in client.session


def test_a_closed_account_signs_nobody_in_and_its_address_can_begin_again(client: Client) -> None:
    old = an_account("Amina")
    actions.close_account(account=old, by=old, at=NOON)
    asks(client, AMINA)
    types(client, the_code_written_to(AMINA))
    assert client.session["_auth_user_id"] != str(old.pk)


def test_pages_of_signing_in_are_sound_html(client: Client, valid_html: ValidHtml) -> None:
    valid_html(client.get("/sign-in/?next=/organisations/"))
    valid_html(client.post("/sign-in/", {"email": "not an address"}))
    asks(client, AMINA)
    valid_html(client.get("/sign-in/code/"))
    valid_html(client.get("/sign-out/"))
    someone = signed_in(an_account())
    valid_html(someone.get("/sign-out/"))


def test_no_page_of_allauth_can_be_reached() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    theirs = {name for name in names if name.startswith(("account_", "mfa_", "socialaccount_"))}
    assert theirs == {"account_login", "account_logout"}
    for address in ("/accounts/login/", "/accounts/password/reset/", "/accounts/signup/", "/mfa/"):
        assert Client().get(address).status_code == 404


def test_no_account_ever_has_a_password() -> None:
    account = an_account()
    assert not account.has_usable_password()
    assert rules.CLOSED_ADDRESS.endswith(".invalid")


def _without_tokens(page: str) -> str:
    lines = page.splitlines()
    return "\n".join(line for line in lines if "csrfmiddlewaretoken" not in line)
