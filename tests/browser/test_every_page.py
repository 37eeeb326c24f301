"""Every page that links lead to, as each role of the demo comes upon it, on a phone or at a desk.

Each is sound HTML, meets WCAG as axe sees it, stays within the screen, and breaks nothing. What
has an address and no link to it is tried by tests/architecture/test_every_door.py.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
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
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source"})
TOLD = re.compile(r"aria-\w+|for|tabindex|alt|title|hidden|disabled|open")  # what axe asks after
Part = tuple[tuple[str, ...], ...]
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
    looked_at = {screen["width"]: Seen() for screen in (PHONE, DESK)}
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
    assert {"site:home", "ideas:proposal", "deciding:run"} <= looked_at[PHONE["width"]].kinds
    assert {"site:home", "places:new", "ideas:queue"} <= looked_at[DESK["width"]].kinds


class Seen:
    """What was looked at on a screen: pages, by the view they come from, and parts of pages."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.parts: set[Part] = set()

    def is_new(self, path: str, status: int, html: str) -> tuple[bool, bool]:
        """Whether this is another kind of page, and whether it has parts that no other had.

        A page made of parts that were looked at, each within the same parts, shows nothing that
        axe has not seen: it looks at elements, and at what they stand in. With FOLKMOOT_WHOLE=yes
        it looks at every page, by its address: that takes twice as long.
        """
        address = urlsplit(path)
        asked = sorted({name for name, _ in parse_qsl(address.query, keep_blank_values=True)})
        # One closed door is like another, whatever is behind it.
        view = view_at(address.path) if status == 200 else str(status)
        kind = NAMES.sub("*", path) if WHOLE else "?".join([view, *asked])
        parts = parts_of(html)
        new = kind not in self.kinds, WHOLE or bool(parts - self.parts)
        if new[0]:
            self.kinds |= {kind, view}
            self.parts |= parts
        return new


def view_at(path: str) -> str:
    """Which view answers there."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def walk(
    page: Page, client: Client, axe: Axe, looked_at: Seen, sound: set[str]
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
        of_a_new_kind, has_new_parts = looked_at.is_new(path, answer.status_code, html)
        if of_a_new_kind and (has_new_parts or page.viewport_size == PHONE):
            look = in_the_browser(page, path, axe if has_new_parts else None)
            yield from ((path, trouble) for trouble in look)


def shape_of(html: str) -> str:
    """Its tags with all they say, addresses and values aside, and where there are words.

    Pages of one shape are sound alike, and to read one as strictly as can be takes long.
    """
    return WORDS.sub(">w<", SAID.sub(r"\1=w", html))


class Parts(HTMLParser):
    """Each element with what axe asks after, within the two it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.within: list[tuple[str, ...]] = []
        self.found: set[Part] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        told = sorted(name for name in said if TOLD.fullmatch(name))
        what = (tag, *(said.get(name, "") for name in ("class", "type", "role")))
        self.found.add((*self.within[-2:], (*what, *told)))
        if tag not in VOID:
            self.within.append(what)

    def handle_endtag(self, tag: str) -> None:
        while any(each[0] == tag for each in self.within) and self.within.pop()[0] != tag:
            pass


def parts_of(html: str) -> set[Part]:
    """What a page is made of."""
    read = Parts()
    read.feed(html)
    return read.found


def links(html: str, path: str) -> set[str]:
    """Addresses of this site that a page leads to."""
    found = {urldefrag(urljoin(path, unescape(to))).url for to in LINK.findall(html)}
    return {one for one in found if one.startswith("/") and not one.startswith("//")}


def in_the_browser(page: Page, path: str, axe: Axe | None) -> Iterator[str]:
    """Is it open to everyone, and does it stay within the screen?"""
    page.goto(path)
    try:
        if axe:
            axe(page)
    except AssertionError as trouble:
        yield str(trouble)
    if (too_wide := page.evaluate(OUTSIDE)) > 0:
        yield f"{too_wide} pixels wider than the screen"
