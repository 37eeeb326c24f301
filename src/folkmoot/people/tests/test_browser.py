"""Signing in by code and by passkey, in a real browser, on a desk and on a phone."""

import re
from collections.abc import Callable
from email.message import EmailMessage

import pytest
from playwright.sync_api import Page, expect

from folkmoot.kernel.notify.tests.makers import a_worker
from folkmoot.people.models import Account
from folkmoot.people.tests.makers import a_steward, an_organisation, the_code_in
from tests.fixtures.browser import Axe, Live, OpenPage, Screenshots, Troubles
from tests.fixtures.mail import Mail

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

Look = Callable[[Page, str], None]
PHONE = {"width": 360, "height": 740}
SMALL_TARGETS = """() => [...document.querySelectorAll('main a, main button, main input')]
  .filter(e => e.type !== 'hidden' && e.getClientRects().length)
  .filter(e => !(e.tagName === 'A' && getComputedStyle(e).display === 'inline'))
  .filter(e => { const b = e.getBoundingClientRect(); return b.height < 44 || b.width < 24 })
  .map(e => e.outerHTML.slice(0, 100))"""
TOO_WIDE = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def home(live: Live, troubles: Troubles) -> str:
    """The same pages under a name: passkeys belong to names, never to numbers."""
    troubles.allow("asked someone else: http://localhost")
    # The front page belongs to a room above this one.
    troubles.allow("422")  # a page that asks to be mended
    troubles.allow(r"404 \(Not Found\) \(http://localhost:\d+/\)")
    return live.url.replace("127.0.0.1", "localhost")


def the_newest_letter_to(address: str, mail_server: Mail) -> EmailMessage:
    """What a worker has just taken from the queue to the mail server."""
    a_worker().run()
    return mail_server.to(address)[-1]


@pytest.fixture
def look(axe: Axe, screenshots: Screenshots) -> Look:
    """Each step is accessible, fits, has targets a thumb can hit, and leaves a picture."""

    def looked_at(page: Page, name: str) -> None:
        axe(page)
        assert not page.evaluate(TOO_WIDE), f"{name} is wider than the screen"
        assert page.evaluate(SMALL_TARGETS) == [], name
        screenshots(page, name)

    return looked_at


