"""The words of a file, in whichever of the usual ways it was saved."""

import codecs

from folkmoot.kernel.rules import Refused

MOST_BYTES = 1024 * 1024
TOO_LARGE = "That file is larger than 1 MB. Cut it into smaller ones, and take one after another."
NOT_TEXT = (
    "That is not a list of contacts. Save the sheet as CSV, or the contacts as vCard (.vcf), and "
    "send that."
)
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def words_of(data: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 or Windows-1252.

    Raises
    ------
    Refused
        It is too large, empty, or no text; the sentence says so.

    Examples
    --------
    >>> words_of("Siân".encode("cp1252")), words_of("Siân".encode("utf-16"))
    ('Siân', 'Siân')
    """
    if len(data) > MOST_BYTES:
        raise Refused(TOO_LARGE)
    if not data.strip():
        raise Refused("That file is empty.")
    try:
        text = data.decode(_encoding(data))
    except UnicodeDecodeError as error:
        raise Refused(NOT_TEXT) from error
    if any(each < " " and each not in "\t\r\n\f\v" for each in text):
        raise Refused(NOT_TEXT)
    return text


def _encoding(data: bytes) -> str:
    marked = next((name for mark, name in MARKS if data.startswith(mark)), "")
    if marked:
        return marked
    few = data[:400]
    if few[1::2].count(0) > len(few) // 4:  # every other byte is nought: no mark, but UTF-16
        return "utf-16-le"
    if few[::2].count(0) > len(few) // 4:
        return "utf-16-be"
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"
