"""How somebody is reached, made comparable: telephone numbers, e-mail addresses, houses."""

import re
from dataclasses import dataclass
from functools import lru_cache

from folkmoot.methods.duplicates.spelling import folded

SHORTEST_NUMBER = 6
BETWEEN_NUMBERS = re.compile(r"[/;,&]|\bor\b|\band\b|\b(?:x|ext)\.?\s*\d+", re.IGNORECASE)
POSTCODE = re.compile(r"\b([a-z]{1,2}\d[a-z\d]?)\s?(\d[a-z]{2})\b")
FLAT = re.compile(r"\b(?:flat|apt|apartment|unit|room)\s+(\w+)\b")
NUMBER = re.compile(r"^(?:no|number)?\s*(\d+[a-z]?)\b")
WRITTEN_SHORT = {
    "rd": "road", "st": "street", "ave": "avenue", "av": "avenue", "ln": "lane", "cl": "close",
    "ct": "court", "cres": "crescent", "dr": "drive", "gdns": "gardens", "gdn": "gardens",
    "pl": "place", "sq": "square", "terr": "terrace", "ter": "terrace", "gr": "grove",
    "gv": "grove", "pk": "park", "ests": "estate", "est": "estate", "hse": "house", "wy": "way",
}  # fmt: skip


def numbers_in(text: str) -> frozenset[str]:
    """Telephone numbers, each as it is dialled at home; others with their country.

    Examples
    --------
    >>> sorted(numbers_in("+44 (0)7700 900-123 / 01632 960 001"))
    ['01632960001', '07700900123']
    """
    found = set()
    for part in BETWEEN_NUMBERS.split(text):
        abroad = part.strip().startswith(("+", "00"))
        digits = re.sub(r"\D", "", part.replace("(0)", ""))
        digits = digits.removeprefix("00") if abroad else digits
        if digits.startswith("44") and (abroad or len(digits) == 12):
            digits, abroad = "0" + digits[2:].removeprefix("0"), False
        if SHORTEST_NUMBER <= len(digits) <= 15:
            found.add("+" + digits if abroad else digits)
    return frozenset(found)


def is_mobile(number: str) -> bool:
    """Whether a number is one person's own rather than a household's (Ofcom: 07, but not 070)."""
    return number.startswith("07") and len(number) == 11 and not number.startswith("070")


def mailbox(email: str) -> str:
    """An e-mail address without capitals; "" when it is none.

    Examples
    --------
    >>> mailbox(" Dilys@Example.ORG ")
    'dilys@example.org'
    """
    tidy = email.strip().casefold()
    return tidy if re.fullmatch(r"[^@\s]+@[^@\s]+", tidy) else ""


@dataclass(frozen=True, slots=True)
class Home:
    """Where somebody lives, as far as it is told.

    Attributes
    ----------
    houses : frozenset of str
        Each way in which the one house can be known; two homes that share one are one.
    streets : frozenset of str
    flat, number : str
        As written; "" when they are not.
    """

    houses: frozenset[str]
    streets: frozenset[str]
    flat: str = ""
    number: str = ""

    def differs_from(self, other: "Home") -> bool:
        """Whether the two cannot be one house. A flat that only one of them names decides nothing.

        A house with a name and no number is never told apart from another.
        """
        if self.houses & other.houses or not (self.number and other.number):
            return bool(self.flat and other.flat and self.flat != other.flat and self.number)
        return self.number != other.number or not (self.streets & other.streets)


def home_of(address: str, street: str = "") -> Home:
    """An address and a street made comparable.

    Examples
    --------
    >>> home_of("12, Mill Ln.").houses == home_of("No 12", street="Mill Lane").houses
    True
    """
    first, *rest = [folded(line) for line in re.split(r"[\n,]+", address) if folded(line)] or [""]
    whole = " ".join([first, *rest])
    postcode = next(("".join(each) for each in reversed(POSTCODE.findall(whole))), "")
    flat = "".join(FLAT.findall(whole)[:1])
    bare = FLAT.sub("", POSTCODE.sub("", " ".join([first, *rest[:1]]))).strip()
    found = NUMBER.match(bare)
    number = found[1] if found else ""
    told = _street_after(FLAT.sub("", POSTCODE.sub("", first)), rest, number)
    streets = frozenset(each for each in (told, in_full(street)) if each)
    where = streets | ({postcode} if postcode else set())
    if number:
        houses = frozenset(f"{flat}|{number}|{each}" for each in where)
    else:
        named = len(bare.split()) > 1 and bool(address.strip()) and bool(rest or flat)
        houses = frozenset({f"{flat}||{in_full(bare)}"} if named else ())
    return Home(houses, streets, flat, number)


def _street_after(first: str, rest: list[str], number: str) -> str:
    """The words after the number, on its line or the next one."""
    lines = [first.strip(), *(POSTCODE.sub("", each) for each in rest)]
    for here, after in zip(lines, [*lines[1:], ""], strict=True):
        if number and (found := NUMBER.match(here)) and found[1] == number:
            return in_full(here[found.end() :] or after)
    return ""


@lru_cache(maxsize=5_000)
def in_full(street: str) -> str:
    """A street's name with the words that are often written short in full.

    Examples
    --------
    >>> in_full("St. Mary's Rd")
    'st marys road'
    """
    words = folded(street).split()
    return " ".join(
        word if place == 0 else WRITTEN_SHORT.get(word, word) for place, word in enumerate(words)
    )
