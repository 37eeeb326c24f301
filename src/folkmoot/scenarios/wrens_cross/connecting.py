"""What comes of listening in Wren's Cross: concerns passed on, people named, agreements made."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.organising import actions
from folkmoot.organising.models import Asks, ListeningRound, NamedPerson
from folkmoot.scenarios.wrens_cross.proposals import Accounts


def connect(round: ListeningRound, accounts: Accounts, *, at: datetime) -> None:
    """Everything that a team does with what it heard."""
    _names(round, accounts, at)
    _concerns(round, accounts, at)


# Whom people name, one line a conversation: who brings people together, who could reach somebody.
NAMED: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = (
    (("The lady at the chip shop", "Dot Hale"), ()),
    (("Dot Hale",), ("Councillor Begum",)),
    (("Imran from the allotments",), ()),
    (("Dot", "The lady at the chip shop"), ("Father Kelly",)),
    ((), ()),
    (("Mrs Hale",), ("Councillor Begum",)),
    (("Imran from the allotments", "Dot Hale"), ()),
    ((), ("Father Kelly",)),
    (("Zofia at the launderette",), ()),
    (("The lady at the chip shop",), ("Councillor Begum",)),
    ((), ()),
    (("Dot Hale",), ()),
)


def _names(round: ListeningRound, accounts: Accounts, at: datetime) -> None:
    """Some name two, some nobody; one person goes by two names."""
    by = accounts["organiser"]
    for said, (together, reach) in zip(round.conversations.order_by("said_at"), NAMED, strict=True):
        named: dict[str, tuple[Sequence[str], bool]] = {
            Asks.TOGETHER: (together, not together),
            Asks.REACH: (reach, not reach),
        }
        actions.name_people(conversation=said, named=named, by=by, at=at - timedelta(days=1))
    people = {each.name: each for each in NamedPerson.objects.filter(place=round.place)}
    actions.take_for_one(person=people["Mrs Hale"], same_as=people["Dot Hale"], by=by, at=at)
    actions.meet_named_person(
        person=people["Imran from the allotments"],
        met_date=localdate(at) - timedelta(days=2),
        by=by,
        at=at,
    )


def _concerns(round: ListeningRound, accounts: Accounts, at: datetime) -> None:
    """One that the safeguarding lead has passed on, and one that waits to be read."""
    place, by, lead = round.place, accounts["organiser"], accounts["safeguarding"]
    actions.say_whom_to_call(
        place=place,
        words="Danger now: 999\nChildren's team of the council, day and night: 01632 960 101\n"
        "Adult social care, Monday to Friday: 01632 960 102",
        by=accounts["convenor"],
        at=at - timedelta(days=30),
    )
    first = actions.raise_concern(
        place=place,
        words="The old man at the end of the row has not had his heating on. He said his nephew "
        "keeps his bank card.",
        where="Weavers' Row",
        by=by,
        at=at - timedelta(days=9),
    )
    actions.read_concern(concern=first, by=lead, at=at - timedelta(days=9))
    actions.pass_on_concern(
        concern=first,
        to="Duty officer, adult social care, by telephone",
        words="They visit tomorrow morning and ring back.",
        by=lead,
        at=at - timedelta(days=9),
    )
    actions.raise_concern(
        place=place,
        words="A girl of about nine looks after two little ones every evening. She fell asleep "
        "while we talked.",
        where="Canal Side",
        by=by,
        at=at - timedelta(days=1),
    )
