"""What was raised in a round, and how broadly."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from folkmoot.kernel.sheets.writing import as_csv
from folkmoot.kernel.ui.words import listed
from folkmoot.organising.analysis.breadth import Raised, ThemeBreadth, breadths, themes_of
from folkmoot.organising.models import Coding, Conversation, ListeningRound, Theme
from folkmoot.organising.queries.rounds import Reach, reach_of

Rows = dict[UUID, list[tuple[bool, frozenset[UUID]]]]


@dataclass(frozen=True, slots=True)
class Breadth:
    """How broadly each theme was raised in a round, and how much of it has been read."""

    reach: Reach
    n_read: int
    n_unsettled: int
    themes: Sequence[ThemeBreadth]

    @property
    def n_streets(self) -> int:
        """Streets on the list."""
        return len(self.reach.streets)

    @property
    def n_groups(self) -> int:
        """Groups on the list."""
        return len(self.reach.groups)

    @property
    def n_groups_heard(self) -> int:
        """Groups of whom somebody was heard."""
        return sum(group.n_heard > 0 for group in self.reach.groups)

    @property
    def n_left(self) -> int:
        """Conversations nobody has read for themes, those with them whose words are gone."""
        return self.reach.n_conversations - self.n_read

    @property
    def broadest(self) -> str:
        """The theme raised in most streets, or those that are level; "" when none may be told."""
        return broadest_of([(each.name, each.n_streets or 0) for each in self.told])

    @property
    def told(self) -> list[ThemeBreadth]:
        """Themes of which the streets may be told."""
        return [each for each in self.themes if each.n_conversations]


def broadest_of(streets: Sequence[tuple[str, int]]) -> str:
    """Names of the themes with most streets, of names and streets; "" when there are none."""
    most = max((number for _, number in streets), default=0)
    return listed([name for name, number in streets if number == most > 0])


def breadth_of(round: ListeningRound) -> Breadth:
    """Themes of a round by breadth; seven queries, however many conversations."""
    found = _found(round)
    streets, groups = _where(round)
    notes = [
        Raised(themes_of(by), streets.get(note), frozenset(groups.get(note, ())))
        for note, by in found.items()
    ]
    used = {key for note in notes for key in note.themes}
    book = {
        theme.pk: (theme.name, theme.belongs)
        for theme in Theme.objects.filter(place=round.place_id)
        if theme.retired_at is None or theme.pk in used
    }
    return Breadth(
        reach=reach_of(round),
        n_read=len(found),
        n_unsettled=sum(_is_unsettled(by) for by in found.values()),
        themes=breadths(notes, book),
    )


NOT_SHOWN = "not shown"
HEADS = (
    "theme", "streets", "of streets", "groups", "of groups", "conversations",
)  # fmt: skip


def breadth_as_csv(themes: Iterable[Mapping[str, Any]], *, n_streets: int, n_groups: int) -> bytes:
    """The table of a page as a file: what the page does not tell, the file does not tell either.

    Each of `themes` has `name`, `n_streets`, `n_groups` and `conversations`, in words.
    """
    return as_csv(
        HEADS,
        (
            (
                each["name"],
                _told(each["n_streets"]),
                n_streets,
                _told(each["n_groups"]),
                n_groups,
                each["conversations"],
            )
            for each in themes
        ),
    )


def _told(number: int | None) -> int | str:
    return NOT_SHOWN if number is None else number


def _is_unsettled(by: Sequence[tuple[bool, frozenset[UUID]]]) -> bool:
    return not any(settled for settled, _ in by) and len({themes for _, themes in by}) > 1


def _found(round: ListeningRound) -> Rows:
    """For each note that was read, what each reading found; two queries."""
    standing = Coding.objects.standing().filter(round=round, conversation__amended_by__isnull=True)
    keys: dict[UUID, set[UUID]] = {}
    through = Coding.themes.through.objects.filter(coding__in=standing.order_by().values("pk"))
    for coding, theme in through.values_list("coding", "theme"):
        keys.setdefault(coding, set()).add(theme)
    found: Rows = {}
    for coding, note, other in standing.values_list("pk", "conversation", "settled_with"):
        found.setdefault(note, []).append((other is not None, frozenset(keys.get(coding, ()))))
    return found


def _where(round: ListeningRound) -> tuple[dict[UUID, UUID | None], dict[UUID, set[UUID]]]:
    """The street and the groups of each conversation; two queries."""
    here = Conversation.objects.standing().filter(round=round)
    streets: dict[UUID, UUID | None] = dict(here.order_by().values_list("pk", "street"))
    groups: dict[UUID, set[UUID]] = {}
    of_groups = Conversation.groups.through.objects.filter(conversation__round=round)
    for note, group in of_groups.values_list("conversation", "peoplegroup"):
        groups.setdefault(note, set()).add(group)
    return streets, groups
