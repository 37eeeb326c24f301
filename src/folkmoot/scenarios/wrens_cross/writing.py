"""What the team of Wren's Cross writes to many: texts that went, and an e-mail not sent yet."""

from datetime import datetime, timedelta

from folkmoot.kernel.jobs.kinds import known_kinds
from folkmoot.kernel.jobs.working import Worker
from folkmoot.kernel.notify.actions import note_by_telephone
from folkmoot.kernel.notify.models import Message, Outcome, label_of
from folkmoot.organising import actions, queries
from folkmoot.organising.models import SEND_JOB, Circular, Drafted, Met, Neighbour
from folkmoot.people.models import (
    Account,
    Asked,
    Organisation,
    Purpose,
    Said,
    Through,
    words_for,
)
from folkmoot.places.models import Place

TEXT = (
    "Hello {name}, the street party is on Saturday at noon, on Weavers' Row. Come as you are, and "
    "bring a chair. {me}"
)
EMAIL = """Dear {name},

thank you for telling us what matters to you in {place}. On Tuesday week at seven, in the mill \
canteen, we tell everybody what we heard, and choose together what to do first.

There is soup, somebody who minds children, and no step at the door.

{me}
"""
# Name, e-mail address, and what they answered to news by e-mail.
BY_EMAIL = (
    ("Rosa Tan", "rosa.tan@example.org", Said.YES),
    ("Mr Adeyemi", "adeyemi@example.org", Said.YES),
    ("Lowri", "lowri@example.org", Said.YES),
    ("Gerald Fisk", "g.fisk@example.org", Said.NO),
    ("Sunita", "sunita@example.org", Said.NOT_ASKED),
)


def write(place: Place, met: list[Neighbour], by: Account, *, at: datetime) -> Circular:
    """The team speaks in the name of the Trust; returns what is being written."""
    trust = Organisation.objects.get(name="Wren's Cross Trust")
    actions.speak_for(place=place, organisation=trust, by=None, at=at - timedelta(days=8))
    for name, email, said in BY_EMAIL:
        told = Met(name=name, reach_by="email", email=email, answers={Purpose.NEWS: said})
        actions.meet(place=place, met=told, by=by, at=at - timedelta(days=7))
    _texts_that_went(place, met, by, at - timedelta(days=4))
    return actions.write_circular(
        place=place,
        drafted=Drafted(Purpose.NEWS, Through.EMAIL, "Come and hear what we heard", EMAIL),
        by=by,
        at=at - timedelta(hours=2),
    )


def _texts_that_went(place: Place, met: list[Neighbour], by: Account, at: datetime) -> None:
    """D and Yusuf said yes to texts, and got one each; Wren asked for no contact."""
    at = at.replace(hour=11)
    trust = Organisation.objects.get(name="Wren's Cross Trust")
    words = words_for(Purpose.NEWS, Through.TEXT, trust.name)
    for neighbour in (met[0], met[2]):
        asked_at = at - timedelta(hours=3)
        asked = Asked(Purpose.NEWS, Through.TEXT, Said.YES, words, asked_at, organisation=trust)
        actions.note_answer(neighbour=neighbour, asked=asked, by=by, at=at)
    drafted = Drafted(Purpose.NEWS, Through.TEXT, "The street party is on Saturday", TEXT)
    circular = actions.write_circular(place=place, drafted=drafted, by=by, at=at)
    n_getting = len(queries.audience_of(circular, at=at).getting)
    actions.send_circular(circular=circular, n_expected=n_getting, by=by, at=at)
    sends = {SEND_JOB: known_kinds()[SEND_JOB]}
    Worker(tell_time=lambda: at, kinds=sends).work_one()
    waiting = Message.objects.filter(about__in=[label_of(each) for each in circular.copies.all()])
    for text in waiting:
        later = at + timedelta(minutes=20)
        note_by_telephone(message=text, outcome=Outcome.SENT, by=by, at=later)
