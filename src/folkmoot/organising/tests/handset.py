"""A phone in the hand, as a test holds it: a Chromium that can die, and a site that can go away."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import Client
from django.test.testcases import LiveServerThread
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect

from folkmoot.kernel import clock
from folkmoot.organising import actions
from folkmoot.organising.models import ListeningRound
from folkmoot.organising.tests.makers import a_group, a_place, a_plan, a_street, an_organiser
from folkmoot.people.models import Account
from tests.fixtures.browser import FLAGS, PATIENCE, PHONE
from workshop.tools import chromium

CONCERN = "What worries you, or makes you angry?"
READY = "This page opens without a signal."


def an_open_round(at: datetime | None = None) -> ListeningRound:
    """A round that is open now, with three streets and a group."""
    place, at = a_place(), at or clock.now()
    for street in ("Mill Lane", "Weavers' Row", "Canal Side"):
        a_street(place, street)
    a_group(place)
    by = an_organiser(place)
    planned = actions.plan_round(place=place, plan=a_plan(), by=by, at=at)
    return actions.open_round(round=planned, by=by, at=at)


def notebook_of(round: ListeningRound) -> str:
    """The address of the notebook."""
    return reverse("organising:notebook", args=[round.place.slug])


class _HangsUp(ThreadedWSGIServer):
    """Remembers who is on the line: a server that stops answers nobody, not even on open lines."""

    def __init__(self, *given: Any, **named: Any) -> None:
        self.lines: list[Any] = []
        named["allow_reuse_address"] = True
        super().__init__(*given, **named)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.lines.append(request)
        super().process_request(request, client_address)

    def server_close(self) -> None:
        for line in self.lines:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        super().server_close()


class _SamePort(LiveServerThread):
    """Comes back on the port it had."""

    server_class = _HangsUp


class Site:
    """The site, which can be stopped and started again at the same address."""

    def __init__(self) -> None:
        self.port = 0
        self.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        alone: Any = lambda application: application.application  # noqa: E731 - as in real life: whitenoise
        self.thread = _SamePort("127.0.0.1", static_handler=alone, port=self.port)
        self.thread.daemon = True
        self.thread.start()
        self.thread.is_ready.wait()
        if self.thread.error:
            raise self.thread.error
        self.port = self.thread.port

    def stop(self) -> None:
        self.thread.terminate()
        self.thread.join()


@dataclass
class Handset:
    """A Chromium with a folder of its own, started by us, so that we may kill it by its number."""

    browser: Browser
    folder: Path
    process: subprocess.Popen[bytes] | None = None
    context: BrowserContext = field(init=False)

    def switch_on(self) -> Page:
        """Start it; a page on a small screen."""
        said = self.folder / "DevToolsActivePort"
        said.unlink(missing_ok=True)
        self.process = subprocess.Popen(
            [
                chromium(),
                *FLAGS,
                f"--user-data-dir={self.folder}",
                "--remote-debugging-port=0",
                "about:blank",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        until = time.monotonic() + 30
        while not (said.exists() and said.read_text().count("\n")) and time.monotonic() < until:
            time.sleep(0.05)
        port = said.read_text().split("\n")[0]
        there = self.browser.browser_type.connect_over_cdp(f"http://127.0.0.1:{port}")
        self.context = there.contexts[0]
        self.context.set_default_timeout(PATIENCE)
        page = self.context.new_page()
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        return page

    def kill(self) -> None:
        """As when the battery is taken out: nothing is closed, nothing is tidied."""
        if self.process and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def sign_in(self, account: Account, url: str) -> None:
        """This phone has signed in as somebody."""
        client = Client()
        client.force_login(account)
        session = client.cookies["sessionid"]
        later = time.time() + 14 * 24 * 3600
        self.context.add_cookies(
            [{"name": "sessionid", "value": session.value, "url": url, "expires": later}]
        )

    def finds(self, words: str) -> list[str]:
        """Files in the folder of this phone in which words stand, in whichever writing."""
        wanted = [words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be")]
        files = [path for path in self.folder.rglob("*") if path.is_file()]
        return [
            str(path.relative_to(self.folder))
            for path in files
            if any(each in path.read_bytes() for each in wanted)
        ]


@pytest.fixture
def site(transactional_db: None) -> Iterator[Site]:
    there = Site()
    yield there
    there.stop()


@pytest.fixture
def handset(browser: Browser, tmp_path: Path) -> Iterator[Handset]:
    phone = Handset(browser, tmp_path / "phone")
    phone.folder.mkdir()
    yield phone
    phone.kill()


def note(page: Page, words: str) -> None:
    """Write something down and keep it."""
    page.get_by_label(CONCERN).fill(words)
    page.get_by_role("button", name="Keep this").click()
    expect(page.get_by_label(CONCERN)).to_have_value("")


def opened(page: Page, address: str) -> Page:
    """Open the notebook, and wait until it says that it opens without a signal."""
    page.goto(address)
    expect(page.get_by_text(READY)).to_be_visible()
    return page


def states(page: Page) -> dict[str, int]:
    """How many rows of each state the browser keeps."""
    found: dict[str, int] = page.evaluate(COUNT)
    return found


COUNT = """() => new Promise((resolve, reject) => {
    const asked = indexedDB.open('folkmoot-outbox', 1)
    asked.onerror = reject
    asked.onsuccess = () => {
        const all = asked.result.transaction('rows').objectStore('rows').getAll()
        all.onsuccess = () => {
            asked.result.close()
            const found = {}
            for (const { state } of all.result) found[state] = (found[state] ?? 0) + 1
            resolve(found)
        }
    }
})"""

Waits = Callable[[], bool]


def wait_until(is_so: Waits, *, seconds: float = 20) -> None:
    """Until something is so; fails when it does not come."""
    until = time.monotonic() + seconds
    while not is_so() and time.monotonic() < until:
        time.sleep(0.05)
    assert is_so()
