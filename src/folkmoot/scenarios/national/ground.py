"""The places of a nation: streets, groups, code books, teams and rounds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils.text import slugify
from django.utils.timezone import localdate

from folkmoot.kernel.access.roles import CONVENOR, ORGANISER, STEWARD
from folkmoot.organising.models import (
    FIRST_QUESTIONS,
    ListeningRound,
    PeopleGroup,
    Question,
    RoundStage,
    Street,
    Telling,
    Theme,
    Way,
)
from folkmoot.people.actions import give_site_role
from folkmoot.people.models import Account
from folkmoot.places.models import Place, PlaceRole
from folkmoot.scenarios.national.sizes import Sizes
from folkmoot.scenarios.national.words import GROUPS, STREETS, THEMES, place_name

PEOPLE_IN_A_PLACE = 8_000
A_ROUND = timedelta(days=120)
N_ROUNDS = 3
STEWARD_EMAIL = "steward@nation.example"


@dataclass(frozen=True, slots=True)
class Ground:
    """What conversations stand on, place by place in the same order."""

    places: list[Place]
    teams: list[list[Account]]
    streets: list[list[Street]]
    groups: list[list[PeopleGroup]]
    rounds: list[list[ListeningRound]]  # the oldest first; the last is open
    questions: dict[object, list[Question]]  # by round
    themes: list[list[Theme]]


def ground(sizes: Sizes, *, at: datetime, rng: Random) -> Ground:
    """Everything but what people said."""
    places = _places(sizes.n_places, rng)
    teams = _teams(places, sizes.n_organisers, at)
    streets = [
        [Street(place=place, name=name, homes=rng.randrange(30, 180)) for name in STREETS]
        for place in places
    ]
    groups = [
        [
            PeopleGroup(place=place, name=name, people=PEOPLE_IN_A_PLACE * share // 100)
            for name, share in GROUPS
        ]
        for place in places
    ]
    themes = [
        [
            Theme(place=place, number=number, name=name, belongs=belongs, added_at=at - 3 * A_ROUND)
            for number, (name, belongs, _) in enumerate(THEMES, 1)
        ]
        for place in places
    ]
    for rows in (streets, groups, themes):
        _keep([row for of_place in rows for row in of_place])
    rounds, questions = _rounds(places, at)
    return Ground(places, teams, streets, groups, rounds, questions, themes)


def _places(number: int, rng: Random) -> list[Place]:
    places = []
    for n in range(number):
        name = place_name(n)
        west, south = -5 + n % 25 * 0.25, 50.5 + n // 25 * 0.25
        places.append(
            Place(
                name=name,
                slug=f"{slugify(name)}-{n}",
                summary="A neighbourhood in which people have been heard.",
                population=PEOPLE_IN_A_PLACE + rng.randrange(-900, 900),
                west=west,
                south=south,
                east=west + 0.02,
                north=south + 0.01,
            )
        )
    _keep(places)
    return places


def _teams(places: list[Place], n_organisers: int, at: datetime) -> list[list[Account]]:
    """A convenor in every place, and organisers in turn; nobody is in two places."""
    began = at - (N_ROUNDS + 1) * A_ROUND
    steward = Account(email=STEWARD_EMAIL, name="Steward")
    n_convenors = min(len(places), n_organisers)
    accounts = [
        Account(email=f"organiser-{n}@nation.example", name=f"Organiser {n}")
        for n in range(max(n_organisers, len(places)))
    ]
    _keep([steward, *accounts])
    teams: list[list[Account]] = [[] for _ in places]
    held = []
    for n, account in enumerate(accounts):
        teams[n % len(places)].append(account)
        roles = (CONVENOR, ORGANISER) if n < n_convenors else (ORGANISER,)
        place = places[n % len(places)]
        held += [
            PlaceRole(account=account, place=place, role=role.name, starts_at=began)
            for role in roles
        ]
    _keep(held)
    give_site_role(email=steward.email, role=STEWARD, by=None, at=began)
    return teams


def _rounds(
    places: list[Place], at: datetime
) -> tuple[list[list[ListeningRound]], dict[object, list[Question]]]:
    """Rounds that were told and closed, and one that is open; through the stages in order."""
    rounds = [
        [
            _round(place, n, at - (N_ROUNDS - n) * A_ROUND + timedelta(days=60))
            for n in range(N_ROUNDS)
        ]
        for place in places
    ]
    whole = [each for of_place in rounds for each in of_place]
    _keep(whole)
    questions: dict[object, list[Question]] = {
        each.pk: [
            Question(round=each, number=number, asks=asks, words=words)
            for number, (asks, words) in enumerate(FIRST_QUESTIONS, 1)
        ]
        for each in whole
    }
    _keep([question for of_round in questions.values() for question in of_round])
    ListeningRound.objects.filter(place__in=places).update(
        stage=RoundStage.OPEN, opened_at=at - A_ROUND
    )
    return rounds, questions


def _round(place: Place, number: int, began: datetime) -> ListeningRound:
    first = localdate(began)
    return ListeningRound(
        place=place,
        name=f"Round {number + 1}, {first:%B %Y}",
        why="To know what matters here before anything is decided.",
        starts_date=first,
        ends_date=first + timedelta(days=90),
        tell_by_date=first + timedelta(days=118),
        planned_at=began - timedelta(days=10),
    )


def close_rounds(found: Ground, *, at: datetime) -> None:
    """All rounds but the last of each place: ended, told, closed."""
    over = [each.pk for of_place in found.rounds for each in of_place[:-1]]
    rounds = ListeningRound.objects.filter(pk__in=over)
    for stage, when in ((RoundStage.HEARD, "ended_at"), (RoundStage.CLOSED, "closed_at")):
        if stage == RoundStage.CLOSED:
            _keep(
                [
                    Telling(
                        round=each, way=Way.LETTER, told_date=each.ends_date, noted_at=at,
                        words="What we heard came first by letter, then on the noticeboards.",
                    )
                    for of_place in found.rounds
                    for each in of_place[:-1]
                ]
            )  # fmt: skip
        rounds.update(stage=stage, **{when: at - timedelta(days=30)})


def _keep(rows: Sequence[Any]) -> None:
    if rows:
        type(rows[0]).objects.bulk_create(rows, batch_size=1000)
