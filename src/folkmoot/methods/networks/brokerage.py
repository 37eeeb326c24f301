"""Who passes things on between two who are not tied, and for which groups.

Source: Gould and Fernandez (1989), "Structures of Mediation: A Formal Approach to Brokerage
in Transaction Networks", *Sociological Methodology* 19. The reference to compare with is
`brokerage` in the R package sna.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from folkmoot.methods.errors import InvalidInput
from folkmoot.methods.networks.network import Network

Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Brokerage:
    """For each b, how many pairs (a, c) it connects: a → b → c, and no tie a → c.

    Each is an (n,) array of whole numbers in the order of `names`.

    Attributes
    ----------
    coordinator : a, b and c are of one group
    gatekeeper : b lets something from outside into its own group (b and c of one group)
    representative : b carries something of its own group outwards (a and b of one group)
    itinerant : a and c are of one group, b is not
    liaison : three groups
    """

    coordinator: Counts
    gatekeeper: Counts
    representative: Counts
    itinerant: Counts
    liaison: Counts

    @property
    def total(self) -> Counts:
        """All pairs each one connects."""
        own = self.coordinator + self.gatekeeper + self.representative
        return own + self.itinerant + self.liaison


class _Ties(NamedTuple):
    """Ties inside one group, between two groups, and all of them, each 0 or 1."""

    inside: csr_array
    across: csr_array
    all: csr_array


def brokerage(network: Network, groups: Sequence[str]) -> Brokerage:
    """Count each one's brokered pairs by role. A tie counts whatever its strength.

    Where direction does not matter, every pair is counted both ways, as a → b → c and as
    c → b → a, so that gatekeeper and representative are alike.

    Parameters
    ----------
    groups : the group of each name, in the order of `names`

    Raises
    ------
    InvalidInput
        There are not as many groups as names.
    """
    if len(groups) != len(network.names):
        raise InvalidInput(
            f"{len(network.names)} names need as many groups, but {len(groups)} were given.",
            name="groups",
        )
    number = np.unique(np.asarray(groups, dtype=np.str_), return_inverse=True)[1]
    ties = _split(network.ties, number)
    coordinator = _paths(ties.inside, ties.inside) - _closed(ties.inside, ties.inside, ties.inside)
    gatekeeper = _paths(ties.across, ties.inside) - _closed(ties.across, ties.inside, ties.across)
    representative = _paths(ties.inside, ties.across) - _closed(
        ties.inside, ties.across, ties.across
    )
    itinerant = _returning(ties.across, number) - _closed(ties.across, ties.across, ties.inside)
    total = _paths(ties.all, ties.all) - _closed(ties.all, ties.all, ties.all)
    rest = coordinator + gatekeeper + representative + itinerant
    return Brokerage(coordinator, gatekeeper, representative, itinerant, total - rest)


def _split(strengths: csr_array, number: NDArray[np.int64]) -> _Ties:
    arrows = strengths.tocoo()
    rows, columns = arrows.coords
    same = number[rows] == number[columns]

    def kept(which: NDArray[np.bool_]) -> csr_array:
        ones = np.ones(int(which.sum()), dtype=np.int64)
        return csr_array((ones, (rows[which], columns[which])), shape=strengths.shape)

    return _Ties(kept(same), kept(~same), kept(np.ones_like(same)))


def _paths(first: csr_array, second: csr_array) -> Counts:
    """For each b, pairs a → b → c with a ≠ c, whether or not a is tied to c."""
    back = first.multiply(second.T)
    return _sums(first, 0) * _sums(second, 1) - _sums(back, 0)


def _returning(across: csr_array, number: NDArray[np.int64]) -> Counts:
    """For each b, pairs a → b → c of one group that is not b's, with a ≠ c."""
    n_groups = int(number.max(initial=-1)) + 1
    places = np.arange(len(number))
    ones = np.ones(len(number), dtype=np.int64)
    group_of = csr_array((ones, (places, number)), shape=(len(number), n_groups))
    pairs = (across.T @ group_of).multiply(across @ group_of)
    return _sums(pairs, 1) - _sums(across.multiply(across.T), 0)


def _closed(first: csr_array, second: csr_array, around: csr_array) -> Counts:
    """For each b, pairs a → b → c where a → c is there as well."""
    return _sums(first.multiply(around @ second.T), 0)


def _sums(values: csr_array, axis: int) -> Counts:
    return np.asarray(values.sum(axis=axis), dtype=np.int64).ravel()
