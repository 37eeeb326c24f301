"""The lists that give organisations their numbers, and how each writes them.

Codes are those of org-id.guide; an identifier is the list's code, a hyphen and the number. The
order is the one we prefer them in: what the organisation is first, its company number last.
"""

import re
from dataclasses import dataclass

LOCAL = "FOLKMOOT"  # ours: for those that no list has; never mistaken for one of org-id.guide


@dataclass(frozen=True, slots=True)
class Scheme:
    """One list: its code, who keeps it, and what its numbers look like."""

    code: str
    name: str
    pattern: str
    looks_like: str
    padded_to: int = 0


SCHEMES = {
    scheme.code: scheme
    for scheme in (
        Scheme(
            "GB-CHC",
            "Charity number, England and Wales",
            r"[1-9]\d{5,6}",
            "six or seven figures, like 1234567",
        ),
        Scheme(
            "GB-SC",
            "Charity number, Scotland",
            r"SC\d{6}",
            "SC and six figures, like SC012345",
        ),
        Scheme(
            "GB-NIC",
            "Charity number, Northern Ireland",
            r"1\d{5}",
            "six figures that begin with 1, like 104567",
        ),
        Scheme(
            "GB-EDU",
            "School number (URN)",
            r"[1-9]\d{5}",
            "six figures, like 123456",
        ),
        Scheme(
            "GB-UKPRN",
            "Learning provider number (UKPRN)",
            r"1\d{7}",
            "eight figures that begin with 1, like 10001234",
        ),
        Scheme(
            "GB-LAE",
            "Council in England",
            r"[A-Z]{3}",
            "three letters, like BAS",
        ),
        Scheme(
            "GB-PLA",
            "Council in Wales",
            r"[A-Z]{3}",
            "three letters, like CRF",
        ),
        Scheme(
            "GB-LAS",
            "Council in Scotland",
            r"[A-Z]{3}",
            "three letters, like ABE",
        ),
        Scheme(
            "GB-LANI",
            "Council in Northern Ireland",
            r"[A-Z]{3}",
            "three letters, like BFS",
        ),
        Scheme(
            "GB-GOR",
            "Government organisation",
            r"[A-Z]{1,3}\d{1,5}",
            "letters and figures, like D4",
        ),
        Scheme(
            "GB-NHS",
            "NHS organisation (ODS code)",
            r"[A-Z0-9]{3,6}",
            "three to six letters and figures, like RJ1",
        ),
        Scheme(
            "GB-MPR",
            "Mutual or community benefit society",
            r"(?:IP|SP|RS|FS|NP|CU)?\d{3,6}[A-Z]{0,2}",
            "figures, sometimes with letters before or after, like 7654 or IP28765R",
        ),
        Scheme(
            "GB-COH",
            "Company number (Companies House)",
            r"(?:[A-Z]{2}|\d{2})\d{6}|[A-Z]{2}\d{5}[A-Z]",
            "eight letters and figures, like 01234567 or SC123456",
            padded_to=8,
        ),
    )
}
PREFERENCE = (*SCHEMES, LOCAL)


def written(scheme: str, typed: str) -> str:
    """The number as its list writes it: capitals, no spaces, leading zeros kept or put back."""
    value = re.sub(r"\s+", "", typed).upper().removeprefix(f"{scheme}-")
    known = SCHEMES.get(scheme)
    if known and known.padded_to and value.isascii() and value.isdigit():
        value = value.zfill(known.padded_to)
    return value


def why_not_written(scheme: str, value: str) -> str:
    """Why this cannot be a number of that list."""
    known = SCHEMES.get(scheme)
    if known is None:
        return "Choose which list the number is from."
    if not re.fullmatch(known.pattern, value, re.ASCII):
        return f"{known.name}: this should be {known.looks_like}."
    return ""


def name_of(scheme: str) -> str:
    """What people call the list."""
    return SCHEMES[scheme].name if scheme in SCHEMES else "Our own number"
