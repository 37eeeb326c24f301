"""What a circular must say, whom it may go to, how often and at which hours."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils.timezone import localtime

from folkmoot.organising.models import (
    OF_WHICH,
    PURPOSES,
    THROUGH,
    Among,
    Circular,
    CircularStage,
    Drafted,
    Neighbour,
    Why,
)
from folkmoot.organising.rules.neighbours import is_no_email
from folkmoot.people.models import Account, Consent, Organisation, Person, Purpose, Said, Through
from folkmoot.people.rules import why_not_in_the_name_of, why_not_reach, why_not_told
from folkmoot.places.models import Place

MOST_A_MONTH = 4
A_MONTH = timedelta(days=30)
ASKED_AT_MOST_EVERY = timedelta(days=7)  # of those who did not say how often
KEPT_FOR = timedelta(days=180)  # who got it; the counts stay
USEFUL_FOR = timedelta(days=7)  # an e-mail that has not gone by then is not sent
MOST_OF_A_TEXT = 450  # letters: three parts of a text, with room for how to stop
FROM, UNTIL = time(9), time(20)  # texts and calls, on the clock of the place
STOP_WORDS = {"stop", "stopall", "unsubscribe", "end", "quit", "cancel", "no"}

FIELDS = {
    "name": "their name",
    "street": "their street",
    "place": "the place",
    "me": "your name",
}
FIELD = re.compile(r"\{([^{}]*)\}")
BLANK = re.compile(r"\[[^\[\]]*\]|_{3,}|\bX{2,}\b")


def fields_in(text: str) -> set[str]:
    """The fields a text has, as they are written in it.

    >>> sorted(fields_in("Dear {name}, come to {street}!"))
    ['name', 'street']
    """
    return {found.strip() for found in FIELD.findall(text)}


def filled(text: str, values: Mapping[str, str]) -> str:
    """A text with its fields filled.

    >>> filled("Dear {name},", {"name": "Dilys"})
    'Dear Dilys,'
    """
    return FIELD.sub(lambda found: values.get(found[1].strip(), found[0]), text)


def values_for(circular: Circular, neighbour: Neighbour, by: Account | None) -> dict[str, str]:
    """What each field is for one person."""
    return {
        "name": neighbour.name,
        "street": neighbour.street.name if neighbour.street else "",
        "place": circular.place.name,
        "me": by.shown_name() if by else f"the team of {circular.place.name}",
    }


def why_not_draft(drafted: Drafted, place: Place) -> str:
    """A circular says what, for whom, and knows its fields; blanks may wait until it is sent."""
    if drafted.purpose not in PURPOSES or drafted.through not in THROUGH:
        return "Choose what it is for, and how it is sent."
    subject = drafted.subject.strip()
    if not subject or len(subject.splitlines()) > 1:
        return "Say on one line what it is about."
    if len(subject) > 120:
        return f"Keep that line to 120 letters; this has {len(subject)}."
    if not drafted.text.strip():
        return "There is nothing written in this message."
    if why := _why_not_so_long(drafted):
        return why
    if unknown := sorted(fields_in(drafted.text + drafted.subject) - FIELDS.keys()):
        known = ", ".join(f"{{{name}}}" for name in FIELDS)
        return f"We cannot fill in {{{unknown[0]}}}. What can be filled in: {known}."
    return _why_not_among(drafted, place)


def _why_not_so_long(drafted: Drafted) -> str:
    most = MOST_OF_A_TEXT if drafted.through == Through.TEXT else 4000
    n_letters = len(drafted.text.strip())
    if n_letters <= most:
        return ""
    what = "a text" if drafted.through == Through.TEXT else "it"
    return f"Keep {what} to {most:,} letters; this has {n_letters:,}."


def _why_not_among(drafted: Drafted, place: Place) -> str:
    if drafted.among not in Among.values:
        return "Choose whom it is for."
    wanted = OF_WHICH.get(Among(drafted.among))
    if not wanted:
        return ""
    if drafted.which is None:
        return f"Choose which {wanted}." if wanted != "tag" else "Choose what they offer."
    here = getattr(drafted.which, "place_id", place.pk)
    return "" if here == place.pk else f"That {wanted} is in another place."


def why_not_rewrite(circular: Circular) -> str:
    """What has begun to go stays as it went."""
    if circular.stage == CircularStage.DRAFT:
        return ""
    return f"It can no longer be changed: {circular.get_stage_display().lower()}."


def why_not_send_circular(circular: Circular, *, n_getting: int) -> str:
    """It goes once, to somebody, with nothing left to fill in."""
    if circular.stage != CircularStage.DRAFT:
        return f"That has been done: {circular.get_stage_display().lower()}."
    if blank := BLANK.search(f"{circular.subject}\n{circular.text}"):
        return f"There is still something to fill in: “{blank[0][:40]}”."
    if "{" in FIELD.sub("", circular.text) or "}" in FIELD.sub("", circular.text):
        return "There is a { or } without its other half. Look at the words once more."
    return "" if n_getting else "Nobody would get it. Ask people first whether you may."


def why_not_expected(n_getting: int, n_expected: int) -> str:
    """Whoever sends it has seen to how many it goes."""
    if n_getting == n_expected:
        return ""
    return f"Meanwhile it would go to {n_getting}, not to {n_expected}. Look it over once more."


def why_not_stop_sending(circular: Circular) -> str:
    """Only what is on its way can be stopped."""
    return "" if circular.stage == CircularStage.SENDING else "It is not being sent."


def why_not_go_on(circular: Circular, *, is_under_way: bool) -> str:
    """What was stopped, or came to no end, can go on once nobody works on it."""
    if circular.stage not in (CircularStage.STOPPED, CircularStage.SENDING):
        return f"There is nothing left to send: {circular.get_stage_display().lower()}."
    return "It is being sent, or about to stop. Wait a moment." if is_under_way else ""


def why_not_stop_word(words: str) -> str:
    """A text that came back asks to stop with one of the words everybody knows."""
    first = re.sub(r"[^a-z]", "", (words.split() or [""])[0].lower())
    if first in STOP_WORDS:
        return ""
    return (
        "That does not begin with STOP, END, QUIT, CANCEL, NO or UNSUBSCRIBE. If they meant to "
        "stop all the same, write STOP."
    )


def kind_hour(at: datetime) -> datetime:
    """When a text or a call may next be made: now, or at nine in the morning."""
    local = localtime(at)
    if FROM <= local.time() < UNTIL:
        return at
    morning = local.replace(hour=FROM.hour, minute=0, second=0, microsecond=0)
    return morning if local.time() < FROM else morning + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class About:
    """What is known of one person when a circular might go to them."""

    person: Person
    newest: Consent | None  # their newest answer to just this question
    n_lately: int = 0  # circulars in the last month
    asked_at: datetime | None = None  # when they were last asked for something
    gap: timedelta = ASKED_AT_MOST_EVERY
    did_not_arrive: bool = False  # at the address they have now
    in_peace: bool = False
    uninvited_at: datetime | None = None
    has_street: bool = True


def left_out_because(
    about: About, circular: Circular, voice: Organisation | None, at: datetime
) -> Why:
    """Why somebody gets no copy now; `Why.NONE` when they do."""
    said = _by_their_answer(about, circular, voice)
    return said if said != Why.NONE else _by_the_rest(about, circular, at)


def _by_their_answer(about: About, circular: Circular, voice: Organisation | None) -> Why:
    newest = about.newest
    if not about.person.name:
        return Why.FORGOTTEN
    if newest is None or newest.said == Said.NOT_ASKED:
        return Why.NOT_ASKED
    if newest.said == Said.NO:
        return Why.TOOK_BACK if newest.takes_back_id else Why.SAID_NO
    if why_not_told(newest, circular.purpose, circular.through):
        return Why.BY_LAW
    return Why.OTHER_NAME if why_not_in_the_name_of(newest, voice) else Why.NONE


def _by_the_rest(about: About, circular: Circular, at: datetime) -> Why:
    wants_street = "street" in fields_in(circular.subject + circular.text)
    lately = about.asked_at is not None and about.asked_at + about.gap > at
    reasons = (
        (about.person.reach_by == "none", Why.NO_CONTACT),
        (_cannot_be_reached(about.person, circular.through), Why.NO_ADDRESS),
        (about.did_not_arrive, Why.DID_NOT_ARRIVE),
        (about.in_peace, Why.IN_PEACE),
        (_is_uninvited(about), Why.UNINVITED),
        (wants_street and not about.has_street, Why.NO_STREET),
        (about.n_lately >= MOST_A_MONTH, Why.ENOUGH),
        (circular.purpose == Purpose.ASK and lately, Why.ASKED_LATELY),
    )
    return next((why for holds, why in reasons if holds), Why.NONE)


def _cannot_be_reached(person: Person, through: str) -> bool:
    return bool(why_not_reach(person, through)) or (
        through == Through.EMAIL and is_no_email(person.email)
    )


def _is_uninvited(about: About) -> bool:
    """Whether they asked for no more invitations after they last said yes."""
    asked, newest = about.uninvited_at, about.newest
    return asked is not None and newest is not None and asked > newest.asked_at
