"""Every page that links lead to, as three people come upon it on a small phone.

Each is sound HTML, meets WCAG as axe sees it, stays within the screen, and breaks nothing. What
has an address and no link to it is tried by tests/architecture/test_every_door.py.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urldefrag

import pytest
from django.core.management import call_command
from django.test import Client
from playwright.sync_api import Page

from folkmoot.people.models import Account
from tests.fixtures.browser import PHONE, Axe, Live, OpenPage, Troubles
from tests.fixtures.pages import ValidHtml

WHO = {
    "someone not signed in": "",
    "the convenor": "convenor@wrens-cross.example",
    "a counting officer": "count-council@wrens-cross.example",
}
# A closed door is a page too: signing in first, or what cannot be done yet.
ANSWERS = {200, 403, 409}
NAMES = re.compile(r"(?<=/)(?:[0-9a-f-]{36}|(?=[a-z]*[0-9])[0-9a-z]{7}|[0-9]+)(?=/)|(?<==)[^&]*")
OUTSIDE = "document.documentElement.scrollWidth - innerWidth"
LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_every_page_that_links_lead_to_is_sound(
    open_page: OpenPage, live: Live, troubles: Troubles, axe: Axe, valid_html: ValidHtml
) -> None:
    call_command("scenario", "wrens-cross", verbosity=0)
    troubles.allow(r"status of (403|409)")
    wrong = []
    for who, email in WHO.items():
        page = open_page(viewport=PHONE)
        if email:
            sign_in(page, email, live)
        for path, status in walked(page, live):
            wrong += [f"{who}, {path}: {it}" for it in looked_at(page, status, axe, valid_html)]
    assert wrong == [], "\n\n".join(wrong)


def sign_in(page: Page, email: str, live: Live) -> None:
    client = Client()
    client.force_login(Account.objects.get(email=email))
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live.url}])


def walked(page: Page, live: Live) -> Iterator[tuple[str, int]]:
    """One page of each kind that links lead to, open in the browser, with how it answered."""
    kinds: Counter[str] = Counter()
    waiting, known = deque(["/"]), {"/"}
    while waiting:
        path = waiting.popleft()
        kind = NAMES.sub("*", path)
        kinds[kind] += 1
        if kinds[kind] > 1:
            continue
        answer = page.request.get(path)
        if "text/html" in answer.headers["content-type"]:
            page.goto(path)
            yield path, answer.status
            found = {urldefrag(href).url.removeprefix(live.url) for href in page.evaluate(LINKS)}
            new = sorted(one for one in found if one.startswith("/") and one not in known)
            known.update(new)
            waiting.extend(new)
        elif not answer.ok:
            yield path, answer.status


def looked_at(page: Page, status: int, axe: Axe, valid_html: ValidHtml) -> Iterator[str]:
    """What is wrong with the page that is open."""
    if status not in ANSWERS:
        yield f"answered {status}"
        return
    try:
        valid_html(page.request.get(page.url).text())
        axe(page)
    except AssertionError as trouble:
        yield str(trouble)
    if (too_wide := page.evaluate(OUTSIDE)) > 0:
        yield f"{too_wide} pixels wider than the screen"
