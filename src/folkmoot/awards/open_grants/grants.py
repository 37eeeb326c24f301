"""What the standard knows of one grant, and how it names grants and areas.

Source: 360Giving Data Standard 1.4, grant schema. It knows one currency amount for each grant
and does not say what two funders of one would mean; so each funder's part is a grant of its
own, and `related` joins them.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime

PREFIX = re.compile(r"360G-[A-Za-z0-9_-]+\Z")
# The kinds of areas by the first three characters of their code (Office for National
# Statistics), as the standard's list of area kinds abbreviates them.
AREA_KINDS = {
    "E00": "OA",
    "W00": "OA",
    "S00": "OA",
    "E01": "LSOA",
    "W01": "LSOA",
    "S01": "DZ",
    "E02": "MSOA",
    "W02": "MSOA",
    "S02": "IG",
    "E04": "PAR",
    "W04": "COM",
    "E05": "WD",
    "W05": "WD",
    "S13": "WD",
    "E06": "UA",
    "W06": "UA",
    "S12": "CA",
    "E07": "NMD",
    "E08": "MD",
    "E09": "LONB",
    "E10": "CTY",
    "E12": "RGN",
    "E14": "WPC",
    "W07": "WPC",
    "S14": "WPC",
}


@dataclass(frozen=True, slots=True)
class Party:
    """An organisation as others know it: GB-CHC-1234567 and its name."""

    org_id: str
    name: str


@dataclass(frozen=True, slots=True)
class Area:
    """Where those live who gain: an official area by its code, and the edition of its bounds."""

    name: str
    code: str
    edition: str

    @property
    def kind(self) -> str:
        """The standard's word for the kind of area; "" for a code of a kind it does not list."""
        return AREA_KINDS.get(self.code[:3], "")


@dataclass(frozen=True, slots=True)
class OpenGrant:
    """One funder's grant, as it is published; sums are in pence.

    `award_date` is the day of the decision. `paid` is what has been paid up to `changed_at`.
    """

    id: str
    title: str
    description: str
    awarded: int
    award_date: date
    recipient: Party
    funder: Party
    changed_at: datetime
    applied_for: int | None = None
    paid: int | None = None
    starts_date: date | None = None
    ends_date: date | None = None
    programme: tuple[str, str, str] = ("", "", "")  # its code, title and address
    from_open_call: bool = True
    areas: tuple[Area, ...] = ()
    related: tuple[str, ...] = ()
    is_held_for_others: bool = False  # the recipient holds the money for who decides on it


def grant_id(prefix: str, ref: str, part: str = "") -> str:
    """The grant's name in all published data, of the publisher's prefix and our own reference.

    Raises
    ------
    ValueError
        The prefix is not one that 360Giving gives out.

    Examples
    --------
    >>> grant_id("360G-example", "k4m2pxr", "2")
    '360G-example-k4m2pxr-2'
    """
    if not PREFIX.match(prefix):
        raise ValueError("A publisher's prefix begins with 360G- and has letters and figures.")
    return "-".join(part for part in (prefix, ref, part) if part)
