"""Agreement where a note may have several themes, or none: theme by theme, there or not.

Each theme is a question of its own, answered yes or no for every note a coder did. Over all
themes, differences found and differences chance would give are each added up before they are
compared. So a theme nobody disputes does not hide one that everybody does, common themes do
not pass for agreement about rare ones, and where every note has exactly one theme, the answer
is that of `alpha` on the themes' names.
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from folkmoot.methods.agreement.alpha import Agreement, alpha

PRESENCE = "alpha/presence/1"


@dataclass(frozen=True, slots=True)
class Coded:
    """What one coder found in one note: its themes, or none."""

    unit: Hashable
    coder: Hashable
    themes: frozenset[Hashable]


@dataclass(frozen=True, slots=True)
class ThemeAgreement:
    """How far coders agreed on where one theme is.

    `n_both` notes have it by everyone who coded them; `n_some` by some and not by others.
    """

    theme: Hashable
    agreement: Agreement
    n_both: int
    n_some: int


def by_theme(
    coded: Iterable[Coded], themes: Sequence[Hashable]
) -> tuple[Agreement, tuple[ThemeAgreement, ...]]:
    """Agreement over all themes together, and on each, in the order given.

    A note of which a coder said nothing at all is not given; one they found no theme in is
    given with none. The later of two codings of one note by one coder stands. Time is in
    proportion to codings times themes. Exact.

    Examples
    --------
    >>> found = [("n1", "Ann", {"play"}), ("n1", "Bea", {"play", "dogs"}), ("n2", "Ann", set()),
    ...          ("n2", "Bea", set())]
    >>> told = (Coded(unit, coder, frozenset(themes)) for unit, coder, themes in found)
    >>> whole, (play, dogs) = by_theme(told, ["play", "dogs"])
    >>> print(whole.value, play.agreement.value, dogs.agreement.value, dogs.n_some)
    4/7 1 0 1
    """
    notes: dict[Hashable, dict[Hashable, frozenset[Hashable]]] = {}
    for one in coded:
        notes.setdefault(one.unit, {})[one.coder] = one.themes
    shared = [list(by.values()) for by in notes.values() if len(by) > 1]
    each = tuple(_of_theme(theme, shared) for theme in themes)
    observed = sum((one.agreement.observed for one in each), Fraction(0))
    expected = sum((one.agreement.expected for one in each), Fraction(0))
    value = 1 - observed / expected if expected else None
    n_values = sum(len(found) for found in shared)
    return Agreement(PRESENCE, value, observed, expected, len(shared), n_values), each


def _of_theme(theme: Hashable, shared: Sequence[Sequence[frozenset[Hashable]]]) -> ThemeAgreement:
    said = [[theme in themes for themes in note] for note in shared]
    return ThemeAgreement(
        theme=theme,
        agreement=alpha(said),
        n_both=sum(all(note) for note in said),
        n_some=sum(any(note) and not all(note) for note in said),
    )
