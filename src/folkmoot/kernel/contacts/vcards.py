"""Contacts as vCards: versions 3.0 (RFC 2426) and 4.0 (RFC 6350), and what old telephones write
as 2.1. Of each card the name, the first e-mail address, telephone number and address are read.
"""

import quopri
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from folkmoot.kernel.contacts.checking import wrong_with
from folkmoot.kernel.contacts.values import MOST_PEOPLE, Contact, Contacts, Wrong
from folkmoot.kernel.rules import Refused

LINE = re.compile(r'(?:[\w-]+\.)?(?P<name>[\w-]+)(?P<more>(?:;(?:[^":;]|"[^"]*")*)*):(?P<value>.*)')
CALLED = {"name": "FN", "email": "EMAIL", "phone": "TEL", "address": "ADR"}
VERSIONS = ("2.1", "3.0", "4.0")
MOST_OCTETS = 75  # of one line as it is written


@dataclass(frozen=True, slots=True)
class _Line:
    """One property of a card, with its value as it was written."""

    name: str
    value: str


def is_vcard(text: str) -> bool:
    """Whether a text is meant to be vCards."""
    return text.lstrip("\ufeff \t\r\n")[:11].upper() == "BEGIN:VCARD"


def read_vcards(text: str) -> Contacts:
    """Contacts of a file of cards; a card that cannot be read is named by its number.

    Raises
    ------
    Refused
        There are more cards than we take at a time.
    """
    good, wrong = [], []
    for number, lines in enumerate(_cards(text), start=1):
        if number > MOST_PEOPLE:
            raise Refused(f"Take at most {MOST_PEOPLE} people at a time; there are more cards.")
        found = _contact(number, lines)
        mistake = found if isinstance(found, Wrong) else wrong_with(found, CALLED)
        if mistake is not None:
            wrong.append(mistake)
        elif isinstance(found, Contact):
            good.append(found)
    return Contacts(tuple(good), tuple(wrong), each="Card")


def _cards(text: str) -> Iterator[list[str]]:
    """The lines of each card, its last line too where it has one."""
    card: list[str] = []
    for line in _whole_lines(text):
        said = line.strip().upper()
        if said == "BEGIN:VCARD" and card:
            yield card
            card = []
        if line.strip():
            card.append(line)
        if said == "END:VCARD":
            yield card
            card = []
    if card:
        yield card


def _whole_lines(text: str) -> list[str]:
    """Lines as they were before they were folded, also those of 2.1 that end in an equals sign."""
    found: list[str] = []
    for line in text.lstrip("\ufeff").splitlines():
        before = found[-1] if found else ""
        if before.endswith("=") and "QUOTED-PRINTABLE" in before.upper():
            found[-1] = before[:-1] + line
        elif line[:1] in (" ", "\t") and found:
            found[-1] += line[1:]
        else:
            found.append(line)
    return found


def _contact(number: int, lines: Sequence[str]) -> Contact | Wrong:
    if lines[0].strip().upper() != "BEGIN:VCARD":
        return Wrong(number, "BEGIN", f"This is no card: it begins with “{lines[0][:40]}”.")
    if lines[-1].strip().upper() != "END:VCARD":
        return Wrong(number, "END", "The card has no end.")
    told: dict[str, str] = {}
    for line in lines[1:-1]:
        read = _line(line)
        if read is None:
            return Wrong(number, line.strip()[:20], "This line of the card cannot be read.")
        if read.value.strip(" ;"):
            told.setdefault(read.name, read.value.strip())
    version = told.get("VERSION", "")
    if version not in VERSIONS:
        return Wrong(number, "VERSION", f"We read vCards 2.1, 3.0 and 4.0, not “{version[:10]}”.")
    return Contact(
        row=number,
        name=_plain(told["FN"]) if "FN" in told else _from_parts(told.get("N", "")),
        email=_plain(told.get("EMAIL", "")).removeprefix("mailto:"),
        phone=_plain(told.get("TEL", "")).removeprefix("tel:"),
        address="\n".join(_parts(told.get("ADR", ""))),
    )


def _line(line: str) -> _Line | None:
    found = LINE.fullmatch(line.strip("\r\n"))
    if found is None:
        return None
    value, more = found["value"], found["more"].upper()
    if "QUOTED-PRINTABLE" in more:
        charset = re.search(r"CHARSET=([\w-]+)", more)
        try:
            value = quopri.decodestring(value.encode()).decode(charset[1] if charset else "utf-8")
        except (UnicodeDecodeError, LookupError):
            return None
    return _Line(found["name"].upper(), value)


def _plain(value: str) -> str:
    """A value without its escapes; of several, parted by commas, all of them."""
    told = re.sub(r"\\(.)", lambda each: "\n" if each[1] in "nN" else each[1], value)
    return " ".join(told.split())


def _parts(value: str) -> list[str]:
    """The parts of a value, which stand between semicolons that no stroke goes before."""
    return [told for part in re.split(r"(?<!\\);", value) if (told := _plain(part))]


def _from_parts(value: str) -> str:
    """A name from its parts: family; given; more; before; after."""
    family, given, more, *_ = [*re.split(r"(?<!\\);", value), "", "", ""]
    return " ".join(told for part in (given, more, family) if (told := _plain(part)))


def as_vcards(contacts: Iterable[Contact]) -> bytes:
    """Contacts as vCards 4.0 in UTF-8, lines folded at 75 octets."""
    cards = (_card(each) for each in contacts)
    return "".join(f"{_folded(line)}\r\n" for card in cards for line in card).encode()


def _card(contact: Contact) -> list[str]:
    told = [
        ("FN", _escaped(contact.name)),
        ("EMAIL", _escaped(contact.email)),
        ("TEL;VALUE=text", _escaped(contact.phone)),
        ("ADR", f";;{_escaped(contact.address or contact.street)};;;;"),
    ]
    lines = [f"{name}:{value}" for name, value in told if value.strip(";")]
    return ["BEGIN:VCARD", "VERSION:4.0", *lines, "END:VCARD"]


def _escaped(text: str) -> str:
    told = text.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"[\\,;]", r"\\\g<0>", told).replace("\n", "\\n")


def _folded(line: str) -> str:
    """A line in pieces of at most 75 octets; no letter is cut in two."""
    pieces, piece, room = [], "", MOST_OCTETS
    for letter in line:
        if len((piece + letter).encode()) > room:
            pieces.append(piece)
            piece, room = "", MOST_OCTETS - 1
        piece += letter
    return "\r\n ".join([*pieces, piece])
