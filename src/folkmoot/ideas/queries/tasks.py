"""What waits on one person about proposals, and what happens if nothing is done."""

from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.ideas.models import Author, Merger, MergerStage, Proposal, Stage
from folkmoot.ideas.queries.officers import WAITING
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.notify.models import BY_TELEPHONE, Channel, label_of
from folkmoot.kernel.notify.queries import Pile, piles_of
from folkmoot.kernel.prepared import Keys, keys_of, prepared
from folkmoot.kernel.ui.words import day
from folkmoot.kernel.waiting import MOST_ALIKE, Task
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.queries.teams import Teams, teams_of

MOST = 100
SAID = ("ref", "title", "stage", "put_at", "answer_date")  # numbering a thousand, texts weigh
WORDS = {Channel.PHONE: "call", Channel.TEXT: "text"}


def tasks_for(account: Account, at: datetime, *, teams: Teams | None = None) -> list[Task]:
    """Everything about proposals that waits on this person, the longest waiting first.

    Three queries, however many proposals there are; fewer for those who may do less.
    """
    teams = teams or teams_of(account, at=at)
    tasks = [
        *_to_see_to(account, teams, at),
        *_to_agree(account),
        *_to_send(teams, at),
    ]
    return sorted(tasks, key=lambda task: (task.since, task.href))


def _to_see_to(account: Account, teams: Teams, at: datetime) -> list[Task]:
    """Proposals this officer has been given, or may take; and those nobody has been given yet.

    The first few of each place, with how many there are: a place may have a thousand.
    """
    answering = teams.permitting(Permission.PROPOSAL_ASSESS)
    assigning = teams.permitting(Permission.PROPOSAL_ASSIGN)
    if not answering and not assigning:
        return []
    found = _first_of_each(account.pk, keys_of(answering), keys_of(assigning))
    return [_answer_or_assign(each, at) for each in found]


@prepared
def _first_of_each(account: UUID, answering: Keys, assigning: Keys) -> QuerySet[Proposal]:
    mine = Q(assessment__officer=account)
    nobodys = Q(assessment__isnull=False, assessment__officer__isnull=True)
    given = Q(place__in=answering, stage__in=WAITING) & (mine | nobodys)
    fresh = Q(place__in=assigning, stage=Stage.PUT, assessment__isnull=True)
    kind: list[Any] = [F("place"), Q(assessment__isnull=True)]
    numbered = Proposal.objects.filter(given | fresh).annotate(
        n_alike=Window(Count("pk"), partition_by=kind),
        turn=Window(RowNumber(), partition_by=kind, order_by=["put_at", "pk"]),
    )
    return (
        numbered.filter(turn__lte=MOST_ALIKE)
        .select_related("place", "assessment")
        .only(*SAID, "place__name", "place__slug", "assessment__assigned_at")
        .order_by("put_at")
    )


def _answer_or_assign(proposal: Proposal, at: datetime) -> Task:
    assessment = getattr(proposal, "assessment", None)
    title, page = ("Answer a proposal", "assess")
    if assessment is None:
        title, page = ("Say which service should answer", "assign")
    return Task(
        title=title,
        about=proposal.title,
        place=proposal.place.name,
        since=assessment.assigned_at if assessment else proposal.put_at,
        href=reverse(f"ideas:{page}", args=[proposal.ref]),
        otherwise=_promised(proposal, at),
        n_alike=proposal.n_alike,  # type: ignore[attr-defined]
        together=f"{reverse('ideas:queue')}?{urlencode({'place': proposal.place.slug})}",
    )


def _to_agree(account: Account) -> list[Task]:
    """Mergers that ask this author."""
    return [
        Task(
            title="Say whether your proposal may join another",
            about=each.title,
            place=each.place.name,
            since=each.suggested_at,
            href=reverse("ideas:mine"),
            otherwise="Nothing is merged without your yes.",
        )
        for each in _mergers_asking(account.pk)
    ]


@prepared
def _mergers_asking(account: UUID) -> QuerySet[Merger]:
    mine = Author.objects.of_account(Account(pk=account))
    return (
        Merger.objects.filter(stage=MergerStage.SUGGESTED, parts__proposal__authors__in=mine)
        .exclude(consents__author__in=mine)
        .select_related("place")
        .defer("place__boundary", "place__outline")
        .distinct()[:MOST]
    )


def _to_send(teams: Teams, at: datetime) -> list[Task]:
    """Letters to print and bring to the post; calls to make and texts to send."""
    places = teams.permitting(Permission.LETTER_POST)
    piles = piles_of(places, at) if places else {}
    return [
        task
        for place in places
        for found in [piles.get(label_of(place), {})]
        for task in [_letters(place, found), _calls(place, found)]
        if task
    ]


def _letters(place: Place, piles: dict[str, Pile]) -> Task | None:
    pile = piles.get(Channel.LETTER)
    return pile and Task(
        title="Print and post the letters",
        about=_numbered(pile.number, "letter"),
        place=place.name,
        since=pile.since,
        href=reverse("ideas:letters", args=[place.slug]),
        otherwise="People who asked to be told by letter hear nothing until then.",
    )


def _calls(place: Place, piles: dict[str, Pile]) -> Task | None:
    found = {WORDS[kind]: piles[kind] for kind in BY_TELEPHONE if kind in piles}
    if not found:
        return None
    return Task(
        title="Make the calls and send the texts",
        about=" and ".join(_numbered(pile.number, word) for word, pile in found.items()),
        place=place.name,
        since=min(pile.since for pile in found.values()),
        href=reverse("ideas:calls", args=[place.slug]),
        otherwise="People who asked to be told by phone hear nothing until then.",
    )


def _numbered(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"


def _promised(proposal: Proposal, at: datetime) -> str:
    if proposal.answer_date < localdate(at):
        return f"An answer was promised by {day(proposal.answer_date)}; people can see it is late."
    return f"An answer is promised by {day(proposal.answer_date)}."
