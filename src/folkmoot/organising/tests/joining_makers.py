"""Makers for tests about joining notes: two notes, joined and taken apart; all rows at a moment."""

from datetime import datetime
from random import Random

from django.apps import apps

from folkmoot.organising import actions, rules
from folkmoot.organising.models import Brought, Joined, Neighbour, Street
from folkmoot.organising.tests.makers import (
    LATER,
    a_conversation,
    a_round,
    a_street,
    an_organiser,
)
from folkmoot.organising.tests.people_makers import (
    a_gift,
    a_neighbour,
    an_answer,
    an_opportunity,
    asked,
    linked,
)
from folkmoot.organising.tests.story_makers import a_step, an_agreement_with
from folkmoot.people import actions as people
from folkmoot.people.models import Joining
from folkmoot.people.rules import facts_of_both
from folkmoot.places.models import Place

Rows = dict[str, dict[str, dict[str, object]]]
ABOUT_JOINING = (Joining, Joined, Brought)


def all_rows() -> Rows:
    """Every row of the two rooms but the account of joinings itself, by table and key."""
    models = [
        model
        for room in ("people", "organising")
        for model in apps.get_app_config(room).get_models(include_auto_created=True)
        if model not in ABOUT_JOINING
    ]
    return {
        model._meta.db_table: {str(row["pk"]): row for row in _values(model)} for model in models
    }


def _values(model: type) -> list[dict[str, object]]:
    names = [field.attname for field in model._meta.concrete_fields]  # type: ignore[attr-defined]
    return [{"pk": row[0], **dict(zip(names, row[1:], strict=True))} for row in
            model._base_manager.values_list("pk", *names)]  # type: ignore[attr-defined]  # fmt: skip


def joined(
    one: Neighbour, other: Neighbour, *, pick: int = 0, at: datetime = LATER, names: bool = False
) -> Joined:
    """Two notes made one, with the first (or last) of what could be chosen for each fact."""
    one.refresh_from_db()
    other.refresh_from_db()
    kept, goes = rules.who_stays(one, other)
    could = facts_of_both(kept.person, goes.person)
    streets: list[Street | None] = [each.street for each in (kept, goes) if each.street] or [None]
    return actions.join_neighbours(
        one=one,
        other=other,
        chosen={fact: values[-pick] for fact, values in could.items()},
        street=streets[-pick],
        names_too=names,
        by=an_organiser(one.place),
        at=at,
    )


def parted(made: Joined, *, at: datetime = LATER) -> Joined:
    """The two are two again."""
    return actions.part_neighbours(joined=made, by=an_organiser(made.place), at=at)


def somebody(place: Place, rng: Random, name: str) -> Neighbour:
    """Somebody of whom all sorts of things may be known."""
    answers = {p: rng.choice(["yes", "no", "not_asked"]) for p in ("ask", "tell", "news")}
    reach = rng.choice(["none", "phone", "email"])
    street = a_street(place, rng.choice(["Mill Lane", "Elm Park"]))
    there = a_neighbour(
        place, name, reach_by=reach, phone="07700 900123", email=f"{name.lower()}@example.org",
        street=rng.choice([street, None]),
        answers={p: said for p, said in answers.items() if rng.random() < 0.7},
    )  # fmt: skip
    happens(there, rng, at=LATER)
    if rng.random() < 0.5:
        people.make_card(person=there.person, by=None, at=LATER)
    return there


def happens(neighbour: Neighbour, rng: Random, *, at: datetime) -> None:
    """Something is heard of somebody: offered, wished, asked, said."""
    place = neighbour.place
    if rng.random() < 0.7:
        a_gift(neighbour, rng.choice(["Cooking", "Gardening"]), at=at)
    if rng.random() < 0.7:
        actions.hear_wish(neighbour=neighbour, words="To sing", by=None, at=at)
    if rng.random() < 0.7:
        an_answer(neighbour, at=at)
        asked(an_opportunity(place, "Chef needed"), neighbour, rng.choice(["", "YES", "NO"]), at=at)
    if rng.random() < 0.5:
        an_agreement_with(neighbour)
    if rng.random() < 0.5:
        a_step(neighbour)
    if rng.random() < 0.7:
        said = place.conversations.first() or a_conversation(a_round(place))
        linked(rng.choice([said, a_conversation(said.round)]), neighbour, at=at)
