"""What a file really is, whatever it is called."""

import hashlib
import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from folkmoot.kernel.files import packed, pictures
from folkmoot.kernel.files.checking import Checked, checked
from folkmoot.kernel.files.kinds import DOCUMENTS, PICTURES, Unwanted
from folkmoot.kernel.files.tests.makers import (
    PDF,
    SVG,
    a_pack,
    a_phone_photo,
    a_picture,
    an_office_file,
    an_open_file,
)
from folkmoot.kernel.rules import Refused


def looked_at(data: bytes, name: str) -> Checked:
    return checked(io.BytesIO(data), name)


def why_not(data: bytes, name: str) -> str:
    with pytest.raises(Refused) as refusal:
        looked_at(data, name)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (PDF, "Plan.PDF", "pdf"),
        (an_office_file("docx"), "letter.docx", "docx"),
        (an_office_file("xlsx"), "costs.xlsx", "xlsx"),
        (an_open_file("text"), "letter.odt", "odt"),
        (an_open_file("spreadsheet"), "costs.ods", "ods"),
        (b"name,sum\nAnn,3\n", "costs.csv", "csv"),
        ("Caff\u00e9 for £5".encode("cp1252"), "note.txt", "text"),
        ("Caff\u00e9".encode("utf-16"), "note.txt", "text"),
        (a_picture(), "us.jpeg", "jpeg"),
        (a_picture(kind="PNG"), "us.png", "jpeg"),
        (a_picture(kind="WEBP"), "us.webp", "jpeg"),
        (PDF, "without an ending", "pdf"),
    ],
)
def test_what_people_hand_in_is_taken(data: bytes, name: str, kind: str) -> None:
    taken = looked_at(data, name)
    assert taken.kind.key == kind
    assert taken.name.endswith(taken.kind.endings)
    assert hashlib.sha256(taken.file.read()).hexdigest() == taken.digest


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (a_pack({"a.txt": b"x"}), "costs.csv", "“costs.csv” is an archive of files."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "costs.csv", "an older Office file"),
        (an_office_file("xlsm"), "costs.xlsm", "a file with macros"),
        (an_office_file("xlsm"), "costs.csv", "a file with macros"),
        (an_office_file("xlsx", xl__vbaProject__bin=b"x"), "costs.xlsx", "macros"),
        (an_office_file("docx", word__vbaProject=b"x"), "letter.docx", "macros"),
        (an_open_file("text", **{"Basic/Standard/one.xml": b"x"}), "letter.odt", "macros"),
        (an_office_file("docx", **{"word/embeddings/o.bin": b"x"}), "letter.docx", "other files"),
        (an_office_file("pptx"), "talk.pptx", "a set of slides"),
        (SVG, "us.png", "“us.png” is an SVG drawing"),
        (b"<!DOCTYPE html><p>hi", "us.jpg", "“us.jpg” is a web page."),
        (b"hello <script src=x></script>", "note.txt", "a web page"),
        (b"MZ" + bytes(60), "plan.pdf", "“plan.pdf” is a program."),
        (b"#!/bin/sh\nrm", "note.txt", "a program"),
        (b"\0\0\0 ftypheic" + bytes(99), "IMG_1.HEIC", "a photo in a phone’s own way"),
        (b"GIF89a" + bytes(20), "us.gif", "a GIF picture"),
        (PDF, "us.jpg", "“us.jpg” is called .jpg and is really a PDF."),
        (a_picture(), "plan.pdf", "“plan.pdf” is called .pdf and is really a JPEG picture."),
        (an_office_file("xlsx"), "costs.csv", "is called .csv and is really a spreadsheet"),
        (b"just words", "plan.pdf", "is called .pdf and is really plain text"),
        (b"just words", "plan.exe", "is called .exe and is really plain text"),
        (a_pack({"x": b"1"}, before=PDF), "plan.pdf", "a PDF and something else in one"),
        (PDF.replace(b"%%EOF", b""), "plan.pdf", "of which the end is missing"),
        (PDF.replace(b"/Catalog", b"/Catalog/JavaScript 3 0 R"), "plan.pdf", "a program in it"),
        (bytes(range(256)), "plan", "of a kind we do not know"),
        (b"\xff\xd8\xff" + bytes(99), "us.jpg", "a picture that cannot be drawn"),
        (b"", "plan.pdf", "That file is empty."),
    ],
)
def test_what_is_something_else_is_refused_and_told_what_it_is(
    data: bytes, name: str, sentence: str
) -> None:
    assert sentence in why_not(data, name)


