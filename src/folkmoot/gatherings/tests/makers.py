"""Makers: the shortest way to say what a test about gatherings needs."""

import io
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import reverse

from folkmoot.gatherings import actions
from folkmoot.gatherings.models import (
    Coming,
    DayOfAction,
    DayPlan,
    Gathering,
    GatheringPlan,
    Guest,
    NewPhoto,
    Photo,
)
from folkmoot.kernel.access.roles import ORGANISER
from folkmoot.kernel.files.checking import Checked, checked
from folkmoot.kernel.files.tests.makers import a_picture
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_place, a_steward, someone, someone_with

__all__ = ["a_place", "a_steward", "someone"]

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
THEN = NOON + timedelta(days=20)  # when the gathering begins


def an_organiser(place: Place, name: str = "Olive") -> Account:
    """Someone who may hold gatherings in the place."""
    account = someone(f"{name} of {place.name}")
    if ORGANISER in place.roles_of(account, at=NOON):
        return account
    return someone_with(ORGANISER, place, name=account.name)


def a_plan(**more: Any) -> GatheringPlan:
    facts: dict[str, Any] = {
        "kind": "party",
        "title": "Street party",
        "starts_at": THEN,
        "ends_at": THEN + timedelta(hours=5),
        "where": "Mill Lane, from the bridge up",
        "agenda": ["Setting up", "Eating together"],
    }
    return GatheringPlan(**(facts | more))


def a_draft(place: Place | None = None, *, at: datetime = NOON, **more: Any) -> Gathering:
    place = place or a_place()
    return actions.plan_gathering(place=place, plan=a_plan(**more), by=an_organiser(place), at=at)


def a_gathering(place: Place | None = None, *, at: datetime = NOON, **more: Any) -> Gathering:
    """A gathering that has been announced."""
    planned = a_draft(place, at=at, **more)
    return actions.announce_gathering(gathering=planned, by=planned.planned_by, at=at)


def a_guest(
    gathering: Gathering, name: str = "Dai", *, at: datetime = NOON, **more: Any
) -> tuple[Guest, str]:
    """Somebody who said they come, and the secret of their private link."""
    coming = Coming(name=name, **more)
    return actions.say_coming(gathering=gathering, coming=coming, by=None, at=at)


def a_day(name: str = "Day of Neighbours", **more: Any) -> DayOfAction:
    facts: dict[str, Any] = {
        "why": "So that every street has been out once this year.",
        "starts_date": THEN.date(),
        "ends_date": THEN.date(),
    }
    return actions.plan_day(plan=DayPlan(name=name, **(facts | more)), by=None, at=NOON)


def at(page: str, *named: object) -> str:
    """The address of a page of this room."""
    return reverse(f"gatherings:{page}", args=named)


def a_photo(
    gathering: Gathering, *, at: datetime = THEN + timedelta(hours=2), **more: Any
) -> Photo:
    """A photo of it that the team has added; with nobody named, nobody can be recognised."""
    facts: dict[str, Any] = {"words": "A long table", "picture": checked_picture()}
    if not any(more.get(name) for name in ("guests", "others", "children")):
        facts["is_of_nobody"] = True
    return actions.add_photo(gathering=gathering, new=NewPhoto(**(facts | more)), by=None, at=at)


def checked_picture() -> Checked:
    return checked(io.BytesIO(a_picture((400, 300))), "table.jpg")
