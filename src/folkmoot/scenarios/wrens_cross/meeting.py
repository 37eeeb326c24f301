"""Where Wren's Cross meets: what was, what is next, and the day that joins it with others."""

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.gatherings import actions
from folkmoot.gatherings.models import (
    Coming,
    DayPlan,
    Gathering,
    GatheringPlan,
    Invited,
    Kind,
    Reply,
    Report,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.scenarios.wrens_cross.photos import photograph
from folkmoot.scenarios.wrens_cross.proposals import Accounts

GUESTS = (
    Coming(name="Dai", n_people=2, needs="I can bring the big pans. A plug near the kitchen."),
    Coming(
        name="The Rahmans", n_people=5, n_children=3, needs="Somebody at the gate, for the twins"
    ),
    Coming(name="Mo and Jean", n_people=2),
    Coming(reply=Reply.PERHAPS, name="Number 12", needs="A chair with a back"),
    Coming(n_people=3),
)


def meet(place: Place, quay: Place, accounts: Accounts, *, at: datetime) -> Gathering:
    """One gathering that was held, one that was rained off, three to come; returns the next."""
    by = accounts["organiser"]
    _held(place, by, at)
    _rained_off(place, by, at)
    party = _party(place, by, at)
    next_year = _evening(at, 200)
    plan = DayPlan(
        name="Day of Neighbours",
        why="One day in the year on which every street sets out a table. Big or small, fed or "
        "just tea: put yours on the map.",
        starts_date=localdate(next_year),
        ends_date=localdate(next_year),
    )
    day = actions.plan_day(plan=plan, by=accounts["steward"], at=at - timedelta(days=5))
    for here, who, title in (
        (place, by, "The long table on Weavers' Row"),
        (quay, accounts["nesta"], "Tea on the harbour steps"),
    ):
        whole = GatheringPlan(
            kind=Kind.PARTY,
            title=title,
            starts_at=next_year,
            ends_at=next_year + timedelta(hours=4),
            where="Look for the bunting",
            day=day,
        )
        _announced(here, whole, who, at - timedelta(days=4))
    return party


def _held(place: Place, by: Account, at: datetime) -> None:
    began = _evening(at, -40)
    plan = GatheringPlan(
        kind=Kind.CIRCLE,
        title="What we heard this spring",
        about="We went round with four questions. Come and hear what people said.",
        starts_at=began,
        ends_at=began + timedelta(hours=2),
        where="The hall on Mill Lane, side door",
        point=_in(place),
        access=["is_step_free", "has_loop"],
        agenda=["What people said", "What to do about the towpath", "Tea"],
    )
    circle = _announced(place, plan, by, began - timedelta(days=20))
    said = (
        "Lights, somewhere to sit, and something for young people after school came up most.",
        "Two people will ask the canal trust. They report at the next circle.",
        "",
    )
    report = Report(n_counted=34, said=dict(zip(circle.agenda.all(), said, strict=True)))
    actions.tell_what_came_of_it(
        gathering=circle, report=report, by=by, at=began + timedelta(hours=3)
    )
    photograph(circle, by, began + timedelta(hours=4))


def _rained_off(place: Place, by: Account, at: datetime) -> None:
    begins = _evening(at, 3)
    plan = GatheringPlan(
        kind=Kind.VOLUNTEERING,
        title="Clearing the towpath",
        starts_at=begins,
        ends_at=begins + timedelta(hours=2),
        where="The lock, with gloves",
    )
    planned = _announced(place, plan, by, at - timedelta(days=12))
    actions.call_off_gathering(
        gathering=planned, why="The path is under water. We try again.", by=by, at=at
    )


def _party(place: Place, by: Account, at: datetime) -> Gathering:
    begins = _evening(at, 16)
    plan = GatheringPlan(
        kind=Kind.PARTY,
        title="Street party on Mill Lane",
        about="Bring a dish and whoever lives next door. The road is closed to cars all afternoon.",
        starts_at=begins,
        ends_at=begins + timedelta(hours=5),
        where="Mill Lane, from the bridge up",
        point=_in(place),
        seats=300,
        access=["is_step_free", "has_toilet"],
        access_words="The 103 stops at the bridge. The toilet is in the hall.",
        childcare="there",
        ask="Olive at the hall, mornings",
        agenda=["Setting up: many hands", "Eating together", "Music from Dyehouse Yard"],
    )
    party = _announced(place, plan, by, at - timedelta(days=10))
    invited = [Invited("Councillor Pryce", "pryce@example.org"), Invited("Jess at the chip shop")]
    actions.invite(gathering=party, invited=invited, by=by, at=at - timedelta(days=9))
    for day, guest in enumerate(GUESTS):
        actions.say_coming(gathering=party, coming=guest, by=None, at=at - timedelta(days=8 - day))
    return party


def _announced(place: Place, plan: GatheringPlan, by: Account, at: datetime) -> Gathering:
    planned = actions.plan_gathering(place=place, plan=plan, by=by, at=at)
    return actions.announce_gathering(gathering=planned, by=by, at=at)


def _evening(at: datetime, days: int) -> datetime:
    return (at + timedelta(days=days)).replace(hour=14, minute=0, second=0, microsecond=0)


def _in(place: Place) -> tuple[float, float] | None:
    if place.west is None or place.east is None or place.south is None or place.north is None:
        return None
    return round((place.west + place.east) / 2, 5), round((place.south + place.north) / 2, 5)
