"""A form printed for writing away from here, and read back."""

import io
import re
import zipfile
from typing import Any

import pytest

from folkmoot.kernel.files.checking import checked
from folkmoot.kernel.files.kinds import DOCX
from folkmoot.kernel.questions.offline import ReadBack, read_back, to_write_in
from folkmoot.kernel.questions.tests.makers import FORM, WHOLE

ANSWERS: dict[tuple[str, int], Any] = {(key, 0): typed for key, typed in WHOLE.items()}
VERSIONS = {("who", 0): 3}


def back(document: bytes) -> ReadBack:
    return read_back(io.BytesIO(document), FORM)


def rewritten(document: bytes, *changes: tuple[str, str]) -> bytes:
    """The document after somebody wrote in it."""
    with zipfile.ZipFile(io.BytesIO(document)) as pack:
        parts = {name: pack.read(name) for name in pack.namelist()}
    words = parts["word/document.xml"].decode()
    for old, new in changes:
        assert old in words
        words = words.replace(old, new)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in (parts | {"word/document.xml": words.encode()}).items():
            pack.writestr(name, data)
    return out.getvalue()


def test_what_was_printed_comes_back_as_it_was() -> None:
    answers = ANSWERS | {
        ("ways", 0): ["web", "post"],
        ("partner", 1): "The church",
        ("held", 0): "yes",
    }
    document = to_write_in(FORM, answers, VERSIONS)
    assert checked(io.BytesIO(document), "form.docx").kind is DOCX
    found = back(document)
    typed = {(each.key, each.turn): each.typed for each in found.answers}
    assert found.wrong == []
    assert {at: told for at, told in typed.items() if told} == answers
    assert next(each.seen for each in found.answers if each.key == "who") == 3
    assert to_write_in(FORM, answers, VERSIONS) == document


def test_an_organisation_is_printed_and_read_back_by_its_name() -> None:
    names = {"holder": {"hall": "The Hall Trust"}}
    document = to_write_in(FORM, ANSWERS | {("holder", 0): "hall"}, {}, names)
    assert "The Hall Trust" in text_of(document)
    found = read_back(io.BytesIO(document), FORM, names)
    assert next(each.typed for each in found.answers if each.key == "holder") == "hall"
    other = rewritten(document, ("The Hall Trust", "The Hal"))
    [(_, sentence)] = read_back(io.BytesIO(other), FORM, names).wrong
    assert sentence == "Choose one of those shown."


def text_of(document: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(document)) as pack:
        return re.sub(r"<[^>]+>", "\n", pack.read("word/document.xml").decode())


def test_what_is_wrong_in_it_is_said_by_question() -> None:
    document = rewritten(
        to_write_in(FORM, ANSWERS, VERSIONS),
        (">60<", ">about sixty<"),
        ("£2,400.50", "lots"),
        ("{held.0.0}", "{gone.0.0}"),
    )
    found = back(document)
    assert found.wrong == [
        ("How many people would take part?", "Write a number in figures, such as 12 or 12.5."),
        ("{gone.0}", "These questions do not ask that any more."),
        ("How much do you ask for?", "Write a sum of money in figures, such as £1,250.50."),
    ]
    assert any(each.typed == "about sixty" for each in found.answers)  # it goes in all the same


def test_words_in_several_pieces_and_lines_come_back_whole() -> None:
    split = "</w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>"
    document = rewritten(
        to_write_in(FORM, ANSWERS, VERSIONS),
        ("{story.0.0}", "{sto" + split + "ry.0.0}"),
        ("Cook once a week", "Cook " + split + "once</w:t><w:br/><w:t>a week"),
    )
    story = next(each for each in back(document).answers if each.key == "story")
    assert story.typed == "Cook once\na week for whoever comes."


@pytest.mark.parametrize(
    "xml", [b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>", b"<x>", b"<x></x>", b""]
)
def test_what_is_no_form_of_ours_is_refused(xml: bytes) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("word/document.xml", xml)
    assert back(out.getvalue()).unreadable
    assert back(b"PK\x03\x04").unreadable


def test_every_question_says_how_it_is_answered() -> None:
    words = text_of(to_write_in(FORM, {}, {}))
    for said in (
        "Up to 20 words.",
        "A sum in pounds.",
        "One row a line: What | Cost",
        "One of: Food, and eating together; Young people",
        "Only when “Does anybody hold money for you?” is answered “Yes”.",
    ):
        assert said in words
