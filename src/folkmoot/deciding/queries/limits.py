"""The limits of a decision in words: what may be funded together, and why."""

from collections.abc import Sequence
from dataclasses import dataclass

from folkmoot.counting.limits import limit_in_words
from folkmoot.deciding.models import Decision, Limit, Option
from folkmoot.kernel.ui.words import money


@dataclass(frozen=True, slots=True)
class ToldLimit:
    """One limit, ready to be read."""

    limit: Limit
    options: Sequence[Option]
    words: str  # what it allows, in one sentence

    @property
    def title(self) -> str:
        """Its name; where it came from a file without one, what kind of thing it is."""
        return self.limit.name or "A limit"

    @property
    def because(self) -> str:
        """Why there is this limit."""
        return self.limit.because

    @property
    def titles(self) -> list[str]:
        """What it is about, as a list on a page."""
        return [option.title for option in self.options]


def limits_of(decision: Decision) -> list[ToldLimit]:
    """Every limit of a decision in words, in the order they were set. At most two queries."""
    found = decision.limits.prefetch_related("options")
    return [_told(limit, decision.currency) for limit in found]


def _told(limit: Limit, currency: str) -> ToldLimit:
    options = list(limit.options.all())
    names = {option.number: f"“{option.title}”" for option in options}
    words = limit_in_words(
        {
            "options": list(names),
            "number": limit.most_options,
            "money": limit.most_pence,
            "label": limit.name,
        },
        names.__getitem__,
        lambda pence: money(pence, currency),
    )
    return ToldLimit(limit, options, words)
