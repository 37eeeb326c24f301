"""What a place tells of what it heard: the figures as they are, or as they were released."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from folkmoot.kernel.prepared import prepared
from folkmoot.organising.analysis.agreement import FEW, compared
from folkmoot.organising.analysis.breadth import BREADTH
from folkmoot.organising.models import (
    Answer,
    HeardPage,
    HeardStage,
    ListeningRound,
    Quote,
    Theme,
)
from folkmoot.organising.queries.agreement import read_by_two
from folkmoot.organising.queries.breadth import breadth_of, broadest_of
from folkmoot.places.models import Place

A_PAGE = 15
MOST_RELEASED = 6
Figures = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ThemeTold:
    """One theme as the page tells it."""

    figures: Figures
    quotes: Sequence[Quote]


@dataclass(frozen=True, slots=True)
class HeardView:
    """A page as it is read."""

    page: HeardPage
    figures: Figures
    themes: Sequence[ThemeTold]

    @property
    def told(self) -> list[Figures]:
        """Themes of which the streets are told."""
        return [each.figures for each in self.themes if each.figures["n_conversations"]]

    @property
    def broadest(self) -> str:
        """The themes raised in most streets, by name."""
        return broadest_of([(each["name"], each["n_streets"] or 0) for each in self.told])

    @property
    def quoted(self) -> list[ThemeTold]:
        """Themes under which somebody is quoted."""
        return [each for each in self.themes if each.quotes]

    @property
    def is_preview(self) -> bool:
        """Whether only the team can see it, with figures as they are today."""
        return self.page.stage == HeardStage.PREPARED


def figures_of(round: ListeningRound) -> dict[str, Any]:
    """Everything a page tells in numbers, as it is now: what a release freezes; 13 queries."""
    breadth = breadth_of(round)
    themes = list(Theme.objects.filter(place=round.place_id))
    found = [
        (each.note, coder, keys) for each in read_by_two(round) for coder, keys in each.by.items()
    ]
    twice = compared(found, themes)
    return {
        "rule": BREADTH,
        "n_conversations": breadth.reach.n_conversations,
        "n_people": breadth.reach.n_people,
        "n_streets": breadth.n_streets,
        "n_streets_heard": breadth.reach.n_streets_heard,
        "n_groups": breadth.n_groups,
        "n_groups_heard": breadth.n_groups_heard,
        "n_read": breadth.n_read,
        "n_unsettled": breadth.n_unsettled,
        "themes": [asdict(each) | {"theme": str(each.theme)} for each in breadth.themes],
        "n_read_by_two": twice.n_notes,
        "is_hint": twice.n_notes < FEW,
        "alike": twice.whole.words,
        "alpha": twice.whole.alpha,
    }


def heard_view(page: HeardPage) -> HeardView:
    """A page as it stands: frozen, or as it would be released today."""
    figures: Figures = figures_of(page.round) if not page.digest else page.figures
    quotes: dict[str, list[Quote]] = {}
    for quote in Quote.objects.standing().filter(page=page):
        quotes.setdefault(str(quote.theme_id), []).append(quote)
    themes = [ThemeTold(each, quotes.get(each["theme"], ())) for each in figures["themes"]]
    return HeardView(page, figures, themes)


def heard_page_in(round: ListeningRound) -> HeardPage | None:
    """The page of a round, prepared or released; one query."""
    return (
        HeardPage.objects.filter(round=round)
        .exclude(stage=HeardStage.TAKEN_BACK)
        .select_related("place", "round")
        .first()
    )


def released_in(place: Place) -> list[HeardPage]:
    """What everybody can read of what a place heard, the latest first; one query."""
    return _released(place.pk)


@prepared
def _released(place: UUID) -> QuerySet[HeardPage]:
    found = HeardPage.objects.released().filter(place=place).select_related("round")
    return found.order_by("-released_at")[:MOST_RELEASED]


@dataclass(frozen=True, slots=True)
class Quotable:
    """Words that may be quoted, and those that stand on the page already."""

    page: Page[Answer]
    quotes: Sequence[Quote]
    themes: Sequence[Theme]


def quotable(page: HeardPage, *, number: str = "1") -> Quotable:
    """Answers whose speakers said yes, a page of them; five queries."""
    quotes = list(Quote.objects.standing().filter(page=page).select_related("theme"))
    said = Answer.objects.filter(
        conversation__round=page.round_id,
        conversation__may_quote=True,
        conversation__withdrawn_at__isnull=True,
        conversation__amended_by__isnull=True,
    ).exclude(words="")
    left = said.exclude(pk__in=[quote.answer_id for quote in quotes]).select_related("question")
    return Quotable(
        page=Paginator(left.order_by("conversation__digest", "pk"), A_PAGE).get_page(number),
        quotes=quotes,
        themes=list(Theme.objects.filter(place=page.place_id, retired_at__isnull=True)),
    )
