"""Documents that are packed (ZIP): which kind it is, and that nothing is hidden in it."""

import re
import zipfile
import zlib
from typing import Any, BinaryIO

from folkmoot.kernel.files.kinds import ARCHIVE, DOCX, MEGABYTE, ODS, ODT, XLSX, Kind, Unwanted

MOST_UNPACKED = 150 * MEGABYTE
MOST_PARTS = 3000
PIECE = 64 * 1024
LOCAL_HEADER = 30  # bytes, before the name (PKWARE APPNOTE, 4.3.7)
END, END_LENGTH = b"PK\x05\x06", 22  # what closes a pack without a comment (4.3.16)
DESCRIPTOR = 24  # bytes that may stand behind a part (4.3.9)

WITHOUT_MACROS = "Save it without macros (.docx, .xlsx), or as a PDF, and send that."
MACROS = Unwanted("a file with macros, which are programs", WITHOUT_MACROS)
BOMB = Unwanted(
    f"a file that unpacks to more than {MOST_UNPACKED // MEGABYTE} MB", "Send a smaller one."
)
DAMAGED = Unwanted("damaged, or two files in one", "Save it once more and send that.")
LOCKED = Unwanted("locked with a password", "Take the password off and send it again.")
WITH_OTHERS = Unwanted("a document with other files inside", "Send it as a PDF.")
SLIDES = Unwanted("a set of slides or a drawing", "Save it as a PDF and send that.")

IS_MACRO = re.compile(
    r"(^|/)(vbaProject|vbaData)|(^|/)(macrosheets|activeX|customUI)/|^(Basic|Scripts)/", re.I
)
IS_OTHER = re.compile(r"(^|/)embeddings/.*\.(bin|exe|zip|ole)$|\.(exe|dll|js|vbs|html?|svg)$", re.I)
OPEN = {kind.media.encode(): kind for kind in (ODT, ODS)}
OFFICE = ((b"wordprocessingml.document.main+xml", DOCX), (b"spreadsheetml.sheet.main+xml", XLSX))


def what_is_packed(file: BinaryIO, size: int) -> Kind | Unwanted:
    """What kind of document a ZIP is; why we do not take it when it is none.

    Every part is unpacked, and thrown away, to see that it is as large as it says.
    """
    try:
        with zipfile.ZipFile(file) as pack:
            parts = pack.infolist()
            return (
                _wrong_outside(pack, parts, size)
                or _wrong_inside(file, parts)
                or _kind_of(pack, {part.filename for part in parts})
            )
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError, EOFError):
        return DAMAGED


def _wrong_outside(
    pack: zipfile.ZipFile, parts: list[zipfile.ZipInfo], size: int
) -> Unwanted | None:
    """What the list of parts already tells."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return BOMB
    if any(part.flag_bits & 0x1 for part in parts):
        return LOCKED
    names = [part.filename for part in parts]
    if any(IS_MACRO.search(name) for name in names):
        return MACROS
    if any(IS_OTHER.search(name) for name in names):
        return WITH_OTHERS
    strange = len(set(names)) < len(names) or any(".." in n or n.startswith("/") for n in names)
    return DAMAGED if strange or pack.comment or not _side_by_side(pack, parts, size) else None


def _side_by_side(pack: zipfile.ZipFile, parts: list[zipfile.ZipInfo], size: int) -> bool:
    """From the first byte to the last nothing but the parts, and no two of them the same bytes."""
    file: Any = pack.fp
    end = 0
    for part in sorted(parts, key=lambda each: each.header_offset):
        gap = part.header_offset - end
        if gap < 0 or gap > (DESCRIPTOR if end else 0):
            return False
        end = _begins_at(file, part) + part.compress_size
    file.seek(size - END_LENGTH)
    return end <= pack.start_dir <= end + DESCRIPTOR and file.read(4) == END


def _begins_at(file: BinaryIO, part: zipfile.ZipInfo) -> int:
    """Where the packed bytes of a part begin, behind its own name and what else stands there."""
    file.seek(part.header_offset)
    header = file.read(LOCAL_HEADER)
    named, more = header[26:28], header[28:30]
    return (
        part.header_offset
        + LOCAL_HEADER
        + int.from_bytes(named, "little")
        + int.from_bytes(more, "little")
    )


def _wrong_inside(file: BinaryIO, parts: list[zipfile.ZipInfo]) -> Unwanted | None:
    """Unpack every part: together they are no larger than they say."""
    for part in parts:
        file.seek(_begins_at(file, part))
        if not _as_large_as_it_says(file, part):
            return DAMAGED
    return None


def _as_large_as_it_says(file: BinaryIO, part: zipfile.ZipInfo) -> bool:
    if part.compress_type == zipfile.ZIP_STORED:
        return part.compress_size == part.file_size
    if part.compress_type != zipfile.ZIP_DEFLATED:
        return False
    unpacking, left, found = zlib.decompressobj(-zlib.MAX_WBITS), part.compress_size, 0
    while left and not unpacking.eof:
        piece = file.read(min(PIECE, left))
        if not piece:
            return False
        left -= len(piece)
        while piece and found <= part.file_size:
            found += len(unpacking.decompress(piece, PIECE))
            piece = unpacking.unconsumed_tail
    return unpacking.eof and not left and found == part.file_size


def _kind_of(pack: zipfile.ZipFile, names: set[str]) -> Kind | Unwanted:
    if "mimetype" in names:
        with pack.open("mimetype") as said:
            return OPEN.get(said.read(200).strip(), SLIDES)
    if "[Content_Types].xml" not in names:
        return ARCHIVE
    with pack.open("[Content_Types].xml") as said:
        told = said.read(MEGABYTE)
    if b"macroenabled" in told.lower() or b"vbaproject" in told.lower():
        return MACROS
    return next((kind for sign, kind in OFFICE if sign in told), SLIDES)
