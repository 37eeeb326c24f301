"""Files of words: tables and plain text, and PDFs that say more than they show."""

import re
import unicodedata

from folkmoot.kernel.files.kinds import (
    CSV,
    SVG,
    TEXT,
    UNKNOWN,
    WEB_PAGE,
    XML,
    Kind,
    Unwanted,
)

MARKS = (
    (re.compile(r"<svg[\s>]", re.I), SVG),
    (re.compile(r"<(!doctype\s+html|html|head|body|script|iframe)[\s>]", re.I), WEB_PAGE),
    (re.compile(r"^\s*<\?xml", re.I), XML),
)
FITS = "\t\n\r\f"
ALSO_PDF = Unwanted("a PDF and something else in one", "Print it to a new PDF and send that.")
UNFINISHED = Unwanted("a PDF of which the end is missing", "Save it once more and send that.")
BUSY = Unwanted("a PDF with a program in it", "Print it to a new PDF and send that.")
ACTS = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia)\b")


def what_is_written(data: bytes, name: str) -> tuple[Kind | Unwanted, str]:
    """What kind of text this is, and its words; text in another encoding is read as such.

    >>> [what_is_written(told, "a.csv")[0].said for told in (b"name,1", b"a\\0b")]
    ['a table in plain text (.csv)', 'of a kind we do not know']
    """
    words = _read(data)
    if words is None or any(_is_no_letter(letter) for letter in set(words)):
        return UNKNOWN, ""
    for mark, found in MARKS:
        if mark.search(words):
            return found, ""
    return (CSV if name.lower().endswith(CSV.endings) else TEXT), words


def _read(data: bytes) -> str | None:
    for encoding in (
        ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "cp1252")
    ):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _is_no_letter(letter: str) -> bool:
    return unicodedata.category(letter) in ("Cc", "Cn", "Co", "Cs") and letter not in FITS


def what_is_wrong_in_pdf(data: bytes) -> Unwanted | None:
    """Why we do not take this PDF, or None. What is packed away within it is not looked into."""
    if b"PK\x05\x06" in data[-70_000:] or re.search(rb"<(script|html)\b", data[:1024], re.I):
        return ALSO_PDF
    if b"%%EOF" not in data[-2048:]:
        return UNFINISHED
    return BUSY if ACTS.search(data) else None
