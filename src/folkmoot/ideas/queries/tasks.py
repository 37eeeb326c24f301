"""What waits on one person about proposals, and what happens if nothing is done."""

from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.ideas.models import Author, Merger, MergerStage, Proposal, Stage
from folkmoot.ideas.queries.officers import WAITING, places_with
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.notify.models import BY_TELEPHONE, Channel, label_of
from folkmoot.kernel.notify.queries import Pile, piles_of
from folkmoot.kernel.ui.words import day
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account
from folkmoot.places.models import Place

MOST = 100
WORDS = {Channel.PHONE: "call", Channel.TEXT: "text"}


def tasks_for(account: Account, at: datetime) -> list[Task]:
    """Everything about proposals that waits on this person, the longest waiting first.

    Five queries, however many proposals there are.
    """
    tasks = [
        *_to_answer(account, at),
        *_to_assign(account, at),
        *_to_agree(account),
        *_to_send(account, at),
    ]
    return sorted(tasks, key=lambda task: (task.since, task.href))


def _to_answer(account: Account, at: datetime) -> list[Task]:
    """Proposals this officer has been given, or that any officer here may take."""
    places = places_with(account, Permission.PROPOSAL_ASSESS, at=at)
    given = Proposal.objects.filter(place__in=places, stage__in=WAITING).filter(
        Q(assessment__officer=account)
        | Q(assessment__isnull=False, assessment__officer__isnull=True)
    )
    return [
        Task(
            title="Answer a proposal",
            about=each.title,
            place=each.place.name,
            since=each.assessment.assigned_at,
            href=reverse("ideas:assess", args=[each.ref]),
            otherwise=_promised(each, at),
        )
        for each in _light(given).select_related("assessment")[:MOST]
    ]


def _to_assign(account: Account, at: datetime) -> list[Task]:
    """Proposals nobody has been given yet."""
    places = places_with(account, Permission.PROPOSAL_ASSIGN, at=at)
    fresh = Proposal.objects.filter(place__in=places, stage=Stage.PUT, assessment__isnull=True)
    return [
        Task(
            title="Say which service should answer",
            about=each.title,
            place=each.place.name,
            since=each.put_at,
            href=reverse("ideas:assign", args=[each.ref]),
            otherwise=_promised(each, at),
        )
        for each in _light(fresh)[:MOST]
    ]


def _to_agree(account: Account) -> list[Task]:
    """Mergers that ask this author."""
    mine = Author.objects.of_account(account)
    asked = (
        Merger.objects.filter(stage=MergerStage.SUGGESTED, parts__proposal__authors__in=mine)
        .exclude(consents__author__in=mine)
        .select_related("place")
        .defer("place__boundary", "place__outline")
        .distinct()
    )
    return [
        Task(
            title="Say whether your proposal may join another",
            about=each.title,
            place=each.place.name,
            since=each.suggested_at,
            href=reverse("ideas:mine"),
            otherwise="Nothing is merged without your yes.",
        )
        for each in asked[:MOST]
    ]


def _to_send(account: Account, at: datetime) -> list[Task]:
    """Letters to print and bring to the post; calls to make and texts to send."""
    places = list(places_with(account, Permission.LETTER_POST, at=at))
    piles = piles_of(places, at)
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


def _light(proposals: QuerySet[Proposal]) -> QuerySet[Proposal]:
    light = proposals.select_related("place").defer("place__boundary", "place__outline")
    return light.order_by("put_at")


def _promised(proposal: Proposal, at: datetime) -> str:
    if proposal.answer_date < localdate(at):
        return f"An answer was promised by {day(proposal.answer_date)}; people can see it is late."
    return f"An answer is promised by {day(proposal.answer_date)}."
