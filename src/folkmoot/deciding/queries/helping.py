"""Finding someone on the roll for the person who helps them."""

from folkmoot.deciding.identity import identity_hash
from folkmoot.deciding.models import Decision, RollEntry, Way
from folkmoot.deciding.queries.running import entry_numbered
from folkmoot.deciding.queries.voting import entry_for_code
from folkmoot.geodata.queries import normal_postcode

MOST_SHOWN = 20
MOST_AT_A_POSTCODE = 300


def entries_for_code(decision: Decision, typed: str) -> list[RollEntry]:
    """The line of the roll with this code, or with this number."""
    typed = typed.strip()
    if typed.isascii() and typed.isdecimal() and len(typed) < 9:
        found = entry_numbered(decision, int(typed))
    else:
        found = entry_for_code(decision, typed)
    return [found] if found else []


def entries_for_name(decision: Decision, name: str, postcode: str) -> list[RollEntry]:
    """People at a postcode whose name has these words in it, however they are spelt."""
    code = normal_postcode(postcode)
    spellings = {code, f"{code[:-3]} {code[-3:]}", postcode.strip(), postcode.strip().upper()}
    here = decision.roll.filter(postcode__in=spellings).exclude(name="").order_by("name", "id")
    wanted = {_plain(word) for word in name.split()}
    found = [
        entry
        for entry in here[:MOST_AT_A_POSTCODE]
        if wanted <= {_plain(word) for word in entry.name.split()}
    ]
    return found[:MOST_SHOWN]


def tells_number(decision: Decision, entry: RollEntry, number: str) -> bool:
    """Whether the number somebody tells is the one that only this line of the roll has."""
    if not (entry.has_number and number.strip() and decision.salt):
        return False
    told = identity_hash(entry.name, entry.postcode, number, salt=bytes(decision.salt))
    return told == entry.identity_hash


def roll_sheet(decision: Decision, most: int) -> list[RollEntry]:
    """Named people on the roll, by name, for a sheet to sign; those with a letter too."""
    listed = decision.roll.filter(way__in=(Way.ROLL, Way.LETTER)).exclude(name="")
    return list(listed.order_by("name", "number")[:most])


def _plain(word: str) -> str:
    return identity_hash(word, salt=b"name")
