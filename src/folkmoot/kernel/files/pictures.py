"""Pictures are drawn anew: what was seen stays, and nothing else that was in the file."""

import io
import warnings
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image, ImageCms, ImageOps

from folkmoot.kernel.files.kinds import JPEG, PNG, Kind, Unwanted

MOST_PIXELS = 60_000_000  # a good camera takes 50 million
LONGEST_SIDE = 1600  # pixels; enough for a page and for a print of a hand's breadth
TOO_MANY = Unwanted(
    f"a picture of more than {MOST_PIXELS // 1_000_000} million points", "Send a smaller one."
)
BROKEN = Unwanted("a picture that cannot be drawn", "Take or save it once more and send that.")
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as we keep it: its bytes, of which kind, and its size in pixels."""

    kind: Kind
    data: bytes
    width: int
    height: int


def drawn_anew(file: BinaryIO) -> Drawn | Unwanted:
    """The picture the right way up, not wider or higher than 1,600 pixels.

    Nothing goes along: no place, no day, no camera, no small picture of what was cut away, no
    bytes behind its end. Of a picture that moves, the first is kept. The colours are those of
    screens (sRGB).
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        warnings.filterwarnings("ignore", category=UserWarning)
        try:
            return _drawn(file)
        except (Image.DecompressionBombError, Image.DecompressionBombWarning):
            return TOO_MANY
        except Exception:
            # Whatever a decoder stumbles over: these bytes are no picture.
            return BROKEN


def _drawn(file: BinaryIO) -> Drawn | Unwanted:
    file.seek(0)
    with Image.open(file, formats=FORMATS) as opened:
        if opened.width * opened.height > MOST_PIXELS:
            return TOO_MANY
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is not read larger
        opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE), reducing_gap=2.0)
        upright = ImageOps.exif_transpose(opened)
        seen = _for_screens(upright)
        has_holes = seen.mode in ("RGBA", "LA", "PA") or "transparency" in seen.info
        whole = seen.convert("RGBA" if has_holes else "RGB")
    blank = Image.new(whole.mode, whole.size)  # carries nothing but points
    blank.paste(whole)
    out = io.BytesIO()
    if has_holes:
        blank.save(out, "PNG", optimize=True)
    else:
        blank.save(out, "JPEG", quality=82, optimize=True, progressive=True)
    return Drawn(PNG if has_holes else JPEG, out.getvalue(), *blank.size)


def _for_screens(picture: Image.Image) -> Image.Image:
    """In the colours of screens, when the picture says that its own are others."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode not in ("RGB", "RGBA"):
        return picture
    try:
        theirs = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        ours = ImageCms.createProfile("sRGB")
        changed = ImageCms.profileToProfile(picture, theirs, ours, outputMode=picture.mode)
    except ImageCms.PyCMSError:
        return picture
    return changed or picture
