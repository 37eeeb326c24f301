"""Whom people of a nation name as those who bring others together, and who could reach somebody."""

from datetime import datetime, timedelta
from random import Random

from folkmoot.organising.models import NAMING_ASKS, Conversation, NamedPerson, Naming
from folkmoot.places.models import Place
from folkmoot.scenarios.national.ground import Ground
from folkmoot.scenarios.national.words import full_name

N_NAMED = 12  # people a place names again and again
ASKED_SHARE = 0.3  # of conversations in which one of the questions was asked
A_YEAR = timedelta(days=365)
A_BATCH = 1000


def name_people(found: Ground, *, at: datetime, rng: Random) -> None:
    """In some conversations of each place one or two of its people are named, in others nobody."""
    people = {place.pk: _people(place, at, rng) for place in found.places}
    NamedPerson.objects.bulk_create(
        [one for those in people.values() for one in those], batch_size=A_BATCH
    )
    rows = Conversation.objects.filter(place__in=found.places).order_by("id")
    asked = [row for row in rows.values_list("pk", "place_id") if rng.random() < ASKED_SHARE]
    namings = [
        Naming(
            place_id=place,
            conversation_id=key,
            asks=rng.choice(NAMING_ASKS),
            is_nobody=rng.random() < 0.2,
            noted_at=at,
            gone_date=(at + A_YEAR).date(),
        )
        for key, place in asked
    ]
    Naming.objects.bulk_create(namings, batch_size=A_BATCH)
    names = Naming.people.through
    names._default_manager.bulk_create(
        [
            names(naming=naming, namedperson=one)
            for naming in namings
            if not naming.is_nobody
            for one in rng.sample(people[naming.place_id], rng.choice((1, 1, 2)))
        ],
        batch_size=A_BATCH,
    )


def _people(place: Place, at: datetime, rng: Random) -> list[NamedPerson]:
    names = {full_name(rng).lower(): None for _ in range(4 * N_NAMED)}
    return [
        NamedPerson(place=place, name=name.title(), matched=name, first_named_at=at)
        for name in list(names)[:N_NAMED]
    ]
