"""What a file may be, and what it is by its first bytes, whatever it is called. Pure."""

from collections.abc import Collection
from dataclasses import dataclass

MEGABYTE = 1024 * 1024
HEAD = 4096  # how much of a file tells what it is


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file we take.

    `said` names it for people; `media` is its media type (RFC 6838); `most` bytes it may have.
    """

    key: str
    said: str
    endings: tuple[str, ...]
    media: str
    most: int
    is_picture: bool = False


@dataclass(frozen=True, slots=True)
class Unwanted:
    """What a file is that we do not take, and what to send in its place."""

    said: str
    instead: str


JPEG = Kind("jpeg", "a JPEG picture", (".jpg", ".jpeg"), "image/jpeg", 20 * MEGABYTE, True)
PNG = Kind("png", "a PNG picture", (".png",), "image/png", 20 * MEGABYTE, True)
WEBP = Kind("webp", "a WebP picture", (".webp",), "image/webp", 20 * MEGABYTE, True)
PDF = Kind("pdf", "a PDF", (".pdf",), "application/pdf", 20 * MEGABYTE)
_OPEN = "application/vnd.oasis.opendocument"
_OFFICE = "application/vnd.openxmlformats-officedocument"
ODT = Kind("odt", "a written document (.odt)", (".odt",), f"{_OPEN}.text", 20 * MEGABYTE)
ODS = Kind("ods", "a spreadsheet (.ods)", (".ods",), f"{_OPEN}.spreadsheet", 20 * MEGABYTE)
DOCX = Kind(
    "docx",
    "a written document (.docx)",
    (".docx",),
    f"{_OFFICE}.wordprocessingml.document",
    20 * MEGABYTE,
)
XLSX = Kind(
    "xlsx", "a spreadsheet (.xlsx)", (".xlsx",), f"{_OFFICE}.spreadsheetml.sheet", 20 * MEGABYTE
)
CSV = Kind("csv", "a table in plain text (.csv)", (".csv",), "text/csv", 5 * MEGABYTE)
TEXT = Kind("text", "plain text", (".txt",), "text/plain", 5 * MEGABYTE)

PICTURES = (JPEG, PNG, WEBP)
PACKED = (ODT, ODS, DOCX, XLSX)
DOCUMENTS = (PDF, *PACKED, CSV, TEXT)
KINDS = {kind.key: kind for kind in (*PICTURES, *DOCUMENTS)}

AS_PICTURE = "Send it as a JPEG or PNG."
AS_PDF = "Save it as a PDF and send that."
PROGRAM = Unwanted("a program", "We take no programs.")
ARCHIVE = Unwanted("an archive of files", "Unpack it, and send what is in it one by one.")
WEB_PAGE = Unwanted("a web page", AS_PDF)
SVG = Unwanted("an SVG drawing, which can hold programs", AS_PICTURE)
XML = Unwanted("an XML file", AS_PDF)
OLDER = Unwanted(
    "an older Office file, which can hold programs",
    "Save it as .docx, .xlsx, .odt or .ods, or as a PDF, and send that.",
)
HEIC = Unwanted(
    "a photo in a phone’s own way (HEIC)",
    "Send it to yourself as a JPEG: most phones do that when you share it by e-mail.",
)
UNKNOWN = Unwanted("of a kind we do not know", AS_PDF)

ZIP = b"PK\x03\x04"
# What a file begins with: from which byte on, with which bytes, and what it then is.
BEGINNINGS: tuple[tuple[int, bytes, Kind | Unwanted], ...] = (
    (0, b"\xff\xd8\xff", JPEG),
    (0, b"\x89PNG\r\n\x1a\n", PNG),
    (8, b"WEBP", WEBP),
    (0, b"%PDF-", PDF),
    (0, ZIP, ARCHIVE),  # looked into by `packed`
    (0, b"PK\x05\x06", ARCHIVE),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLDER),
    (4, b"ftyphei", HEIC),
    (4, b"ftyphev", HEIC),
    (4, b"ftypmif1", HEIC),
    (4, b"ftypmsf1", HEIC),
    (4, b"ftypavif", Unwanted("an AVIF picture", AS_PICTURE)),
    (4, b"ftyp", Unwanted("a film", "We take no films.")),
    (0, b"GIF8", Unwanted("a GIF picture", AS_PICTURE)),
    (0, b"II*\0", Unwanted("a TIFF picture", AS_PICTURE)),
    (0, b"MM\0*", Unwanted("a TIFF picture", AS_PICTURE)),
    (0, b"BM", Unwanted("a BMP picture", AS_PICTURE)),
    (0, b"MZ", PROGRAM),
    (0, b"\x7fELF", PROGRAM),
    (0, b"\xcf\xfa\xed\xfe", PROGRAM),
    (0, b"#!", PROGRAM),
    (0, b"{\\rtf", Unwanted("an RTF document", AS_PDF)),
    (0, b"Rar!", ARCHIVE),
    (0, b"7z\xbc\xaf", ARCHIVE),
    (0, b"\x1f\x8b", ARCHIVE),
)


def begins_as(head: bytes) -> Kind | Unwanted | None:
    """What the first bytes say a file is; None when only its words can tell.

    >>> begins_as(b"%PDF-1.7").said, begins_as(b"MZ..").said, begins_as(b"name,sum")
    ('a PDF', 'a program', None)
    """
    for start, sign, found in BEGINNINGS:
        if head[start : start + len(sign)] == sign and not (
            found is WEBP and not head.startswith(b"RIFF")
        ):
            return found
    return None


def kind_called(name: str) -> Kind | None:
    """The kind its name says it is; None for a name without an ending we know.

    >>> kind_called("Plan.PDF").key, kind_called("plan")
    ('pdf', None)
    """
    return next((k for k in KINDS.values() if name.lower().endswith(k.endings)), None)


def ending_of(name: str) -> str:
    """What stands after the last point of a name, if it looks like an ending; with the point.

    >>> ending_of("a.tar.GZ"), ending_of("Dr. Bell's letter"), ending_of("plan")
    ('.gz', '', '')
    """
    stem, point, ending = name.rpartition(".")
    fits = point and stem and 0 < len(ending) <= 5 and ending.isalnum()
    return f".{ending.lower()}" if fits else ""


def endings(kinds: Collection[Kind]) -> tuple[str, ...]:
    """Every ending of these kinds, in their order."""
    return tuple(ending for kind in kinds for ending in kind.endings)
