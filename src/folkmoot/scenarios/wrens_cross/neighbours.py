"""People whom the team of Wren's Cross has met: D, who cooks, and those who say yes and no."""

from datetime import datetime, timedelta
from typing import Any

from folkmoot.organising import actions, queries
from folkmoot.organising.models import (
    Conversation,
    MayAsk,
    Met,
    Needed,
    Neighbour,
    Offered,
    Opportunity,
    Tag,
)
from folkmoot.people.models import Account, Asked, Purpose, Said, Through, words_for
from folkmoot.places.models import Place

# Name, how to reach them, what they offer, and whether they may be asked.
MET: tuple[tuple[str, str, str, str, str], ...] = (
    ("D", "text", "07700 900114", "Trained cook, tends his garden", Said.YES),
    ("Ann Tolley", "phone", "07700 900115", "Runs the bakery, bakes for parties", Said.YES),
    ("Yusuf", "text", "07700 900116", "Mends bikes and shows the kids how", Said.YES),
    ("Mrs Oduya", "phone", "07700 900117", "Sings in the gospel choir", Said.NO),
    ("Wren", "none", "", "Draws posters", Said.NOT_ASKED),
    # Two whom somebody else of the team met as well, and wrote down in other words.
    ("A. Tolley", "text", "+44 7700 900 115", "Bakes for parties", Said.NOT_ASKED),
    ("Grace Oduya", "phone", "07700 900117", "Sings in the gospel choir", Said.NOT_ASKED),
)

FOR_EVERYONE = "Yusuf"  # lets anyone of the place ask, every week


def meet_people(place: Place, by: Account, *, at: datetime) -> list[Neighbour]:
    """Those above with what they offer; D's name stands with what he said over the garden wall."""
    if not queries.tags_offered():
        actions.begin_vocabulary(by=None, at=at)
    met = [_meet(place, each, by, at - timedelta(days=10 - n)) for n, each in enumerate(MET)]
    said = Conversation.objects.filter(place=place, answers__words__startswith="I was a cook")
    asked = Asked(Purpose.KNOW, Through.NONE, Said.YES, words_for(Purpose.KNOW, Through.NONE), at)
    for conversation in said.order_by("-said_at")[:1]:
        actions.ask_and_link(conversation=conversation, neighbour=met[0], asked=asked, by=by, at=at)
    heard: dict[str, Any] = {"by": by, "at": at}
    words = "To do something for the community"
    actions.hear_wish(neighbour=met[0], words=words, may_ask=MayAsk.TEAM, **heard)
    words = "To learn to mend bicycles"
    actions.hear_wish(neighbour=met[1], words=words, may_ask=MayAsk.PLACE, **heard)
    _a_chef_cancels(place, met, by, at - timedelta(days=1))
    return met


def _meet(
    place: Place, told: tuple[str, str, str, str, str], by: Account, at: datetime
) -> Neighbour:
    name, reach_by, phone, offers, may_ask = told
    met = Met(name=name, reach_by=reach_by, phone=phone, answers={Purpose.ASK: may_ask})
    neighbour = actions.meet(place=place, met=met, by=by, at=at)
    everyone = (MayAsk.PLACE, 7) if name == FOR_EVERYONE else (MayAsk.TEAM, 30)
    offered = Offered(offers, queries.tags_found(offers)[:3], *everyone)
    actions.hear_gift(neighbour=neighbour, offered=offered, by=by, at=at)
    return neighbour


def _a_chef_cancels(place: Place, met: list[Neighbour], by: Account, at: datetime) -> Opportunity:
    """Ann was to cook at the street party, and cannot: D is next on the list."""
    cooking = list(Tag.objects.filter(name="Cooking"))
    needed = Needed(
        "Chef for the street party barbecue",
        cooking,
        "Six hours at the grill, for about 500 people.",
        starts_at=(at + timedelta(days=6)).replace(hour=11, minute=0, second=0, microsecond=0),
    )
    party = actions.open_opportunity(place=place, needed=needed, by=by, at=at)
    ask = actions.ask(
        opportunity=party, neighbour=met[1], because="Cooking", through=Through.PHONE,
        by=by, at=at,
    )  # fmt: skip
    actions.answer_ask(ask=ask, answer="YES", by=by, at=at + timedelta(hours=2))
    actions.answer_ask(ask=ask, answer="CANCELLED", by=by, at=at + timedelta(hours=20))
    return party
