"""How far two who read the same notes found the same, in words a person understands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from folkmoot.methods.agreement import Agreement, Coded, by_theme
from folkmoot.organising.models import Theme

FEW = 10  # notes read by two; from fewer, a figure is a hint and no more
ALIKE, MOSTLY = 0.8, 2 / 3  # Krippendorff 2019, chapter 12


@dataclass(frozen=True, slots=True)
class Alike:
    """How alike notes were read: in a word, its tint, and alpha to two decimals if there is one."""

    words: str
    tone: str
    alpha: float | None


@dataclass(frozen=True, slots=True)
class ThemeAlike:
    """How alike notes were read for one theme: in how many both found it, in how many only one."""

    theme: Theme
    alike: Alike
    n_both: int
    n_one: int


@dataclass(frozen=True, slots=True)
class Compared:
    """What two found in the notes both have read."""

    n_notes: int
    whole: Alike
    themes: Sequence[ThemeAlike]

    @property
    def is_few(self) -> bool:
        """Whether too few notes were read by two to say more than a hint."""
        return self.n_notes < FEW


def compared(
    found: Iterable[tuple[UUID, UUID, Iterable[UUID]]], themes: Sequence[Theme]
) -> Compared:
    """Compare what people found, given as note, coder and themes; a theme nobody found is left."""
    coded = [Coded(note, coder, frozenset(keys)) for note, coder, keys in found]
    used = {key for each in coded for key in each.themes}
    here = {theme.pk: theme for theme in themes if theme.pk in used}
    whole, each_theme = by_theme(coded, list(here))
    return Compared(
        n_notes=whole.n_units,
        whole=in_words(whole),
        themes=[
            ThemeAlike(theme, in_words(one.agreement), one.n_both, one.n_some)
            for theme, one in zip(here.values(), each_theme, strict=True)
        ],
    )


def in_words(agreement: Agreement) -> Alike:
    """An alpha as people say it. The bounds are a convention, and the page says so."""
    if agreement.value is None:
        words = "found the same everywhere" if agreement.n_units else "nobody has read the same"
        return Alike(words, "quiet", None)
    alpha = round(float(agreement.value), 2)
    if agreement.value >= ALIKE:
        return Alike("read alike", "moss", alpha)
    if agreement.value >= MOSTLY:
        return Alike("mostly read alike", "ochre", alpha)
    return Alike("not read alike yet", "terracotta", alpha)
