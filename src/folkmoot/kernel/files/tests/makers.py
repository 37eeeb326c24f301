"""Makers: files as people hand them in, good and bad, made here from nothing."""

import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from PIL import ExifTags, Image

from folkmoot.kernel.files.actions import keep_file
from folkmoot.kernel.files.checking import checked
from folkmoot.kernel.files.models import Attachment

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
MAIN = "application/vnd.openxmlformats-officedocument"
PARTS = {
    "docx": f"{MAIN}.wordprocessingml.document.main+xml",
    "xlsx": f"{MAIN}.spreadsheetml.sheet.main+xml",
    "pptx": f"{MAIN}.presentationml.presentation.main+xml",
    "xlsm": "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def a_picture(size: tuple[int, int] = (60, 40), kind: str = "JPEG", **more: Any) -> bytes:
    """A picture: green on the left, red on the right."""
    picture = Image.new("RGB", size, (20, 120, 60))
    picture.paste((180, 30, 30), (size[0] // 2, 0, size[0], size[1]))
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def a_phone_photo() -> bytes:
    """A photo as a phone takes it: on its side, with where and when it was taken."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # held upright: turn it a quarter to the right
    exif[ExifTags.Base.Make] = "A telephone"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (52.0, 37.0, 12.0)
    return a_picture(exif=exif.tobytes(), comment=b"22 Mill Lane")


def a_pack(parts: Mapping[str, bytes], *, before: bytes = b"", after: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in parts.items():
            pack.writestr(name, data)
    return before + out.getvalue() + after


def an_office_file(kind: str, **more: bytes) -> bytes:
    parts = {
        "[Content_Types].xml": f'<Types><Override ContentType="{PARTS[kind]}"/></Types>'.encode(),
        "main.xml": b"<w/>",
    }
    return a_pack(parts | {name.replace("__", "/"): data for name, data in more.items()})


def an_open_file(kind: str = "text", **more: bytes) -> bytes:
    media = f"application/vnd.oasis.opendocument.{kind}".encode()
    return a_pack({"mimetype": media, "content.xml": b"<office/>"} | more)


def a_file(data: bytes = PDF, name: str = "plan.pdf") -> Attachment:
    """A file that is kept, and that nothing holds yet."""
    return keep_file(checked=checked(io.BytesIO(data), name), by=None, at=NOON)
