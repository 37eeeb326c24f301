"""Notes two have read: how far they found the same, and where they differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef

from folkmoot.organising.analysis.agreement import Compared, compared
from folkmoot.organising.models import Answer, Coding, Conversation, ListeningRound, Theme
from folkmoot.people.models import Account

A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Finding:
    """What one person found in a note."""

    who: str
    account: UUID
    themes: Sequence[Theme]


@dataclass(frozen=True, slots=True)
class Difference:
    """A note in which two found different things, side by side."""

    note: Conversation
    answers: Sequence[Answer]
    findings: Sequence[Finding]


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """How a round was read by two."""

    compared: Compared
    page: Page[UUID]  # notes that differ and are not settled, by key
    differences: Sequence[Difference]
    n_settled: int


@dataclass(frozen=True, slots=True)
class Read:
    """What each who read it found in a note."""

    note: UUID
    by: dict[UUID, set[UUID]]

    @property
    def differs(self) -> bool:
        return len({frozenset(found) for found in self.by.values()}) > 1


def agreement_page(round: ListeningRound, *, page: str = "1") -> AgreementPage:
    """Agreement over a round, and a page of differences; nine queries, however many notes."""
    read = read_by_two(round)
    themes = list(Theme.objects.filter(place=round.place_id))
    settled = set(
        Coding.objects.settled().filter(round=round).values_list("conversation", flat=True)
    )
    differing = [each for each in read if each.differs and each.note not in settled]
    shown = Paginator([each.note for each in differing], A_PAGE).get_page(page)
    return AgreementPage(
        compared=compared(
            [(each.note, coder, found) for each in read for coder, found in each.by.items()], themes
        ),
        page=shown,
        differences=_differences(
            [each for each in differing if each.note in set(shown.object_list)], themes
        ),
        n_settled=len(settled),
    )


def difference_in(conversation: Conversation) -> Difference | None:
    """What two found in one note; None before two have read it, for nobody is to see it then."""
    codings = Coding.objects.alone().filter(conversation=conversation)
    by = {each.coder_id: {theme.pk for theme in each.themes.all()}
          for each in codings.prefetch_related("themes")}  # fmt: skip
    if len(by) < 2:
        return None
    themes = list(Theme.objects.filter(place=conversation.place_id))
    return _differences([Read(conversation.pk, by)], themes)[0]


def read_by_two(round: ListeningRound) -> list[Read]:
    """Every note of a round that two have read, each alone; two queries."""
    alone = Coding.objects.alone().filter(conversation=OuterRef("conversation"))
    rows = Coding.objects.alone().filter(
        Exists(alone.exclude(coder=OuterRef("coder"))),
        round=round,
        conversation__amended_by__isnull=True,
    )
    by: dict[UUID, dict[UUID, set[UUID]]] = {}
    found: dict[UUID, set[UUID]] = {}
    order = rows.order_by("conversation__digest", "coded_at", "pk")
    for key, note, coder in order.values_list("pk", "conversation", "coder"):
        found[key] = by.setdefault(note, {}).setdefault(coder, set())
    through = Coding.themes.through.objects.filter(coding__in=rows.order_by().values("pk"))
    for key, theme in through.values_list("coding", "theme"):
        if key in found:
            found[key].add(theme)
    return [Read(note, coders) for note, coders in by.items()]


def _differences(read: Sequence[Read], themes: Sequence[Theme]) -> list[Difference]:
    notes = Conversation.objects.filter(pk__in=[each.note for each in read])
    said = notes.select_related("street").prefetch_related("answers__question")
    by_key = {note.pk: note for note in said}
    people = Account.objects.filter(pk__in={coder for each in read for coder in each.by})
    names = {account.pk: account.shown_name() for account in people}
    return [
        Difference(
            note=by_key[each.note],
            answers=[answer for answer in by_key[each.note].answers.all() if answer.words],
            findings=[
                Finding(names[coder], coder, [theme for theme in themes if theme.pk in found])
                for coder, found in each.by.items()
            ],
        )
        for each in read
    ]
