"""Who is named by neighbours, ranked by how many different streets name them.

Two questions find the people who connect a neighbourhood better than any measure of a
half-known network: who is good at bringing people together here, and who could help you
reach someone with the power to change things. Being named from many streets says more than
being named often in one.

Source: Rowson, Broome and Jones (2010), *Connected Communities*, RSA, for the questions;
Banerjee, Chandrasekhar, Duflo and Jackson (2019), "Using Gossips to Spread Information",
for asking residents instead of measuring networks.
"""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Nomination:
    """One person heard, on one street, naming another; the street is "" where it is not known."""

    heard: str
    street: str
    named: str


@dataclass(frozen=True, slots=True)
class Named:
    """Someone named, by how many of those heard, from how many streets."""

    name: str
    n_streets: int
    n_heard: int


def nominations(given: Iterable[Nomination]) -> tuple[Named, ...]:
    """Rank those named: most streets first, then most people, then by name.

    Someone heard who names a person twice counts once; naming oneself does not count, and a
    street that is not known is no street.

    >>> from folkmoot.methods.networks import Nomination
    >>> given = [Nomination("1", "Mill Lane", "Ted"), Nomination("2", "", "Ted")]
    >>> nominations(given)
    (Named(name='Ted', n_streets=1, n_heard=2),)
    """
    streets: dict[str, set[str]] = {}
    heard: dict[str, set[str]] = {}
    for one in given:
        if one.named != one.heard:
            streets.setdefault(one.named, set()).update({one.street} - {""})
            heard.setdefault(one.named, set()).add(one.heard)
    found = (Named(name, len(streets[name]), len(heard[name])) for name in streets)
    return tuple(sorted(found, key=lambda one: (-one.n_streets, -one.n_heard, one.name)))
