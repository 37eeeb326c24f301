"""Who is tied to whom, in rows that later methods can multiply."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from folkmoot.methods.errors import InvalidInput

Tie = tuple[str, str] | tuple[str, str, float]


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Names, and the strength of the tie from each to each.

    Attributes
    ----------
    names : each once, in the order given
    ties : (n, n) sparse array of floats, none negative, nothing on the diagonal; the entry in
        row i and column j is how strong the tie from i to j is. Read only by agreement:
        nothing here changes it.
    directed : whether a tie from one to another says nothing about the way back. Otherwise
        `ties` is symmetric.
    """

    names: tuple[str, ...]
    ties: csr_array
    directed: bool

    @classmethod
    def of(
        cls, ties: Iterable[Tie], *, names: Sequence[str] = (), directed: bool = False
    ) -> "Network":
        """Read a list of ties: (from, to), or (from, to, strength) with a strength above 0.

        A tie told twice, or told from both ends where direction does not matter, is one
        tie; two strengths for it are added up.

        Parameters
        ----------
        names : those to include even if they have no tie; others follow as they are met

        Raises
        ------
        InvalidInput
            A tie from someone to themselves, a strength that is not above 0, or a name
            given twice.

        >>> Network.of([("baker", "school"), ("school", "baker")]).n_ties
        1
        """
        if len(set(names)) != len(names):
            raise InvalidInput("A name is given twice.", name="names")
        number = {name: i for i, name in enumerate(names)}
        strengths: dict[tuple[int, int], float] = {}
        for source, target, *rest in ties:
            strength = _strength(source, target, rest)
            ends = _number(number, source), _number(number, target)
            key = ends if directed else (min(ends), max(ends))
            strengths[key] = strengths.get(key, 0.0) + strength if rest else 1.0
        return cls(tuple(number), _rows(strengths, len(number), directed=directed), directed)

    @property
    def n_ties(self) -> int:
        """How many ties: pairs, or arrows where direction matters."""
        return int(self.ties.nnz) if self.directed else int(self.ties.nnz) // 2


def _number(number: dict[str, int], name: str) -> int:
    return number.setdefault(name, len(number))


def _strength(source: str, target: str, rest: Sequence[float]) -> float:
    if source == target:
        raise InvalidInput(f"“{source}” is tied to itself.", name=source)
    strength = float(rest[0]) if rest else 1.0
    if not (strength > 0 and math.isfinite(strength)):
        raise InvalidInput(
            f"The tie from “{source}” to “{target}” needs a strength above 0.",
            source=source,
            target=target,
        )
    return strength


def _rows(strengths: dict[tuple[int, int], float], n: int, *, directed: bool) -> csr_array:
    ends = np.array(list(strengths), dtype=np.int64).reshape(-1, 2)
    values = np.array(list(strengths.values()), dtype=np.float64)
    one_way = csr_array((values, (ends[:, 0], ends[:, 1])), shape=(n, n))
    return one_way if directed else csr_array(one_way + one_way.T)