def a_device_with_passkeys(page: Page) -> None:
    """A phone whose owner is always recognised."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_in_by_code(page: Page, home: str, mail_server: Mail, address: str) -> None:
    page.goto(f"{home}/sign-in/")
    page.get_by_label("Your e-mail address").fill(address)
    page.get_by_role("button", name="Send me a code").click()
    box = page.get_by_label("The code from the e-mail")
    expect(box).to_be_visible()
    box.fill(the_code_in(the_newest_letter_to(address, mail_server)))
    page.get_by_role("button", name="Sign in").click()
    expect(box).to_be_hidden()


def a_first_visit(page: Page, home: str, mail_server: Mail, look: Look) -> None:
    page.goto(f"{home}/sign-in/?next=/account/")
    look(page, "1-sign-in")
    page.get_by_role("button", name="Send me a code").click()
    expect(page.get_by_role("alert").first).to_contain_text("e-mail address")
    look(page, "2-nothing-typed")
    page.get_by_label("Your e-mail address").fill("amina@people.example")
    page.get_by_role("button", name="Send me a code").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Look in your e-mail")
    look(page, "3-code")
    page.get_by_label("The code from the e-mail").fill("1234 5678")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert").first).to_contain_text("not the code we sent")
    look(page, "4-wrong-code")
    letter = the_newest_letter_to("amina@people.example", mail_server)
    page.get_by_label("The code from the e-mail").fill(the_code_in(letter))
    page.get_by_role("button", name="Sign in").click()

    look(page, "5-name")
    page.get_by_label("What should we call you?").fill("Amina of Wren's Cross")
    page.get_by_role("button", name="Keep this name").click()
    expect(page).to_have_url(re.compile("/account/$"))
    look(page, "6-account")


def add_a_passkey(page: Page, look: Look) -> None:
    page.get_by_role("link", name="Add a passkey").click()
    look(page, "7-add-a-passkey")
    page.get_by_label("What is this device?").fill("My phone")
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_text("you can sign in with this device")).to_be_visible()
    look(page, "8-passkey-added")


@pytest.mark.parametrize("wide", [True, False], ids=["desk", "phone"])
def test_someone_new_signs_in_adds_a_passkey_and_comes_back_with_it(
    wide: bool,
    open_page: OpenPage,
    home: str,
    mail_server: Mail,
    look: Look,
) -> None:
    page = open_page(viewport={"width": 1280, "height": 800} if wide else PHONE)
    a_device_with_passkeys(page)
    a_first_visit(page, home, mail_server, look)
    add_a_passkey(page, look)

    page.get_by_role("main").get_by_role("button", name="Sign out", exact=True).click()
    expect(page.get_by_text("You have signed out.")).to_be_visible()
    page.goto(f"{home}/sign-in/?next=/account/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page).to_have_url(re.compile("/account/$"))
    expect(page.get_by_text("Amina of Wren's Cross")).to_be_visible()
    expect(page.get_by_text("last used")).to_be_visible()

    page.get_by_role("button", name="Remove My phone").click()
    expect(page.get_by_text("no longer signs you in")).to_be_visible()
    page.get_by_role("link", name="Close my account").click()
    look(page, "9-close")


def test_a_device_that_says_no_is_explained_and_the_code_still_works(
    open_page: OpenPage, home: str, axe: Axe, mail_server: Mail
) -> None:
    page = open_page()
    page.add_init_script(
        "navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    page.goto(f"{home}/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    expect(page.get_by_text("Nothing happened: your device was stopped")).to_be_visible()
    axe(page)
    sign_in_by_code(page, home, mail_server, "amina@people.example")
    expect(page.get_by_label("What should we call you?")).to_be_visible()


def test_without_scripts_there_is_no_passkey_button_and_the_code_works(
    no_script_page: Page, live: Live, mail_server: Mail
) -> None:
    page = no_script_page
    page.goto("/sign-in/")
    expect(page.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    sign_in_by_code(page, live.url, mail_server, "amina@people.example")
    page.goto("/account/passkeys/add/")
    expect(page.get_by_text("This browser cannot make passkeys")).to_be_visible()
    assert Account.objects.get().email == "amina@people.example"


@pytest.mark.parametrize("wide", [True, False], ids=["desk", "phone"])
def test_a_steward_keeps_organisations(
    wide: bool,
    open_page: OpenPage,
    home: str,
    mail_server: Mail,
    look: Look,
) -> None:
    a_steward("Stella")
    an_organisation("Wren's Cross Residents")
    page = open_page(viewport={"width": 1280, "height": 800} if wide else PHONE)
    sign_in_by_code(page, home, mail_server, "stella@people.example")
    page.goto(f"{home}/organisations/")
    look(page, "1-list")
    page.get_by_role("link", name="Add an organisation").click()
    look(page, "2-add")
    page.get_by_label("Name of the organisation").fill("The Wren Trust")
    page.get_by_label("Is it on an official list?").select_option("GB-CHC")
    page.get_by_label("Its number on that list").fill("12")
    page.get_by_role("button", name="Add the organisation").click()
    expect(page.get_by_role("alert").first).to_contain_text("six or seven figures")
    look(page, "3-wrong-number")
    page.get_by_label("Its number on that list").fill("1234567")
    page.get_by_role("button", name="Add the organisation").click()
    expect(page.get_by_text("GB-CHC-1234567").first).to_be_visible()
    page.get_by_label("Their e-mail address").fill("cuthbert@people.example")
    page.get_by_role("button", name="Name as custodian").click()
    expect(page.get_by_text("cuthbert@people.example")).to_be_visible()
    look(page, "4-organisation")
    page.goto(f"{home}/stewards/")
    look(page, "5-stewards")
