"""How Idris Vale came to cook at every course: a chat over a garden wall, and what came of it."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from folkmoot.gatherings import actions as gatherings
from folkmoot.gatherings.models import Gathering, GatheringPlan, Kind, Report
from folkmoot.organising import actions
from folkmoot.organising.models import (
    Agreement,
    Ask,
    Conversation,
    Did,
    Gift,
    Met,
    Needed,
    Neighbour,
    Offered,
    Step,
    StepKind,
    Tag,
    Theme,
    Tied,
)
from folkmoot.people.actions import make_card
from folkmoot.people.models import Account, Asked, Purpose, Said, Through, words_for
from folkmoot.places.models import Place

NAME = "Idris Vale"
DID: dict[str, tuple[StepKind, int, str]] = {
    "joined": (StepKind.JOINED, 30, "The committee of the street party"),
    "came": (StepKind.CAME, 62, "Both evenings of the introduction"),
    "listened": (StepKind.LISTENED, 95, "Tenter Street: young people have nothing to do"),
    "met": (StepKind.INTRODUCED, 212, "The café at the old dye house"),
    "interview": (StepKind.INTERVIEW, 226, "Manager of the café"),
}


def tell_the_cook(place: Place, by: Account, *, at: datetime) -> Neighbour:
    """Ten months, each record because of the one before; the whole chain on one screen."""
    began = at - timedelta(days=296)
    earlier = Conversation.objects.filter(place=place, answers__words__startswith="I was a cook")
    said = earlier.order_by("said_at").first()
    assert said
    idris = _meet(place, NAME, by, began)
    know = Asked(Purpose.KNOW, Through.NONE, Said.YES, words_for(Purpose.KNOW, Through.NONE), began)
    actions.ask_and_link(conversation=said, neighbour=idris, asked=know, by=by, at=began)
    gift = _offers(idris, "Trained cook, would feed a street", said, by, began)
    ask = _cooks_at_the_party(place, idris, gift, by, began + timedelta(days=6))
    steps = {name: _did(idris, *each, by, began) for name, each in DID.items()}
    course = _gather(place, Kind.TRAINING, "Introduction to listening", by, began, 60)
    cook_off = _gather(place, Kind.OTHER, "Halloween cook-off", by, began, 200)
    young = Theme.objects.filter(place=place, name__icontains="young").first()
    lunch = _agrees(idris, by, began + timedelta(days=240))
    ties: tuple[tuple[Tied, Tied | None, str], ...] = (
        (steps["joined"], ask, "The committee wanted who had fed them"),
        (steps["came"], steps["joined"], ""),
        (steps["came"], course, ""),
        (steps["listened"], steps["came"], ""),
        (cook_off, steps["listened"], "Teenagers cooked, the street voted"),
        (cook_off, young, ""),
        (steps["met"], cook_off, "The café's founder came to eat"),
        (steps["interview"], steps["met"], ""),
        (lunch, steps["interview"], ""),
    )
    for effect, cause, how in ties:
        if cause:
            actions.say_because(effect=effect, cause=cause, how=how, by=by, at=at)
    return idris


def give_a_card(idris: Neighbour, by: Account, *, at: datetime) -> dict[str, str]:
    """A card of his, for whoever tries the demonstration: his name, and its code."""
    return {NAME: make_card(person=idris.person, by=by, at=at)}


def _meet(place: Place, name: str, by: Account, at: datetime) -> Neighbour:
    met = Met(name=name, reach_by="text", phone="07700 900118", answers={Purpose.ASK: Said.YES})
    return actions.meet(place=place, met=met, by=by, at=at)


def _offers(
    neighbour: Neighbour, words: str, said: Conversation | None, by: Account, at: datetime
) -> Gift:
    offered = Offered(words, list(Tag.objects.filter(name="Cooking")))
    return actions.hear_gift(neighbour=neighbour, offered=offered, said=said, by=by, at=at)


def _cooks_at_the_party(
    place: Place, idris: Neighbour, gift: Gift, by: Account, at: datetime
) -> Ask:
    """The chef cancels a day before; he is asked, feeds five hundred for six hours, is thanked."""
    cooking = list(Tag.objects.filter(name="Cooking"))
    starts = (at + timedelta(days=4)).replace(hour=11, minute=0, second=0, microsecond=0)
    needed = Needed("Chef for last year's street party", cooking, starts_at=starts)
    party = actions.open_opportunity(place=place, needed=needed, by=by, at=at)
    bryn = _meet(place, "Bryn Askew", by, at)
    asked: dict[str, Any] = {"opportunity": party, "because": "Cooking", "through": Through.TEXT}
    first = actions.ask(neighbour=bryn, by=by, at=at, **asked)
    actions.answer_ask(ask=first, answer="YES", by=by, at=at)
    actions.answer_ask(ask=first, answer="CANCELLED", by=by, at=at + timedelta(days=3))
    ask = actions.ask(neighbour=idris, fits=gift, by=by, at=at + timedelta(days=3), **asked)
    actions.answer_ask(ask=ask, answer="YES", by=by, at=at + timedelta(days=3, hours=2))
    over = starts + timedelta(hours=7)
    for side in ("given", "received"):
        actions.confirm(ask=ask, side=side, by=by, at=over)
    actions.end_opportunity(opportunity=party, done=True, by=by, at=over)
    return actions.thank(ask=ask, by=by, at=over + timedelta(days=1))


def _did(
    idris: Neighbour, kind: StepKind, day: int, words: str, by: Account, began: datetime
) -> Step:
    when = began + timedelta(days=day)
    did = Did(kind, localdate(when), words)
    return actions.note_step(neighbour=idris, did=did, by=by, at=when)


def _gather(
    place: Place, kind: Kind, title: str, by: Account, began: datetime, day: int
) -> Gathering:
    starts = (began + timedelta(days=day)).replace(hour=18, minute=0, second=0, microsecond=0)
    plan = GatheringPlan(
        kind=kind,
        title=title,
        starts_at=starts,
        ends_at=starts + timedelta(hours=2),
        where="The hall on Mill Lane, side door",
    )
    planned = gatherings.plan_gathering(
        place=place, plan=plan, by=by, at=starts - timedelta(days=14)
    )
    gathering = gatherings.announce_gathering(
        gathering=planned, by=by, at=starts - timedelta(days=13)
    )
    return gatherings.tell_what_came_of_it(
        gathering=gathering, report=Report(n_counted=34), by=by, at=starts + timedelta(hours=3)
    )


def _agrees(idris: Neighbour, by: Account, at: datetime) -> Agreement:
    """He cooks at every course of the hub, and is paid on the day."""
    draft = actions.propose_agreement(
        place=idris.place, title="Lunch at every course", by=by, at=at
    )
    sides: tuple[dict[str, Any], ...] = (
        {"neighbour": idris, "gains": "Regular work"},
        {"name": "The hub on Mill Lane", "gains": "Lunch that people come for"},
    )
    for side, words in zip(sides, ("Cook for every course", "Pay on the day"), strict=True):
        party = actions.add_party(agreement=draft, by=by, at=at, **side)
        due = localdate(at) + timedelta(days=120)
        actions.undertake(party=party, words=words, due_date=due, by=by, at=at)
    return actions.agree(agreement=draft, by=by, at=at + timedelta(days=3))
