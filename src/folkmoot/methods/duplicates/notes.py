"""What is compared: one note of a person, and the same made comparable."""

from dataclasses import dataclass

from folkmoot.methods.duplicates.names import Name, name_of
from folkmoot.methods.duplicates.reaching import Home, home_of, is_mobile, mailbox, numbers_in


@dataclass(frozen=True, slots=True)
class Note:
    """One note of a person, as it was written; all but the key and the name may be empty."""

    key: str
    name: str
    phone: str = ""
    email: str = ""
    address: str = ""
    street: str = ""


@dataclass(frozen=True, slots=True)
class Ready:
    """A note made comparable."""

    key: str
    name: Name
    mobiles: frozenset[str]
    landlines: frozenset[str]
    email: str
    home: Home


def ready(note: Note) -> Ready:
    """Make one note comparable.

    Examples
    --------
    >>> ready(Note("a", "Dilys", phone="07700 900 123")).mobiles
    frozenset({'07700900123'})
    """
    numbers = numbers_in(note.phone)
    mobiles = frozenset(each for each in numbers if is_mobile(each))
    return Ready(
        key=note.key,
        name=name_of(note.name),
        mobiles=mobiles,
        landlines=numbers - mobiles,
        email=mailbox(note.email),
        home=home_of(note.address, note.street),
    )
