"""What is handed in as a file is looked into: each that we do not take has its one sentence."""

import re
from html import unescape
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.granting.tests.makers import OPEN, an_application, leader_of
from folkmoot.kernel import clock
from folkmoot.kernel.files import packed
from folkmoot.kernel.files.kinds import MEGABYTE
from folkmoot.kernel.files.models import Attachment, Content
from folkmoot.kernel.files.tests.makers import PDF, an_office_file
from folkmoot.kernel.questions.queries import standing_in, typed_in
from tests.fixtures.pages import ValidHtml, browser_of

TURNED_ROUND = "accounts\u202efdp.exe"


def wrong_files() -> list[tuple[str, bytes, str]]:
    """What it is called, what is in it, and what is said of it."""
    bomb = an_office_file("docx", **{"word/document.xml": bytes(packed.MOST_UNPACKED + 1)})
    return [
        ("accounts.csv", an_office_file("xlsm"), "“accounts.csv” is a file with macros"),
        ("accounts.docx", bomb, "unpacks to more than 150 MB"),
        ("accounts.xlsx", PDF, "is called .xlsx and is really a PDF. Choose the right file."),
        ("accounts.pdf", an_office_file("docx"), "is called .pdf and is really a written document"),
        ("accounts.pdf", b"", "empty"),
        ("../../etc/accounts.pdf", b"MZ\x90\x00" + bytes(200), "“accounts.pdf” is a program"),
        (TURNED_ROUND, b"MZ\x90\x00" + bytes(200), "“accountsfdp.exe” is a program"),
        ("accounts.pdf", PDF + bytes(20 * MEGABYTE), "up to 20 MB; this one is larger"),
    ]


@pytest.mark.sqlite
@pytest.mark.django_db
def test_no_file_we_do_not_take_gets_into_an_application_and_nothing_is_half_kept(
    monkeypatch: pytest.MonkeyPatch, valid_html: ValidHtml
) -> None:
    monkeypatch.setattr(clock, "now", lambda: OPEN)
    application = an_application()
    browser = browser_of(leader_of(application))
    here = f"/applications/{application.ref}/part/2/"
    for name, data, said in wrong_files():
        before = versions(application)
        typed: dict[str, Any] = {"sum-0": "£20,000", "accounts-0": sent(name, data)}
        answer = browser.post(here, typed | seen_on(browser.get(here)))
        page = unescape(answer.content.decode())
        assert answer.status_code == 422, (name, said)
        assert said in page, (name, said)
        assert page.count(said) >= 2, "once at the top and once beside the box"
        assert "\u202e" not in page
        assert versions(application) == before
        assert not Attachment.objects.exists()
        assert not Content.objects.exists()
        assert "£20,000" in page
        valid_html(answer)


@pytest.mark.django_db
def test_a_good_file_with_a_wicked_name_is_kept_by_a_plain_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clock, "now", lambda: OPEN)
    application = an_application()
    browser = browser_of(leader_of(application))
    here = f"/applications/{application.ref}/part/2/"
    sheet = sent("C:\\Users\\Ann\\..\\our\u202e acc\u0007ounts?.PDF", PDF)
    typed: dict[str, Any] = {"sum-0": "£20,000", "accounts-0": sheet}
    answer = browser.post(here, typed | seen_on(browser.get(here)))
    assert answer.status_code == 302
    assert Attachment.objects.get().name == "our accounts-.pdf"


def sent(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it, whatever name it gives."""
    file = SimpleUploadedFile("file", data)
    file._name = name  # type: ignore[attr-defined]
    return file


def seen_on(answer: Any) -> dict[str, Any]:
    """Which versions of the answers the page was of."""
    found = re.findall(r'name="(seen-[^"]+)" value="(\d+)"', answer.content.decode())
    return dict(found)


def versions(application: Any) -> Any:
    """All that is kept of its answers."""
    return (
        {key: each.version for key, each in standing_in(application.answers).items()},
        typed_in(application.answers),
    )
