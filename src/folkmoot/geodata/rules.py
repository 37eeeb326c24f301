"""What is a postcode, and when a release may be loaded."""

import re

from folkmoot.geodata.models import PostcodeRelease

SHAPE = re.compile(r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}|GIR0AA)", re.ASCII)
SPACES = re.compile(r"[\s.\-]+")


def normal_postcode(text: str) -> str:
    """The postcode as it is kept: capitals, no spaces.

    >>> normal_postcode(" sw1a 1aa ")
    'SW1A1AA'
    """
    return SPACES.sub("", text).upper()


def why_not_postcode(text: str) -> str:
    """Why this text is not a postcode, or nothing at all.

    >>> why_not_postcode("sw1a 1aa")
    ''
    """
    code = normal_postcode(text)
    if not code:
        return "Enter a postcode, like LS1 4AP."
    if SHAPE.fullmatch(code):
        return ""
    if re.fullmatch(r"[A-Z]{1,2}[0-9][A-Z0-9]?", code, re.ASCII):
        return "That is the first half of a postcode. Enter all of it, like LS1 4AP."
    return "That is not a postcode we can read. A postcode looks like LS1 4AP."


def why_not_load(*, edition: str, source: str, licence: str) -> str:
    if not edition.strip():
        return "Say which edition this is, such as “May 2026”."
    if not source.strip():
        return "Say where the postcodes came from."
    if not licence.strip():
        return "Say under which licence the postcodes may be used."
    if PostcodeRelease.objects.filter(edition=edition.strip()).exists():
        return f"The postcodes of {edition.strip()} are already here. A release is never edited."
    return ""
