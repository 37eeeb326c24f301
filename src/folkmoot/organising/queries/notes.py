"""Conversations, as the team of the place reads them."""

from dataclasses import dataclass
from datetime import date

from django.core.paginator import Page, Paginator
from django.db.models import Q

from folkmoot.organising.models import (
    Agreement,
    Answer,
    Coding,
    Conversation,
    ListeningRound,
    Neighbour,
    Noticed,
    PeopleGroup,
    Promise,
    Street,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place

A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of conversations, with what it can be filtered by."""

    page: Page[Conversation]
    rounds: list[ListeningRound]
    streets: list[Street]
    chosen: dict[str, str]


def listing(
    place: Place, *, round: str = "", street: str = "", search: str = "", page: str = "1"
) -> Listing:
    """Conversations of a place as they now stand, latest first; the same queries for any number."""
    rounds = list(ListeningRound.objects.filter(place=place))
    streets = list(Street.objects.filter(place=place))
    found = Conversation.objects.readable().filter(place=place)
    if chosen := next((each for each in rounds if each.ref == round), None):
        found = found.filter(round=chosen)
    if there := next((each for each in streets if str(each.pk) == street), None):
        found = found.filter(street=there)
    if search.strip():
        said = Answer.objects.filter(words__icontains=search.strip(), conversation__place=place)
        found = found.filter(pk__in=said.values("conversation"))
    whole = found.select_related("street", "round").prefetch_related("answers__question", "groups")
    asked = {"round": round, "street": street, "search": search.strip()}
    return Listing(Paginator(whole, A_PAGE).get_page(page), rounds, streets, asked)


@dataclass(frozen=True, slots=True)
class Said:
    """One conversation, whole, for those who may read it."""

    conversation: Conversation
    answers: list[Answer]
    groups: list[PeopleGroup]
    listeners: list[str]
    promises: list[Promise]
    later: Conversation | None
    noticed: list[Noticed]
    beside: list[Conversation]  # others that came under the same number
    speakers: list[Neighbour]

    @property
    def gone_date(self) -> date | None:
        """When what was noticed is removed."""
        return self.noticed[0].gone_at.date() if self.noticed else None


def conversation_page(conversation: Conversation, user: object) -> Said:
    """What was said, promised and, for the one who noticed it, noticed; seven queries."""
    listeners = conversation.listeners.select_related("account").order_by("account__name")
    return Said(
        conversation=conversation,
        answers=list(conversation.answers.exclude(words="").select_related("question")),
        groups=list(conversation.groups.all()),
        listeners=[each.account.shown_name() for each in listeners],
        promises=list(conversation.promises.select_related("by")),
        later=Conversation.objects.filter(amends=conversation).first(),
        noticed=list(Noticed.objects.visible_to(user).filter(conversation=conversation)),
        beside=list(Conversation.objects.filter(_beside(conversation))),
        speakers=list(
            Neighbour.objects.filter(spoke__conversation=conversation).select_related("person")
        ),
    )


def _beside(conversation: Conversation) -> Q:
    first = conversation.beside_id or conversation.pk
    return (Q(pk=first) | Q(beside=first)) & ~Q(pk=conversation.pk)


def noticed_by(account: Account) -> list[Noticed]:
    """All that somebody noticed and that is not gone yet."""
    mine = Noticed.objects.filter(by=account).select_related("conversation__place")
    return list(mine.order_by("gone_at"))


def promises_waiting(place: Place) -> list[Promise]:
    """Promises nobody has kept or ended yet, the soonest due first; one query."""
    waiting = Promise.objects.filter(place=place, kept_at__isnull=True, ended_at__isnull=True)
    return list(waiting.select_related("by", "conversation__street")[:100])


def everything_about(account: Account) -> dict[str, object]:
    """All that this room knows of one account, to take away."""
    mine = Q(listeners__account=account)
    listened = Conversation.objects.filter(mine).select_related("place").order_by("said_at", "id")
    promised = Promise.objects.filter(by=account).select_related("place")
    coded = Coding.objects.filter(Q(coder=account) | Q(settled_with=account))
    return {
        "conversations_listened_to": [
            {"place": each.place.name, "said_at": each.said_at.isoformat(), "kind": each.kind}
            for each in listened
        ],
        "noticed": [
            {"words": each.words, "gone_at": each.gone_at.isoformat()}
            for each in noticed_by(account)
        ],
        "promises": [
            {"place": each.place.name, "words": each.words, "due": each.due_date.isoformat()}
            for each in promised
        ],
        "notes_coded": [
            {
                "place": each.place.name,
                "coded_at": each.coded_at.isoformat(),
                "themes": [theme.name for theme in each.themes.all()],
            }
            for each in coded.select_related("place").prefetch_related("themes")
        ],
        "agreements_looked_after": [
            {
                "place": each.place.name,
                "title": each.title,
                "begun_at": each.proposed_at.isoformat(),
            }
            for each in Agreement.objects.filter(kept_by=account).select_related("place")
        ],
    }


def and_before(conversation: Conversation) -> list[Conversation]:
    """A conversation and the notes that it put right."""
    found: list[Conversation] = []
    here: Conversation | None = conversation
    while here is not None:
        found.append(here)
        here = here.amends
    return found
