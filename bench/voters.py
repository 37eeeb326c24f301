"""Sixteen people at keyboards: each goes from page to page as a browser without scripts does."""

import http.client
import re
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlencode

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CARRIED = re.compile(r'name="ballot" value="([^"]*)"')
MARK = re.compile(r'class="receipt__mark">([0-9a-f ]+)<')
AT_A_TIME = 16
T = TypeVar("T")


class Unexpected(RuntimeError):
    """A page that is not the one that should have come."""


@dataclass
class Browser:
    """Cookies and a connection that is kept open."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    talk: http.client.HTTPConnection | None = None

    def twin(self) -> "Browser":
        """Another window with the same cookies."""
        return Browser(self.port, dict(self.cookies))

    def ask(
        self, method: str, path: str, told: list[tuple[str, str]] | None = None
    ) -> tuple[int, str, str]:
        """Ask for a page; its status, where it points, and what it says."""
        heads = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        body = None
        if told is not None:
            body = urlencode(told)
            heads["Content-Type"] = "application/x-www-form-urlencoded"
        if self.talk is None:
            self.talk = http.client.HTTPConnection("127.0.0.1", self.port, timeout=90)
        self.talk.request(method, path, body, heads)
        answer = self.talk.getresponse()
        words = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self._keep(value)
        return answer.status, answer.getheader("Location") or "", words

    def _keep(self, line: str) -> None:
        name, _, value = line.split(";")[0].partition("=")
        if "max-age=0" in line.lower():
            self.cookies.pop(name, None)
        else:
            self.cookies[name] = value.strip('"')

    def close(self) -> None:
        """Hang up."""
        if self.talk is not None:
            self.talk.close()
            self.talk = None


@dataclass
class Journey:
    """One voter's way from the code to the receipt."""

    browser: Browser
    ref: str
    code: str
    choices: tuple[int, ...]
    carried: str = ""
    token: str = ""
    mark: str = ""
    cast_took: float = 0.0
    cast_status: int = 0

    def to_the_review(self) -> "Journey":
        """Enter the code, fill in the paper, look it over."""
        self.enter()
        paper = f"/decisions/{self.ref}/ballot/"
        words = self._page("GET", paper)
        told = [("choose", str(number)) for number in self.choices]
        token = [("csrfmiddlewaretoken", _found(TOKEN, words))]
        self._moved(paper, [*told, *token, ("step", "review")])
        words = self._page("GET", f"{paper}review/")
        self.carried, self.token = _found(CARRIED, words), _found(TOKEN, words)
        return self

    def enter(self) -> None:
        """Type the code."""
        token = _found(TOKEN, self._page("GET", "/vote/"))
        self._moved("/vote/", [("csrfmiddlewaretoken", token), ("code", self.code)])

    def cast(self) -> "Journey":
        """Press the button."""
        told = [("csrfmiddlewaretoken", self.token), ("ballot", self.carried)]
        begun = time.monotonic()
        answer = self.browser.ask("POST", f"/decisions/{self.ref}/ballot/cast/", told)
        self.cast_took = time.monotonic() - begun
        self.cast_status = answer[0]
        return self

    def take_receipt(self) -> "Journey":
        """Read the mark off the receipt."""
        words = self._page("GET", f"/decisions/{self.ref}/ballot/receipt/")
        self.mark = _found(MARK, words).replace(" ", "")
        return self

    def whole(self) -> "Journey":
        """From the code to the receipt."""
        self.to_the_review().cast()
        if self.cast_status != 302:
            raise Unexpected(f"casting was answered with {self.cast_status}")
        return self.take_receipt()

    def _page(self, method: str, path: str) -> str:
        status, to, words = self.browser.ask(method, path)
        if status != 200:
            raise Unexpected(f"{path} was answered with {status} {to}")
        return words

    def _moved(self, path: str, told: list[tuple[str, str]]) -> None:
        status, _, words = self.browser.ask("POST", path, told)
        if status != 302:
            raise Unexpected(f"{path} was answered with {status}: {words[:200]}")


@dataclass
class Went:
    """How it went, by the clock."""

    seconds: float
    done: list[Any]
    troubles: list[str]


def at_a_time(each: Iterable[T], do: Callable[[T, threading.local], Any]) -> Went:
    """Let sixteen go at once; whatever goes wrong for one is noted, and the others go on."""
    waiting, lock, own = iter(list(each)), threading.Lock(), threading.local()
    done: list[Any] = []
    troubles: list[str] = []

    def go() -> None:
        while True:
            with lock:
                one = next(waiting, None)
            if one is None:
                return
            try:
                result = do(one, own)
                with lock:
                    done.append(result)
            except (OSError, http.client.HTTPException, Unexpected) as trouble:
                with lock:
                    troubles.append(f"{type(trouble).__name__}: {trouble}")

    threads = [threading.Thread(target=go, daemon=True) for _ in range(AT_A_TIME)]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Went(time.monotonic() - begun, done, troubles)


def _found(pattern: re.Pattern[str], words: str) -> str:
    match = pattern.search(words)
    if match is None:
        raise Unexpected(f"no {pattern.pattern} on the page")
    return match.group(1)