def test_a_photo_keeps_nothing_but_what_was_seen() -> None:
    before = Image.open(io.BytesIO(a_phone_photo()))
    assert before.size == (60, 40)
    assert before.getexif()
    taken = looked_at(a_phone_photo() + b"PK\x05\x06 and an archive behind its end", "us.jpg")
    data = taken.file.read()
    after = Image.open(io.BytesIO(data))
    assert (after.size, taken.width, taken.height) == ((40, 60), 40, 60)
    assert not after.getexif()
    assert set(after.info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "progressive",
        "progression",
    }
    for left in (b"Mill Lane", b"telephone", b"archive"):
        assert left not in data
    points: Any = after.load()
    upper, lower = points[20, 5], points[20, 55]
    assert upper[1] > upper[0]  # green is above now: it was turned the right way up
    assert lower[0] > lower[1]


def test_a_large_photo_is_made_smaller_and_holes_are_kept() -> None:
    wide = looked_at(a_picture((4000, 1000)), "wide.jpg")
    assert (wide.width, wide.height) == (1600, 400)
    out = io.BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(out, "PNG")
    assert looked_at(out.getvalue(), "mark.png").kind.key == "png"


def test_a_picture_called_another_is_drawn_anew_and_called_what_it_is() -> None:
    assert looked_at(a_picture(kind="WEBP"), "from the phone.png").name == "from the phone.jpg"


def test_a_picture_of_too_many_points_is_refused_before_it_is_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    head = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def part(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    bomb = b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(bytes(99)))
    assert "60 million points" in why_not(bomb, "us.png")
    monkeypatch.setattr(pictures, "MOST_PIXELS", 2000)
    assert "more than" in why_not(a_picture(), "us.jpg")


def test_what_unpacks_to_very_much_is_refused() -> None:
    bomb = an_office_file("docx", **{"word/document.xml": bytes(packed.MOST_UNPACKED + 1)})
    assert len(bomb) < 400_000
    assert "unpacks to more than 150 MB" in why_not(bomb, "letter.docx")


def test_what_says_it_is_smaller_than_it_is_is_refused() -> None:
    honest = an_office_file("docx", **{"word/document.xml": bytes(5_000_000)})
    lying = honest.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 1000))
    assert lying != honest
    assert "damaged" in why_not(lying, "letter.docx")


def test_two_files_in_one_are_refused() -> None:
    good = an_office_file("docx")
    assert "damaged, or two files in one" in why_not(good + b"more", "letter.docx")
    hidden = good.replace(b"PK\x01\x02", b"<script>x</script>" * 9 + b"PK\x01\x02", 1)
    assert "damaged" in why_not(hidden, "letter.docx")


def test_a_scanner_has_the_last_word() -> None:
    with pytest.raises(Refused, match="holds something harmful \\(Eicar\\)"):
        checked(io.BytesIO(PDF), "plan.pdf", scan=lambda file: "Eicar")


def test_only_what_is_asked_for_is_taken() -> None:
    with pytest.raises(Refused, match=r"is a PDF; here we take \.jpg, \.jpeg, \.png, \.webp"):
        checked(io.BytesIO(PDF), "plan.pdf", kinds=PICTURES)
    with pytest.raises(Refused, match="up to 20 MB"):
        checked(io.BytesIO(bytes(20 * 1024 * 1024 + 1)), "plan.pdf", kinds=DOCUMENTS)


def test_no_rubbish_gets_past_unread() -> None:
    for start in (b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n", b"RIFF1234WEBP", b"\xff\xd8\xff"):
        for length in (0, 1, 30, 400):
            assert why_not(start + bytes(length), "x")
    assert isinstance(packed.what_is_packed(io.BytesIO(b"PK\x03\x04"), 4), Unwanted)
