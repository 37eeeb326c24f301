"""The signed paper of an agreement: kept with it, for the team of its place alone."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from folkmoot.kernel import clock
from folkmoot.kernel.files.checking import checked
from folkmoot.kernel.files.models import Attachment
from folkmoot.kernel.files.tests.makers import PDF, SVG, an_office_file
from folkmoot.kernel.rules import Refused
from folkmoot.organising import actions
from folkmoot.organising.models import AgreementPaper
from folkmoot.organising.tests.makers import LATER, NOON, a_place, an_organiser, at, someone
from folkmoot.organising.tests.test_agreements import a_draft, an_agreement
from tests.fixtures.pages import ValidHtml, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: LATER)


def a_paper(**more: Any) -> AgreementPaper:
    agreement = an_agreement(**more)
    signed = checked(io.BytesIO(PDF), "signed.pdf")
    return actions.keep_paper(agreement=agreement, checked=signed, by=agreement.kept_by, at=NOON)


def test_a_signed_paper_is_kept_read_and_taken_off(
    valid_html: ValidHtml, django_capture_on_commit_callbacks: Any
) -> None:
    agreement = an_agreement()
    browser = browser_of(agreement.kept_by)
    valid_html(browser.get(at("add_paper", agreement.ref)))
    signed = SimpleUploadedFile("signed by all.pdf", PDF)
    browser.post(at("add_paper", agreement.ref), {"paper": signed})
    page = browser.get(at("one_agreement", agreement.ref))
    valid_html(page)
    assert "signed by all.pdf" in page.content.decode()
    paper = AgreementPaper.objects.get()
    answer = browser.get(at("paper", paper.pk))
    assert answer["Content-Disposition"].startswith("attachment")
    assert b"".join(answer) == PDF
    path = Path(paper.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(at("paper_off", paper.pk))
    assert not path.exists()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (PDF, "signed.jpg", "is called .jpg and is really a PDF"),
        (an_office_file("xlsm"), "signed.csv", "a file with macros"),
        (SVG, "signed.pdf", "an SVG drawing"),
    ],
)
def test_a_paper_that_lies_about_what_it_is_is_refused(
    data: bytes, name: str, sentence: str
) -> None:
    agreement = an_agreement()
    sent = {"paper": SimpleUploadedFile(name, data)}
    answer = browser_of(agreement.kept_by).post(at("add_paper", agreement.ref), sent)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()


def test_the_team_of_another_place_finds_no_paper() -> None:
    paper = a_paper()
    for who in (an_organiser(a_place("Elm Park")), someone("Sam"), None):
        browser = browser_of(who)
        for page in ("paper", "paper_off"):
            assert browser.post(at(page, paper.pk)).status_code == 404
        assert browser.get(at("paper", paper.pk)).status_code == 404
        assert browser.get(at("add_paper", paper.agreement.ref)).status_code == 404


def test_what_is_not_agreed_has_no_signed_paper() -> None:
    draft = a_draft()
    signed = checked(io.BytesIO(PDF), "signed.pdf")
    with pytest.raises(Refused, match="First everybody says yes"):
        actions.keep_paper(agreement=draft, checked=signed, by=draft.kept_by, at=NOON)
