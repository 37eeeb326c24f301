"""What comes of listening in Wren's Cross: concerns passed on, people named, agreements made."""

from datetime import datetime, timedelta

from folkmoot.organising import actions
from folkmoot.organising.models import ListeningRound
from folkmoot.scenarios.wrens_cross.proposals import Accounts


def connect(round: ListeningRound, accounts: Accounts, *, at: datetime) -> None:
    """Everything that a team does with what it heard."""
    _concerns(round, accounts, at)


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
