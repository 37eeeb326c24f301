"""The messages of a place, one of them, and those that one person was sent."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q

from folkmoot.gatherings.models import Gathering
from folkmoot.kernel.jobs.queries import Standing, latest_job, standing_of
from folkmoot.kernel.links import mark_of
from folkmoot.kernel.notify.rules import WRONG_NUMBER
from folkmoot.kernel.ui.words import day
from folkmoot.organising import rules
from folkmoot.organising.models import (
    SEND_JOB,
    Among,
    Circular,
    CircularStage,
    Copy,
    CopyStage,
    Gift,
    ListeningRound,
    Neighbour,
    PeopleGroup,
    Street,
    Tag,
    Why,
)
from folkmoot.organising.queries.audience import (
    Audience,
    address_in,
    audience_of,
    digits_of,
)
from folkmoot.people.models import Account, Person, Said, Through
from folkmoot.people.queries import answer_to
from folkmoot.places.models import Place

A_PAGE = 30
MOST_GATHERINGS = 50
REACHED = (CopyStage.SENT, CopyStage.UNSURE)


@dataclass(frozen=True, slots=True)
class Preview:
    """A circular before it goes: who would get it, who would not, and how one person reads it."""

    audience: Audience
    example: str  # the words, filled for the first who gets it
    example_name: str
    why_not: str

    @property
    def n_getting(self) -> int:
        """How many would get it."""
        return len(self.audience.getting)


@dataclass(frozen=True, slots=True)
class Went:
    """A circular on its way or gone: how many, and who was left out and why."""

    n_sent: int
    n_waiting: int
    n_unsure: int
    n_refused: int
    left_out: list[tuple[str, int]]
    n_by_hand: int  # calls, texts and letters that wait for somebody's hands
    sending: Standing | None

    @property
    def n_left_out(self) -> int:
        """How many were left out."""
        return sum(number for _, number in self.left_out)


@dataclass(frozen=True, slots=True)
class Received:
    """Something somebody was sent: its words as they read them."""

    circular: Circular
    sent_at: datetime
    words: str


def circulars_of(place: Place, *, page: str = "1") -> Page[Circular]:
    """The messages of a place, the newest first, with how many each reached; two queries."""
    reached = Count("copies", filter=Q(copies__stage__in=REACHED))
    rows = Circular.objects.filter(place=place).annotate(n_reached=reached)
    return Paginator(rows.select_related("written_by").order_by("-written_at"), A_PAGE).get_page(
        page
    )


def preview_of(circular: Circular, *, by: Account, at: datetime) -> Preview:
    """What would happen if it were sent now."""
    audience = audience_of(circular, at=at)
    getting = audience.getting
    first = getting[0].neighbour if getting else None
    values = rules.values_for(circular, first, by) if first else {}
    return Preview(
        audience=audience,
        example=rules.filled(circular.text, values),
        example_name=first.name if first else "",
        why_not=rules.why_not_send_circular(circular, n_getting=len(getting)),
    )


def went(circular: Circular, *, at: datetime) -> Went:
    """What became of it so far; the same queries however many it went to."""
    rows = circular.copies.values_list("stage", "why").annotate(n=Count("pk"))
    stages: Counter[str] = Counter()
    reasons: Counter[str] = Counter()
    for stage, why, number in rows.order_by():
        stages[stage] += number
        if why:
            reasons[why] += number
    by_hand = circular.copies.filter(message__sent_at=None, message__failed_at=None)
    job = latest_job(SEND_JOB, circular)
    under_way = circular.stage in (CircularStage.SENDING, CircularStage.STOPPED)
    return Went(
        n_sent=stages[CopyStage.SENT],
        n_waiting=stages[CopyStage.WAITING] + stages[CopyStage.IN_HAND],
        n_unsure=stages[CopyStage.UNSURE],
        n_refused=stages[CopyStage.REFUSED],
        left_out=[(str(Why(why).label), number) for why, number in reasons.most_common()],
        n_by_hand=by_hand.filter(stage=CopyStage.SENT).exclude(message=None).count(),
        sending=standing_of(job, at) if job and under_way else None,
    )


def received_by(neighbour: Neighbour) -> list[Received]:
    """What somebody was sent, the newest first; one query."""
    arrived = Q(message__sent_at__isnull=False) | Q(stage=CopyStage.UNSURE)
    rows = Copy.objects.filter(arrived, _of(neighbour), stage__in=REACHED)
    rows = rows.select_related("circular__place", "circular__started_by", "circular__voice")
    return [
        Received(
            each.circular,
            each.sent_at or each.circular.written_at,
            rules.filled(
                each.circular.text,
                rules.values_for(each.circular, neighbour, each.circular.started_by),
            ),
        )
        for each in rows.order_by("-sent_at")
    ]


def ways_that_fail(neighbour: Neighbour) -> list[str]:
    """Where something was sent and did not arrive, while it is still how we would reach them."""
    person, failed = neighbour.person, Q(stage=CopyStage.REFUSED) | Q(message__failed=WRONG_NUMBER)
    rows = Copy.objects.filter(failed, _of(neighbour)).exclude(address_mark="")
    found = []
    for through, mark in rows.values_list("circular__through", "address_mark").distinct():
        if mark == mark_of(address_in(person, through)):
            found.append("e-mail address" if through == Through.EMAIL else "telephone number")
    return sorted(set(found))


def _of(neighbour: Neighbour) -> Q:
    """Copies of one person, under every note that was joined into one."""
    theirs = Person.objects.of(neighbour.person)
    return Q(neighbour__person__in=theirs.values("pk"))


def neighbours_with_number(place: Place, number: str) -> list[Neighbour]:
    """Those of a place whom one reaches under a telephone number; two queries."""
    wanted = digits_of(number)
    people = Person.objects.filter(neighbour__place=place).exclude(phone="")
    keys = [
        same_as or key
        for key, same_as, phone in people.values_list("pk", "same_as", "phone")
        if digits_of(phone) == wanted
    ]
    known = Neighbour.objects.known().filter(place=place, person__in=keys)
    return list(known.select_related("person", "place"))


def neighbour_with_key(key: str) -> Neighbour | None:
    """Somebody we still know, by the key in a link that we signed; joined notes lead to one."""
    if not key:
        return None
    noted = Neighbour.objects.filter(pk=key).values_list("person", "person__same_as").first()
    if noted is None:
        return None
    known = Neighbour.objects.known().select_related("person", "place")
    found: Neighbour | None = known.filter(person=noted[1] or noted[0]).first()
    return found


def stands(neighbour: Neighbour, purpose: str, through: str, *, at: datetime) -> bool:
    """Whether the answer to a question that holds is a yes."""
    answer = answer_to(neighbour.person, purpose=purpose, through=through, at=at)
    return answer is not None and answer.said == Said.YES


def whom_in(place: Place) -> list[tuple[str, str, object]]:
    """Everybody a circular could be for: a value, its words, and the row; five queries."""
    standing = Gift.objects.standing().filter(neighbour__place=place, neighbour__forgotten_at=None)
    tags = Tag.objects.filter(gifts__in=standing).distinct().order_by("name")
    meetings = Gathering.objects.filter(place=place, announced_at__isnull=False)
    latest = list(meetings.order_by("-starts_at")[:MOST_GATHERINGS])
    rows: list[tuple[Among, str, list[Any]]] = [
        (Among.STREET, "Street", list(Street.objects.filter(place=place, ended_at=None))),
        (Among.GROUP, "Heard as", list(PeopleGroup.objects.filter(place=place, ended_at=None))),
        (Among.TAG, "Offer", list(tags)),
        (Among.INVITED, "Invited to", latest),
        (Among.CAME, "Came to", latest),
        (Among.SPOKE, "Spoke in", list(ListeningRound.objects.filter(place=place))),
    ]
    found: list[tuple[str, str, object]] = [(Among.ALL.value, "Everybody who said yes", None)]
    for among, words, things in rows:
        found += [(f"{among.value}:{each.pk}", f"{words}: {_told(each)}", each) for each in things]
    return found


def _told(thing: object) -> str:
    """What it is called; a gathering with its day, for there are many of one name."""
    return f"{thing}, {day(thing.starts_at)}" if isinstance(thing, Gathering) else str(thing)
