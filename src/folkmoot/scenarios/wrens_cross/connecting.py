"""What comes of listening in Wren's Cross: concerns passed on, people named, agreements made."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.timezone import localdate

from folkmoot.organising import actions
from folkmoot.organising.models import Agreement, Asks, ListeningRound, NamedPerson, PartnerSurvey
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.scenarios.wrens_cross.proposals import Accounts


def connect(round: ListeningRound, accounts: Accounts, *, at: datetime) -> None:
    """Everything that a team does with what it heard."""
    _names(round, accounts, at)
    _partners(round.place, accounts, at)
    agreement = _agreements(round.place, accounts, at)
    _because(round, agreement, accounts, at)
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


# Who works with whom in the board; each pair is named by both, but the last by its first alone.
PARTNERS = (
    "Wren's Cross Trust", "Mill Lane Residents", "Canal Friends", "St Anne's Church",
    "Dye House Makers", "Allotment Society", "Northgate Primary School", "The Surgery",
)  # fmt: skip
WORK = (
    (0, 1), (0, 3), (0, 6), (1, 2), (1, 5), (2, 5), (3, 6), (4, 0), (6, 7), (7, 2),
)  # fmt: skip


def _partners(place: Place, accounts: Accounts, at: datetime) -> None:
    """A board that was asked whole, and one where answers are missing."""
    by, asked = accounts["organiser"], at - timedelta(days=40)
    survey = _asked_whole(place, "Neighbourhood Board", by, asked)
    actions.close_partner_survey(survey=survey, by=by, at=asked + timedelta(days=12))
    actions.ask_partners(
        place=place, name="Friends of the towpath", partners=PARTNERS[1:5], by=by, at=at
    )


def _asked_whole(place: Place, name: str, by: Account, at: datetime) -> PartnerSurvey:
    """Everybody says whom they work with."""
    survey = actions.ask_partners(place=place, name=name, partners=PARTNERS, by=by, at=at)
    partners = {each.name: each for each in survey.partners.all()}
    known = [partners[each] for each in PARTNERS]
    for number, partner in enumerate(known):
        ties = [(a, b) for a, b in WORK if a == number or (b == number and (a, b) != WORK[-1])]
        others = [known[b if a == number else a] for a, b in ties]
        actions.answer_for_partner(partner=partner, works_with=others, by=by, at=at)
    return survey


# Who is part of an agreement: what they gain, what they risk, what they promise, in how many days.
PARTIES = (
    ("Owner of the dye house", "A roof that is watched", "What the insurance does not pay",
     "Hand over the keys", 20),
    ("Dye House Makers", "A workshop", "Their tools", "Mend the gutter", 55),
    ("Wren's Cross Trust", "A place for courses", "The insurance for a year",
     "Pay the insurance", 75),
)  # fmt: skip


def _agreements(place: Place, accounts: Accounts, at: datetime) -> Agreement:
    """One agreed, of which a promise is late; and one that is being talked about."""
    by, began = accounts["organiser"], at - timedelta(days=60)
    agreement = actions.propose_agreement(
        place=place,
        title="The dye house on Saturdays",
        why="The makers need a workshop, and the owner wants it looked after.",
        by=by,
        at=began,
    )
    for name, gains, risks, words, days in PARTIES:
        party = actions.add_party(
            agreement=agreement, name=name, gains=gains, risks=risks, by=by, at=began
        )
        due = localdate(began) + timedelta(days=days)
        actions.undertake(party=party, words=words, due_date=due, by=by, at=began)
    actions.agree(agreement=agreement, by=by, at=began + timedelta(days=5))
    actions.keep_undertaking(
        undertaking=agreement.undertakings.get(words="Hand over the keys"),
        outcome="Two sets, at the hall.",
        by=by,
        at=began + timedelta(days=18),
    )
    draft = actions.propose_agreement(place=place, title="Lunch on Tuesdays", by=by, at=at)
    actions.add_party(agreement=draft, name="St Anne's Church", gains="Company", by=by, at=at)
    return agreement


def _because(round: ListeningRound, agreement: Agreement, accounts: Accounts, at: datetime) -> None:
    """Somebody asked for the dye house; that led to the agreement, and its keys to a chat."""
    earlier = round.place.listening_rounds.order_by("opened_at").first()
    assert earlier
    wish = earlier.conversations.filter(answers__words__contains="dye house").first()
    chat = round.conversations.filter(answers__words__contains="mend bikes").first()
    keys = agreement.undertakings.get(words="Hand over the keys")
    by = accounts["organiser"]
    if wish and chat:
        actions.say_because(
            effect=agreement, cause=wish, how="They asked; we found the owner.", by=by, at=at
        )
        actions.say_because(
            effect=chat, cause=keys, how="The door stood open, and he looked in.", by=by, at=at
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
