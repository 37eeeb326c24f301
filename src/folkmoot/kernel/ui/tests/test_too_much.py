"""Too much at once: a kind page, which the browser lives to read."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from playwright.sync_api import Page

from folkmoot.kernel.ui import too_much
from workshop.tools import PYTHON, environment

MEGABYTE = 1024 * 1024
FORM = "application/x-www-form-urlencoded"
LONG = b"name=" + b"a" * (6 * MEGABYTE)
ADDRESS = "folkmoot.kernel.ui.tests.addresses"


def strict() -> Client:
    """Someone whose forms are looked at for forgery, without a cookie that would pass."""
    return Client(enforce_csrf_checks=True)


@pytest.mark.urls(ADDRESS)
@pytest.mark.parametrize("client", [Client(), strict()], ids=["with a cookie", "without"])
def test_a_text_too_long_is_refused_with_how_long_it_may_be(
    client: Client, valid_html: Any
) -> None:
    answer = client.post("/press/", LONG, content_type=FORM)
    assert answer.status_code == 413
    said = " ".join("".join(valid_html(answer).itertext()).split())
    assert "The words in one form may come to 5 MB. Nothing has been changed." in said
    assert "picture" not in said


@pytest.mark.urls(ADDRESS)
def test_a_text_too_long_beside_a_file_is_refused_too() -> None:
    sent = {"name": "a" * (6 * MEGABYTE), "file": SimpleUploadedFile("a.csv", b"a,b")}
    answer = strict().post("/press/", sent)
    assert answer.status_code == 413
    assert "may come to 5 MB" in answer.text


@pytest.mark.urls(ADDRESS)
def test_too_many_answers_are_refused_with_how_many_there_may_be() -> None:
    sent = urlencode([(f"a{number}", "1") for number in range(4_001)])
    answer = strict().post("/press/", sent, content_type=FORM)
    assert answer.status_code == 413
    assert "up to 4,000 answers" in answer.text


@pytest.mark.urls(ADDRESS)
def test_too_many_files_are_refused_with_how_many_there_may_be() -> None:
    files = [SimpleUploadedFile(f"{number}.csv", b"a") for number in range(101)]
    answer = Client().post("/press/", {"file": files})
    assert answer.status_code == 413
    assert "up to 100 files" in answer.text


@pytest.mark.urls(ADDRESS)
def test_more_than_any_file_may_be_is_refused_before_it_is_laid_on_the_disk(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(too_much, "MOST_BYTES", MEGABYTE)
    answer = Client().post("/press/", {"file": SimpleUploadedFile("a.csv", b"a" * 2 * MEGABYTE)})
    assert answer.status_code == 413
    assert "A form with its files may carry up to 1 MB." in answer.text
    assert "smaller file" in answer.text


@pytest.mark.urls(ADDRESS)
def test_what_fits_goes_its_way() -> None:
    assert Client().post("/press/", {"name": "a" * MEGABYTE}).text == "pressed"
    assert Client().post("/press/", {"file": SimpleUploadedFile("a.csv", b"a")}).text == "pressed"


@pytest.fixture(scope="module")
def real_server() -> Iterator[int]:
    """The port of the web server people meet."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = f"--interface wsgi --host 127.0.0.1 --port {port} --no-access-log --log-level error"
    command = [PYTHON, "-P", "-m", "granian", *words.split(), "folkmoot.wsgi:application"]
    env = environment(FOLKMOOT_SECRET_KEY="for this test", FOLKMOOT_HASHED_FILES="no")
    server = subprocess.Popen([str(word) for word in command], env=env)
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.terminate()
        server.wait(20)


PATIENCE = 120.0  # seconds; the machine that checks may be busy


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    """Until it answers: it takes connections long before it has loaded what answers them."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            if _said_by(port, b"GET /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b""):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the server did not come up")


def _said_by(port: int, head: bytes, body: bytes) -> bytes:
    """The first line of the answer, however it arrives, once all of the question is sent."""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as line:
        line.sendall(head)
        line.sendall(body)  # a connection that were hung up would break here
        return line.makefile("rb").readline()


@pytest.mark.parametrize("megabytes", [6, 50, 70])
def test_the_real_server_takes_all_that_comes_so_that_its_answer_is_read(
    real_server: int, megabytes: int
) -> None:
    size = megabytes * MEGABYTE
    head = f"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: {FORM}\r\n"
    whole = f"{head}Content-Length: {size}\r\n\r\n".encode()
    assert _said_by(real_server, whole, b"a" * size).startswith(b"HTTP/1.1 413")


BIG_FORM = """(how) => {
    const form = document.createElement("form"), box = document.createElement("input");
    form.method = "post"; form.action = "/sign-in/"; form.enctype = how;
    box.type = "hidden"; box.name = "email"; box.value = "a".repeat(12 * 1024 * 1024);
    form.append(box); document.body.append(form); form.submit();
}"""


@pytest.mark.parametrize("how", [FORM, "multipart/form-data"])
@pytest.mark.parametrize("cookie", [True, False])
def test_someone_who_pastes_a_whole_book_reads_why_not(
    page: Page, axe: Any, troubles: Any, how: str, cookie: bool
) -> None:
    troubles.allow("413")
    page.goto("/sign-in/")
    if not cookie:
        page.context.clear_cookies()
    page.evaluate(BIG_FORM, how)
    page.get_by_role("heading", name="That is more than we can take at once").wait_for()
    page.get_by_text("may come to 5 MB").wait_for()
    axe(page)
