"""Two drawings of a place beside each other."""

from dataclasses import dataclass

from folkmoot.places.analysis.boundaries import drawn, surface
from folkmoot.places.analysis.reading import Geometry

# Less than this is the width of the pencil: 100 square metres.
PENCIL_KM2 = 0.0001


@dataclass(frozen=True, slots=True)
class Change:
    """Square kilometres taken in, left out and kept."""

    gained_km2: float
    lost_km2: float
    kept_km2: float

    @property
    def in_words(self) -> str:
        """What the later drawing did: "took in 0.36 square kilometres"."""
        told = [
            f"{verb} {size_in_words(size)}"
            for verb, size in (("took in", self.gained_km2), ("left out", self.lost_km2))
            if size >= PENCIL_KM2
        ]
        return " and ".join(told) or "covers the same ground"


def compare(before: Geometry, after: Geometry) -> Change:
    """What the later drawing took in and left out."""
    old, new = drawn(before), drawn(after)
    return Change(
        gained_km2=surface(new.difference(old)),
        lost_km2=surface(old.difference(new)),
        kept_km2=surface(new.intersection(old)),
    )


def size_in_words(km2: float) -> str:
    """A surface as people say it.

    >>> size_in_words(0.0042), size_in_words(0.36), size_in_words(12.4)
    ('4,200 square metres', '0.36 square kilometres', '12 square kilometres')
    """
    if km2 < 0.01:
        return f"{round(km2 * 1_000_000, -2):,.0f} square metres"
    if km2 < 10:
        return f"{km2:.2f} square kilometres"
    return f"{km2:,.0f} square kilometres"
