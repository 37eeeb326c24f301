"""What people of a nation said, whom it met, what was found in the notes, where they gathered."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from folkmoot.gatherings.models import Gathering, GatheringStage
from folkmoot.kernel.ids import new_key
from folkmoot.kernel.record.models import Event
from folkmoot.organising.models import (
    Answer,
    Band,
    Coding,
    Conversation,
    Kind,
    Listener,
    Neighbour,
    Speaker,
)
from folkmoot.people.models import Consent, Person
from folkmoot.people.models.consents import HowSaid, Purpose, Said, Through
from folkmoot.scenarios.national.ground import Ground
from folkmoot.scenarios.national.words import SAYS, full_name, sentence

A_BATCH = 2_000
CODED_SHARE = 0.4  # of notes somebody has read for themes
KNOW = "May we keep your name with what you told us?"
HELP = "May we ask you when somebody needs what you can do?"


class Batch:
    """Rows that are written together, in the order in which they lean on each other."""

    def __init__(self) -> None:
        self.conversations: list[Conversation] = []
        self.beside: list[Any] = []  # whatever hangs on those

    def write(self) -> None:
        """Into the database, kind by kind, and begin again."""
        Conversation.objects.bulk_create(self.conversations, batch_size=1000)
        kinds: dict[type[Any], list[Any]] = {}
        for row in self.beside:
            kinds.setdefault(type(row), []).append(row)
        for kind, rows in kinds.items():
            kind._base_manager.bulk_create(rows, batch_size=1000)
        self.conversations, self.beside = [], []


def listen(found: Ground, number: int, *, at: datetime, rng: Random) -> Iterator[int]:
    """Note so many conversations; gives how many are there, now and then."""
    batch, n_places = Batch(), len(found.places)
    for n in range(number):
        _one(found, n % n_places, at, rng, batch)
        if len(batch.conversations) >= A_BATCH:
            batch.write()
            yield n + 1
    batch.write()
    yield number


def _one(found: Ground, here: int, at: datetime, rng: Random, batch: Batch) -> None:
    round = rng.choice(found.rounds[here])
    said_at = min(
        datetime.combine(round.starts_date, at.timetz()) + timedelta(days=rng.randrange(60)), at
    )
    listener = rng.choice(found.teams[here])
    key = new_key()
    conversation = Conversation(
        id=key,
        place=found.places[here],
        round=round,
        kind=rng.choice(Kind.values[:4]),
        band=rng.choice(Band.values[:3]),
        street=rng.choice(found.streets[here]),
        n_people=rng.choice((1, 1, 1, 2)),
        said_at=said_at,
        received_at=said_at + timedelta(hours=3),
        digest=key.hex * 2,
    )
    batch.conversations.append(conversation)
    asked = [each for each in found.questions[round.pk] if each.asks in SAYS]
    batch.beside += [
        Answer(conversation=conversation, question=question, words=sentence(question.asks, rng))
        for question in rng.sample(asked, 2)
    ]
    batch.beside.append(Listener(conversation=conversation, account=listener))
    belongs = Conversation.groups.through
    batch.beside += [
        belongs(conversation=conversation, peoplegroup=group)
        for group in rng.sample(found.groups[here], rng.choice((0, 0, 1, 2)))
    ]
    batch.beside.append(
        Event(
            kind="conversation_noted",
            at=said_at,
            by=str(listener.pk),
            about=f"organising.Conversation:{key}",
        )
    )
    if rng.random() < CODED_SHARE:
        _code(found, here, conversation, listener, rng, batch)


def _code(
    found: Ground, here: int, conversation: Conversation, coder: Any, rng: Random, batch: Batch
) -> None:
    coding = Coding(
        place=found.places[here],
        round=conversation.round,
        conversation=conversation,
        coder=coder,
        coded_at=conversation.received_at + timedelta(days=3),
    )
    batch.beside.append(coding)
    of_theme = Coding.themes.through
    batch.beside += [
        of_theme(coding=coding, theme=theme)
        for theme in rng.sample(found.themes[here], rng.choice((0, 1, 1, 2)))
    ]


def meet(found: Ground, n_met: int, n_may_ask: int, *, at: datetime, rng: Random) -> None:
    """People met by name, of whom some may be asked to help; each stands with one conversation."""
    said = list(
        Conversation.objects.filter(place__in=found.places).order_by("id")[:n_met]
        .values_list("pk", "place_id", "said_at")
    )  # fmt: skip
    people = [Person(name=full_name(rng)) for _ in said]
    know = [
        _yes(person, Purpose.KNOW, Through.NONE, KNOW, when, at)
        for person, (_, _, when) in zip(people, said, strict=True)
    ]
    ask = [
        _yes(person, Purpose.ASK, Through.IN_PERSON, HELP, when, at)
        for person, (_, _, when) in zip(people[:n_may_ask], said, strict=False)
    ]
    met = [
        Neighbour(place_id=place, person=person, met_at=when)
        for person, (_, place, when) in zip(people, said, strict=True)
    ]
    spoke = [
        Speaker(conversation_id=key, neighbour=neighbour, consent=consent)
        for neighbour, consent, (key, _, _) in zip(met, know, said, strict=True)
    ]
    written: tuple[list[Any], ...] = (people, [*know, *ask], met, spoke)
    for rows in written:
        type(rows[0])._base_manager.bulk_create(rows, batch_size=1000)


def _yes(
    person: Person, purpose: str, through: str, wording: str, when: datetime, at: datetime
) -> Consent:
    return Consent(
        person=person,
        purpose=purpose,
        through=through,
        said=Said.YES,
        how=HowSaid.SPOKEN,
        wording=wording,
        legal_form="group",
        asked_at=when,
        noted_at=at,
    )


def gather(found: Ground, number: int, *, at: datetime, rng: Random) -> None:
    """What neighbours did together, and told of."""
    Gathering.objects.bulk_create(
        [
            _held(found, n % len(found.places), at - timedelta(days=rng.randrange(5, 700)), rng)
            for n in range(number)
        ],
        batch_size=1000,
    )


def _held(found: Ground, here: int, when: datetime, rng: Random) -> Gathering:
    title = rng.choice(("Clearing the towpath", "Community fridge", "Bike mending", "Street party"))
    return Gathering(
        place=found.places[here],
        kind="volunteering",
        title=title,
        starts_at=when,
        ends_at=when + timedelta(hours=3),
        where="The hall",
        stage=GatheringStage.HELD,
        planned_at=when - timedelta(days=30),
        changed_at=when,
        announced_at=when - timedelta(days=20),
        ended_at=when + timedelta(hours=4),
        n_counted=rng.randrange(6, 90),
    )
