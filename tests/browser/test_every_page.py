"""Every page that links lead to, as each role of the demo comes upon it, on a phone or at a desk.

Each is sound HTML, meets WCAG as axe sees it, stays within the screen, and breaks nothing. What
has an address and no link to it is tried by tests/architecture/test_every_door.py.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from folkmoot.people.models import Account
from folkmoot.scenarios.wrens_cross.people import AT
from tests.architecture.house import WHOLE
from tests.fixtures.browser import PHONE, Axe, Live, OpenPage, Troubles, sign_in
from tests.fixtures.pages import check_html

DESK = {"width": 1280, "height": 800}
# One of each role, with the screen they are met at.
WHO: dict[str, tuple[str, Any]] = {
    "someone not signed in": ("", PHONE),
    "the convenor": ("convenor", PHONE),
    "a counting officer": ("count-council", PHONE),
    "an organiser": ("organiser", PHONE),
    "a polling helper": ("hall", PHONE),
    "a resident": ("amina", PHONE),
    "the steward": ("steward", DESK),
    "a service officer": ("parks", DESK),
    "a roll keeper": ("roll", DESK),
    "the grant manager": ("grants", DESK),
}
# A closed door is a page too: signing in first, or what cannot be done yet.
ANSWERS = {200, 403, 409}
NAMES = re.compile(r"(?<=/)(?:[0-9a-f-]{36}|(?=[a-z]*[0-9])[0-9a-z]{7}|[0-9]+)(?=/)|(?<==)[^&]*")
LINK = re.compile(r'<a\s(?:[^>]*\s)?href="([^"]*)"')
SAID = re.compile(r'\b(href|value|content|datetime|title|alt|src|action)="[^"]+"')
WORDS = re.compile(r">[^<>]*\w[^<>]*<")
OUTSIDE = "document.documentElement.scrollWidth - innerWidth"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_page_that_links_lead_to_is_sound(
    open_page: OpenPage, live: Live, troubles: Troubles, axe: Axe
) -> None:
    call_command("scenario", "wrens-cross", verbosity=0)
    troubles.allow(r"status of (403|409)")
    wrong: list[str] = []
    # What one person has looked at closely on such a screen, the next only reads.
    looked_at: dict[int, set[str]] = {PHONE["width"]: set(), DESK["width"]: set()}
    sound: set[str] = set()
    for who, (name, screen) in WHO.items():
        page, client = open_page(viewport=screen), Client(raise_request_exception=False)
        if name:
            account = Account.objects.get(email=f"{name}@{AT}")
            sign_in(page, account)
            client.force_login(account)
        for path, trouble in walk(page, client, axe, looked_at[screen["width"]], sound):
            wrong.append(f"{who}, {path}: {trouble}")
    assert wrong == [], "\n\n".join(wrong)
    for screen, views in (
        (PHONE, {"site:home", "site:tasks", "ideas:proposal", "deciding:run"}),
        (DESK, {"site:home", "site:tasks", "places:new", "ideas:queue"}),
    ):
        assert views <= {kind.split(" ")[0] for kind in looked_at[screen["width"]]}


def kind_of(path: str, status: int) -> str:
    """What kind of page this is: the view it comes from, and what its address asks.

    One closed door is like another, whatever is behind it. With FOLKMOOT_WHOLE=yes the address
    counts, so that two places are two kinds.
    """
    if WHOLE:
        return f"{view_at(urlsplit(path).path)} {NAMES.sub('*', path)}"
    address = urlsplit(path)
    asked = {name for name, _ in parse_qsl(address.query, keep_blank_values=True)}
    return " ".join([view_at(address.path) if status == 200 else str(status), *sorted(asked)])


def view_at(path: str) -> str:
    """Which view answers there."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def walk(
    page: Page, client: Client, axe: Axe, looked_at: set[str], sound: set[str]
) -> Iterator[tuple[str, str]]:
    """Read one page of each kind that links lead to, open the new ones, tell what is wrong."""
    kinds: Counter[str] = Counter()
    waiting, known = deque(["/"]), {"/"}
    while waiting:
        path = waiting.popleft()
        kind = NAMES.sub("*", path)
        kinds[kind] += 1
        if kinds[kind] > 1:
            continue
        answer = client.get(path, follow=True)
        if answer.status_code not in ANSWERS:
            yield path, f"answered {answer.status_code}"
            continue
        if "text/html" not in answer["Content-Type"]:
            answer.getvalue()  # what is streamed is closed once it is read
            continue
        html = answer.content.decode()
        if (shape := shape_of(html)) not in sound:
            try:
                check_html(html)
            except AssertionError as trouble:
                yield path, str(trouble)
                continue
            sound.add(shape)
        new = sorted(links(html, path) - known)
        known.update(new)
        waiting.extend(new)
        if (what := kind_of(path, answer.status_code)) not in looked_at:
            looked_at.add(what)
            yield from ((path, trouble) for trouble in in_the_browser(page, path, axe))


def shape_of(html: str) -> str:
    """Its tags with all they say, addresses and values aside, and where there are words.

    Pages of one shape are sound alike, and to read one as strictly as can be takes long.
    """
    return WORDS.sub(">w<", SAID.sub(r"\1=w", html))


def links(html: str, path: str) -> set[str]:
    """Addresses of this site that a page leads to."""
    found = {urldefrag(urljoin(path, unescape(to))).url for to in LINK.findall(html)}
    return {one for one in found if one.startswith("/") and not one.startswith("//")}


def in_the_browser(page: Page, path: str, axe: Axe) -> Iterator[str]:
    """Is it open to everyone, and does it stay within the screen?"""
    page.goto(path)
    try:
        axe(page)
    except AssertionError as trouble:
        yield str(trouble)
    if (too_wide := page.evaluate(OUTSIDE)) > 0:
        yield f"{too_wide} pixels wider than the screen"
