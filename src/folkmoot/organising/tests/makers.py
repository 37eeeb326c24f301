"""Makers: the shortest way to say what a test about listening needs."""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.urls import reverse

from folkmoot.kernel.access.roles import CONVENOR, ORGANISER
from folkmoot.kernel.device_seals import seal_like_a_device
from folkmoot.kernel.ids import new_key
from folkmoot.organising import actions, queries
from folkmoot.organising.models import (
    FIRST_QUESTIONS,
    Asks,
    Coding,
    Conversation,
    HeardPage,
    ListeningRound,
    Note,
    Outing,
    OutingPlan,
    PeopleGroup,
    RoundPlan,
    Street,
    Theme,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place
from folkmoot.places.tests.makers import a_convenor, a_place, someone, someone_with

__all__ = ["a_convenor", "a_place", "someone", "someone_with"]

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
LATER = NOON + timedelta(days=3)


def an_organiser(place: Place, name: str = "Olive") -> Account:
    """Someone who listens in the place."""
    account = someone(f"{name} of {place.name}")
    if ORGANISER in place.roles_of(account, at=NOON):
        return account
    return someone_with(ORGANISER, place, name=account.name)


def a_plan(name: str = "Spring listening", **more: Any) -> RoundPlan:
    facts: dict[str, Any] = {
        "why": "To know what matters here before the money is shared.",
        "starts_date": date(2026, 5, 1),
        "ends_date": date(2026, 6, 12),
        "tell_by_date": date(2026, 7, 10),
        "questions": FIRST_QUESTIONS,
    }
    return RoundPlan(name=name, **(facts | more))


def a_planned_round(place: Place | None = None, *, at: datetime = NOON) -> ListeningRound:
    place = place or a_place()
    return actions.plan_round(place=place, plan=a_plan(), by=an_organiser(place), at=at)


def a_round(place: Place | None = None, *, at: datetime = NOON) -> ListeningRound:
    """A round of listening that is open."""
    planned = a_planned_round(place, at=at)
    return actions.open_round(round=planned, by=planned.planned_by, at=at)


def a_street(place: Place, name: str = "Mill Lane", homes: int | None = 60) -> Street:
    kept = Street.objects.filter(place=place, name=name).first()
    return kept or actions.add_street(place=place, name=name, homes=homes, by=None, at=NOON)


def a_group(place: Place, name: str = "Under 25", people: int | None = 1900) -> PeopleGroup:
    kept = PeopleGroup.objects.filter(place=place, name=name).first()
    return kept or actions.add_group(place=place, name=name, people=people, by=None, at=NOON)


def a_note(round: ListeningRound, words: str = "The swings are broken.", **more: Any) -> Note:
    concern = round.questions.get(asks=Asks.CONCERN)
    facts: dict[str, Any] = {
        "key": new_key(),
        "kind": "door",
        "band": "short",
        "said_at": NOON + timedelta(hours=1),
        "answers": {concern: words},
    }
    return Note(**(facts | more))


def a_conversation(
    round: ListeningRound | None = None,
    words: str = "The swings are broken.",
    *,
    by: Account | None = None,
    at: datetime = LATER,
    **more: Any,
) -> Conversation:
    round = round or a_round()
    by = by or an_organiser(round.place)
    return actions.note_conversation(round=round, note=a_note(round, words, **more), by=by, at=at)


def a_sealed_note(
    round: ListeningRound,
    words: str = "The swings are broken.",
    *,
    by: Account | None = None,
    **more: Any,
) -> dict[str, str]:
    """One row of what a phone sends. `more` are boxes; `key`, `written` and `key_row` are told."""
    key, written = more.pop("key", None) or new_key(), more.pop("written", NOON)
    newest = queries.newest_key(round.place)
    key_row = more.pop("key_row", None) or newest
    assert key_row is not None
    concern = round.questions.get(asks=Asks.CONCERN)
    boxes = {"kind": "door", "band": "short", "n_people": "1", f"said_{concern.number}": words}
    told = {
        "round": round.ref,
        "by": queries.mark_of_writer(round.place, by or an_organiser(round.place)),
        "written": getattr(written, "isoformat", lambda: written)(),
        "boxes": {name: [value] for name, value in (boxes | more).items()},
    }
    plain = json.dumps(told).encode()
    sealed = seal_like_a_device(plain, bytes(key_row.public), about=str(key))
    return {
        "key": str(key), "mark": key_row.mark, "sealed": base64.b64encode(sealed).decode()
    }  # fmt: skip


def an_outing(
    round: ListeningRound, who: Sequence[Account] = (), *, at: datetime = NOON, **more: Any
) -> Outing:
    pair = who or (an_organiser(round.place), an_organiser(round.place, "Percy"))
    facts: dict[str, Any] = {
        "starts_at": at + timedelta(hours=1),
        "back_by_at": at + timedelta(hours=3),
    }
    plan = OutingPlan(who=pair, **(facts | more))
    return actions.plan_outing(round=round, plan=plan, by=pair[0], at=at)


def a_theme(place: Place, name: str = "Things to do for young people", **more: Any) -> Theme:
    kept = Theme.objects.filter(place=place, name=name).first()
    facts = {"belongs": f"Whatever is said about this: {name.lower()}.", "by": None, "at": NOON}
    return kept or actions.add_theme(place=place, name=name, **(facts | more))


def coded(
    conversation: Conversation, *names: str, by: Account | None = None, at: datetime = LATER
) -> Coding:
    """What somebody found in a note: themes by their names, which the book then has."""
    place = conversation.place
    themes = [a_theme(place, name) for name in names]
    return actions.code_note(
        conversation=conversation, themes=themes, by=by or an_organiser(place), at=at
    )


def a_round_heard(place: Place | None = None, *, n_notes: int = 6) -> ListeningRound:
    """A round that has ended, with as many notes, each of another street and read as “Play”."""
    round = a_round(place)
    for number in range(n_notes):
        street = a_street(round.place, f"Street {number}")
        coded(a_conversation(round, f"Swing number {number}", street=street), "Play")
    return actions.end_listening(round=round, by=None, at=LATER)


def a_heard_page(round: ListeningRound | None = None) -> HeardPage:
    """“What we heard”, prepared."""
    return actions.prepare_heard(
        round=round or a_round_heard(),
        words="We heard about swings.",
        answer_back="Come to the hall on Tuesday.",
        by=None,
        at=LATER,
    )


def the_convenor(place: Place) -> Account:
    account = someone(f"Carol of {place.slug}")
    held = place.roles_of(account, at=NOON)
    return account if CONVENOR in held else a_convenor(place, account.name)


def at(page: str, *named: object) -> str:
    """The address of a page of this room."""
    return reverse(f"organising:{page}", args=named)
