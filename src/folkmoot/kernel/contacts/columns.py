"""What the columns of a table hold: guessed from their heads, else from what stands in them."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from folkmoot.kernel.contacts.values import Part

# The first that fits. English, Welsh, and what the common address books write.
HEADS: tuple[tuple[str, Part], ...] = (
    (
        r"\b(type|label|notes?|birthday|id|company|organi[sz]ation|title|prefix|suffix)\b",
        Part.NOTHING,
    ),
    (r"mail|e bost|ebost", Part.EMAIL),
    (r"phone|mobile|\btel\b|telephone|\bcell\b|ffon|symudol", Part.PHONE),
    (r"^(first|given|fore|christian) ?names?$|^first$|^forename$|enw cyntaf", Part.FIRST),
    (r"^(last|family|sur) ?names?$|^last$|^surname$|cyfenw", Part.LAST),
    (r"^(street|road|stryd)$", Part.STREET),
    (r"address|street|town|city|county|post ?code|postal|cyfeiriad|\bcod post\b", Part.ADDRESS),
    (r"\b(full|display)? ?name\b|\bcalled\b|\bwho\b|^enw$", Part.NAME),
)
HAS_DIGITS = re.compile(r"[\d\s()+./-]{6,}")


def guessed(heads: Sequence[str]) -> tuple[dict[int, Part], bool]:
    """What each column holds, and whether the first row is heads rather than a contact.

    Examples
    --------
    >>> guessed(["First name", "Surname", "E-mail", "Notes"])[0][2].value
    'email'
    >>> guessed(["Dilys Jones", "dilys@example.org"])
    ({0: <Part.NAME: 'name'>, 1: <Part.EMAIL: 'email'>}, False)
    """
    by_head = {place: _by_head(head) for place, head in enumerate(heads)}
    is_head = any(by_head.values()) and not any("@" in head for head in heads)
    if is_head:
        return _with_a_name(by_head), True
    return _with_a_name({n: _by_look([head]) for n, head in enumerate(heads)}), False


def _by_head(head: str) -> Part:
    bare = unicodedata.normalize("NFD", head.casefold())
    plain = "".join(each for each in bare if not unicodedata.combining(each))
    told = " ".join(re.findall(r"[^\W_]+", plain))
    return next((part for pattern, part in HEADS if re.search(pattern, told)), Part.NOTHING)


def _by_look(cells: Sequence[str]) -> Part:
    if any("@" in cell for cell in cells):
        return Part.EMAIL
    return Part.PHONE if any(HAS_DIGITS.fullmatch(cell) for cell in cells) else Part.NOTHING


def _with_a_name(parts: Mapping[int, Part]) -> dict[int, Part]:
    """A list of people has a name: without one, it is the first column nobody else claimed."""
    found = dict(parts)
    if not {Part.NAME, Part.FIRST, Part.LAST} & set(found.values()):
        free = next((n for n, part in found.items() if not part), None)
        if free is not None:
            found[free] = Part.NAME
    return found
