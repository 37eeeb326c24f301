"""Makers: the shortest way to say what a test about messages to many needs."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from folkmoot.kernel.jobs.working import Worker
from folkmoot.organising import actions, queries
from folkmoot.organising.models import Circular, Drafted, Neighbour
from folkmoot.organising.queries.audience import Audience
from folkmoot.organising.tests.makers import LATER, a_place, an_organiser
from folkmoot.organising.tests.people_makers import a_neighbour, an_answer
from folkmoot.places.models import Place

WORDS = "Dear {name},\n\nthe street party is on 6 June. Come and bring a chair.\n\n{me}"
SOON = LATER + timedelta(minutes=5)


def a_reader(
    place: Place, name: str, *, through: str = "email", purpose: str = "news", **more: Any
) -> Neighbour:
    """Somebody the team has met who said yes to news by e-mail, unless it says otherwise."""
    address = f"{name.lower()}@people.example"
    ways = {
        "email": {"email": address},
        "text": {"phone": f"07700 {900000 + sum(map(ord, name))}"},
        "phone": {"phone": f"07700 {900000 + sum(map(ord, name))}"},
        "letter": {"address": f"{len(name)} Mill Lane\nAnytown"},
    }
    facts: dict[str, Any] = {"reach_by": through, **ways[through], **more}
    neighbour = a_neighbour(place, name, **facts)
    an_answer(neighbour, purpose=purpose, through=through)
    return neighbour


def a_draft(**more: Any) -> Drafted:
    facts: dict[str, Any] = {
        "purpose": "news", "through": "email", "subject": "Street party", "text": WORDS
    }  # fmt: skip
    return Drafted(**(facts | more))


def a_circular(place: Place | None = None, *, at: datetime = LATER, **more: Any) -> Circular:
    """News by e-mail to everybody who said yes to it, not sent yet."""
    place = place or a_place()
    return actions.write_circular(
        place=place, drafted=a_draft(**more), by=an_organiser(place), at=at
    )


def on_its_way(circular: Circular, *, at: datetime = LATER) -> Circular:
    """A circular that somebody has said is to go; no worker has begun."""
    n = len(queries.audience_of(circular, at=at).getting)
    return actions.send_circular(
        circular=circular, n_expected=n, by=an_organiser(circular.place), at=at
    )


def all_sent(clock: Callable[[], datetime] = lambda: SOON) -> None:
    """A worker does what there is to do."""
    worker = Worker(tell_time=clock)
    while worker.work_one():
        pass


def reasons(audience: Audience) -> dict[str, str]:
    """By name: why somebody gets nothing; "" is somebody who does."""
    return {each.neighbour.name: each.why.value for each in audience.readers}
