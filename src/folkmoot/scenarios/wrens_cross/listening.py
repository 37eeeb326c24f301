"""How Wren's Cross listens: one round of last spring, told and closed, and one that is going on."""

from datetime import datetime, timedelta
from random import Random

from django.utils.timezone import localdate

from folkmoot.kernel.ids import new_key
from folkmoot.organising import actions
from folkmoot.organising.models import (
    FIRST_QUESTIONS,
    Asks,
    Band,
    Kind,
    ListeningRound,
    Note,
    OutingPlan,
    PeopleGroup,
    RoundPlan,
    Street,
    Way,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.scenarios.wrens_cross import heard
from folkmoot.scenarios.wrens_cross.proposals import Accounts

STREETS = (
    ("Mill Lane", 84), ("Weavers' Row", 62), ("Canal Side", 110), ("Hill Top", 140),
    ("Tenter Street", 55), ("Station Road", 96), ("Dyehouse Yard", 38),
)  # fmt: skip
GROUPS = (
    ("Under 25", 1900),
    ("Over 75", 520),
    ("Renting", 2700),
    ("New in the last two years", 640),
)
HEARD = 5  # streets in which somebody has been heard; nobody has been to the rest

# What people say: what it answers, their words, the street and the groups they said they are of.
SAID: tuple[tuple[str, str, int, tuple[int, ...]], ...] = (
    (Asks.CONCERN, "The lights on the towpath have been out since Christmas.", 2, (1,)),
    (Asks.CHANGE, "Somewhere to sit on the way down from Hill Top. I have to stop twice.", 3, (1,)),
    (Asks.LOVE, "Everybody says good morning. Even the lads at the bus stop.", 0, ()),
    (
        Asks.BRING,
        "I was a cook for thirty years. I would feed a street if somebody asked me.",
        0,
        (),
    ),
    (Asks.CONCERN, "There is nothing for my girls to do after school but the phone.", 1, (2,)),
    (Asks.CHANGE, "Let us have the old dye house for a workshop. It stands empty.", 2, (0, 2)),
    (Asks.CONCERN, "Rent went up again. Two families on our stair have left.", 1, (2, 3)),
    (Asks.LOVE, "The allotments. I found my feet there when I came.", 4, (3,)),
    (Asks.LOVE, "The chip shop. She knows who needs what.", 0, ()),
    (Asks.BRING, "I can mend bikes, and show the kids how.", 2, (0,)),
    (Asks.CONCERN, "The hundred and three does not come, and then two come.", 3, (1,)),
    (Asks.CHANGE, "A crossing at the lay-by before somebody is killed.", 4, ()),
)


def listen(place: Place, accounts: Accounts, *, at: datetime, rng: Random) -> ListeningRound:
    """A round that is over, and one that has gone on for two weeks; returns that one."""
    by, beside = accounts["organiser"], accounts["convenor"]
    began = at - timedelta(days=300)
    streets = [
        actions.add_street(place=place, name=name, homes=homes, by=by, at=began)
        for name, homes in STREETS
    ]
    groups = [
        actions.add_group(
            place=place, name=name, people=people, source="Census, made up", by=by, at=began
        )
        for name, people in GROUPS
    ]
    over = _round(place, "First listening", by, began)
    for said in SAID[:6]:
        _note(over, said, streets, groups, by, began + timedelta(days=3), rng)
    notes = heard.hear_more(over, streets, groups, by=by, at=began + timedelta(days=4))
    book = heard.write_book(over, by=by, at=began + timedelta(days=20))
    heard.read(notes, book, by=by, beside=beside, at=began + timedelta(days=30))
    actions.end_listening(round=over, by=by, at=began + timedelta(days=40))
    heard.tell_on_a_page(over, book, by=by, beside=beside, at=began + timedelta(days=48))
    _tell(over, by, began + timedelta(days=50))
    going_on = _round(place, "Second listening", by, at - timedelta(days=14))
    for day, said in enumerate(SAID):
        _note(going_on, said, streets, groups, by, at - timedelta(days=13 - day), rng)
    _go_out_tomorrow(going_on, (by, beside), streets[HEARD:], at)
    actions.leave_in_peace(
        street=streets[3], house="12", until_date=localdate(at) + timedelta(days=700), by=by, at=at
    )
    return going_on


def _round(place: Place, name: str, by: Account, at: datetime) -> ListeningRound:
    first = localdate(at)
    plan = RoundPlan(
        name=f"{name}, {first:%B %Y}",
        why="So that the next fund goes to what matters to people here. We come back and tell you.",
        starts_date=first,
        ends_date=first + timedelta(days=42),
        tell_by_date=first + timedelta(days=70),
        questions=FIRST_QUESTIONS,
    )
    planned = actions.plan_round(place=place, plan=plan, by=by, at=at)
    return actions.open_round(round=planned, by=by, at=at)


def _note(
    round: ListeningRound,
    said: tuple[str, str, int, tuple[int, ...]],
    streets: list[Street],
    groups: list[PeopleGroup],
    by: Account,
    at: datetime,
    rng: Random,
) -> None:
    asks, words, street, are = said
    promises = "lights" in words
    note = Note(
        key=new_key(),
        kind=rng.choice([Kind.DOOR, Kind.STREET, Kind.GARDEN]),
        band=rng.choice([Band.SHORT, Band.SHORT, Band.HALF]),
        said_at=at - timedelta(hours=2),
        answers={round.questions.get(asks=asks): words},
        street=streets[street],
        groups=[groups[each] for each in are],
        promise="Ask the council when the lights are mended, and tell them" if promises else "",
        promise_date=localdate(at) + timedelta(days=21) if promises else None,
    )
    actions.note_conversation(round=round, note=note, by=by, at=at)


def _tell(round: ListeningRound, by: Account, at: datetime) -> None:
    for promise in round.place.promises.filter(conversation__round=round):
        actions.keep_promise(promise=promise, outcome="They were told in person.", by=by, at=at)
    actions.tell_people(
        round=round,
        way=Way.LETTER,
        told_date=localdate(at),
        words="You told us about dark paths, nowhere to sit on the way down, and nothing for young "
        "people after school. All three are now among the ideas for the fund.",
        n_reached=585,
        by=by,
        at=at,
    )
    actions.close_round(round=round, by=by, at=at)


def _go_out_tomorrow(
    round: ListeningRound, who: tuple[Account, ...], streets: list[Street], at: datetime
) -> None:
    starts = (at + timedelta(days=1)).replace(hour=16, minute=0, second=0, microsecond=0)
    plan = OutingPlan(
        starts_at=starts,
        back_by_at=starts + timedelta(hours=2),
        who=who,
        streets=streets,
        meet="At the hall. Bring the cards and a torch.",
    )
    actions.plan_outing(round=round, plan=plan, by=who[0], at=at)
