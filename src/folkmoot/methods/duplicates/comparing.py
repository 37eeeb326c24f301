"""Two notes side by side: may they be of one person, and why; and what speaks against it.

A name alone, or a house alone, says little. What is asked beside a name depends on how much the
name says: the less of it is the same, the more of the rest must be.
"""

from dataclasses import dataclass

from folkmoot.methods.duplicates.names import Alike, How, names_alike
from folkmoot.methods.duplicates.notes import Note, Ready, ready

OWN, HOUSE, STREET, NOTHING = 1, 2, 3, 4  # how close what is shared comes to one person alone


@dataclass(frozen=True, slots=True)
class Likely:
    """Two notes that may be of one person.

    Attributes
    ----------
    one, other : str
        Their keys, in order.
    reasons, against : tuple of str
        Sentences: what speaks for it, and what differs.
    order : tuple of int
        Sorts the likelier first: what is shared beside the name, then how alike the names are,
        then how much differs.
    """

    one: str
    other: str
    reasons: tuple[str, ...]
    against: tuple[str, ...]
    order: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Beside:
    """What two notes share beside the name, and what differs."""

    closest: int
    reasons: tuple[str, ...]
    own_differs: bool  # their own telephones, or e-mail addresses
    home_differs: bool
    against: tuple[str, ...]


def compare(one: Note, other: Note) -> Likely | None:
    """Whether two notes may be of one person; None when nothing says so, or too much against it.

    Parameters
    ----------
    one, other : Note

    Returns
    -------
    Likely or None
        The same whichever comes first.

    Examples
    --------
    >>> a = Note("a", "Dilys Jones", phone="07700 900123", street="Mill Lane")
    >>> b = Note("b", "D. Jones", phone="+44 7700 900 123")
    >>> compare(a, b).reasons
    ('D may stand for Dilys.', 'The same mobile number.')
    >>> compare(a, Note("c", "Owen Jones", phone="07700 900123"))  # he answers her telephone
    """
    return beside(ready(one), ready(other))


def beside(one: Ready, other: Ready) -> Likely | None:
    """As `compare`, of notes made comparable before."""
    names = names_alike(one.name, other.name)
    if names.how is How.OTHER:
        return None
    rest = _rest(one, other)
    if not _enough(names, rest):
        return None
    first, second = sorted((one.key, other.key))
    return Likely(
        first,
        second,
        (*names.reasons, *rest.reasons),
        rest.against,
        (rest.closest, names.how.value, len(rest.against)),
    )


def _enough(names: Alike, rest: _Beside) -> bool:
    """What each sort of name asks for beside it."""
    if rest.closest == OWN:
        return True
    if rest.own_differs or names.how in (How.LAST, How.CHANGED):
        return False  # a father and a son of one name, in one house, each with their telephone
    if rest.closest == HOUSE:
        return True
    if rest.home_differs:
        return False
    if names.how is How.SAME:
        return True
    return rest.closest == STREET and names.n_same > 0


def _rest(one: Ready, other: Ready) -> _Beside:
    same, differs, home = [], [], one.home.differs_from(other.home)
    closest = NOTHING
    for what, ours, theirs in (
        ("mobile number", one.mobiles, other.mobiles),
        ("e-mail address", _one(one.email), _one(other.email)),
    ):
        if ours & theirs:
            same.append(f"The same {what}.")
            closest = OWN
        elif ours and theirs:
            differs.append(f"Different {what}{'es' if what.endswith('ss') else 's'}.")
    own_differs = bool(differs)
    if one.landlines & other.landlines:
        same.append("The same telephone number.")
        closest = min(closest, HOUSE)
    where, near = _where(one, other)
    same += [where] if where else []
    differs += ["Different houses."] if home else []
    away = _on_other_streets(one, other)
    differs += ["Different streets."] if away and not home else []
    return _Beside(min(closest, near), tuple(same), own_differs, home or away, tuple(differs))


def _where(one: Ready, other: Ready) -> tuple[str, int]:
    if one.home.houses & other.home.houses:
        return "The same house.", HOUSE
    if one.home.streets & other.home.streets:
        return "The same street.", STREET
    return "", NOTHING


def _on_other_streets(one: Ready, other: Ready) -> bool:
    ours, theirs = one.home, other.home
    apart = bool(ours.streets and theirs.streets and not ours.streets & theirs.streets)
    return apart and not ours.houses & theirs.houses


def _one(email: str) -> frozenset[str]:
    return frozenset({email} if email else ())
