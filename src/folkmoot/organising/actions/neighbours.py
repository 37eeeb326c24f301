"""Meeting people: noted with what they gave of themselves, linked to what they said, unlinked."""

import uuid
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.organising import rules
from folkmoot.organising.actions.following import follow_answers, keep_invitations_in_step
from folkmoot.organising.actions.untying import untie_words
from folkmoot.organising.models import Conversation, Met, Neighbour, Speaker
from folkmoot.organising.queries import and_before
from folkmoot.organising.queries.voice import voice_of
from folkmoot.people import actions as people
from folkmoot.people.models import (
    Account,
    Asked,
    Consent,
    HowSaid,
    Organisation,
    Person,
    Purpose,
    Said,
    Through,
    words_for,
)
from folkmoot.people.queries import answer_to
from folkmoot.places.models import Place


@transaction.atomic
def meet(*, place: Place, met: Met, by: Account | None, at: datetime) -> Neighbour:
    """Note somebody the team has met, and what they answered to what they were asked.

    The account of it names nobody.
    """
    refuse(rules.why_not_meet(met, place))
    neighbour = Neighbour.objects.create(
        place=place,
        person=Person.objects.create(**met.details()),
        street=met.street,
        met_at=at,
        met_by=by,
    )
    through = Through.IN_PERSON if met.reach_by == "none" else met.reach_by
    voice = voice_of(place, at) if met.answers else None
    asked = [_asked(purpose, through, said, voice, at) for purpose, said in met.answers.items()]
    people.note_consents(person=neighbour.person, asked=asked, by=by, at=at)
    keep_invitations_in_step(neighbour, by=by, at=at)
    record("neighbour_met", about=neighbour, by=by, at=at)
    return neighbour


def _asked(
    purpose: str, through: str, said: str, voice: Organisation | None, at: datetime
) -> Asked:
    """A question in our own words; nobody is reached when their name is only kept."""
    reached = Through.NONE if purpose == Purpose.KNOW else through
    return Asked(purpose, reached, said, words_for(purpose, reached), at, organisation=voice)


@transaction.atomic
def meet_speaker(
    *, conversation: Conversation, met: Met, by: Account | None, at: datetime
) -> Neighbour:
    """Note somebody who was just heard; their name stands with what they said if they say yes."""
    neighbour = meet(place=conversation.place, met=met, by=by, at=at)
    if met.answers.get(Purpose.KNOW) == Said.YES:
        link_speaker(conversation=conversation, neighbour=neighbour, by=by, at=at)
    record("neighbour_heard", about=conversation.place, by=by, at=at)
    return neighbour


@transaction.atomic
def change_neighbour(
    *, neighbour: Neighbour, met: Met, by: Account | None, at: datetime
) -> Neighbour:
    """Put right what they are called and how they are reached."""
    neighbour = locked_neighbour(neighbour.pk)
    refuse("They asked to be forgotten." if neighbour.forgotten_at else "")
    refuse(rules.why_not_meet(met, neighbour.place))
    person, told = neighbour.person, met.details()
    for name, value in told.items():
        setattr(person, name, value)
    person.save(update_fields=list(told))
    neighbour.street = met.street
    neighbour.save(update_fields=["street"])
    keep_invitations_in_step(neighbour, by=by, at=at)
    record("neighbour_changed", about=neighbour, by=by, at=at)
    return neighbour


@transaction.atomic
def link_speaker(
    *, conversation: Conversation, neighbour: Neighbour, by: Account | None, at: datetime
) -> Speaker:
    """Let a name stand with what was said. Refused without their own yes.

    What is kept of it is about the place, not the conversation: once the name is taken away,
    nothing tells whose it was.
    """
    neighbour = locked_neighbour(neighbour.pk)
    yes = answer_to(neighbour.person, purpose=Purpose.KNOW, through=Through.NONE, at=at)
    refuse(rules.why_not_link(conversation, neighbour, yes))
    yes = _own_yes(neighbour.person, at)
    refuse("" if yes else "Their yes was noted before two notes were joined. Ask them once more.")
    assert yes is not None
    speaker, made = Speaker.objects.get_or_create(
        conversation=conversation, neighbour=neighbour, defaults={"consent": yes}
    )
    if made:
        record("speaker_linked", about=conversation.place, by=by, at=at)
    return speaker


@transaction.atomic
def ask_and_link(
    *,
    conversation: Conversation,
    neighbour: Neighbour,
    asked: Asked,
    by: Account | None,
    at: datetime,
) -> Speaker:
    """Keep what somebody said about their name standing with their words; if yes, let it stand.

    Nothing of what they were asked is kept when the link itself cannot be.
    """
    refuse(_why_not_yes(asked))
    people.note_consent(person=neighbour.person, asked=asked, by=by, at=at)
    record("speaker_asked", about=conversation.place, by=by, at=at)
    return link_speaker(conversation=conversation, neighbour=neighbour, by=by, at=at)


def _why_not_yes(asked: Asked) -> str:
    if asked.said == Said.NO:
        return "They said no, so no name stands with it."
    return "" if asked.said == Said.YES else "Ask them first; then their name can stand with it."


@transaction.atomic
def unlink_speaker(
    *, conversation: Conversation, neighbour: Neighbour, by: Account | None, at: datetime
) -> None:
    """Take a name away from what was said. The words stay; nothing says whose they were."""
    gone, _ = Speaker.objects.filter(conversation=conversation, neighbour=neighbour).delete()
    refuse("" if gone else "Their name does not stand with it.")
    untie_words(said=[each.pk for each in and_before(conversation)], whose=[neighbour.pk])
    sweep_after_commit([Speaker])
    record("speaker_unlinked", about=conversation, by=by, at=at)


@transaction.atomic
def note_answer(*, neighbour: Neighbour, asked: Asked, by: Account | None, at: datetime) -> Consent:
    """Keep what a neighbour said yes or no to. A no to keeping their name takes it away at once."""
    consent = people.note_consent(person=neighbour.person, asked=asked, by=by, at=at)
    follow_answers(neighbour, by=by, at=at)
    record("neighbour_answered", about=neighbour, by=by, at=at)
    return consent


@transaction.atomic
def take_back_answer(
    *,
    neighbour: Neighbour,
    consent: Consent,
    how: str = HowSaid.SPOKEN,
    by: Account | None,
    at: datetime,
) -> Consent:
    """Take back a yes of a neighbour, and with it what rested on it."""
    [taken] = take_back_answers(neighbour=neighbour, consents=[consent], how=how, by=by, at=at)
    return taken


@transaction.atomic
def take_back_answers(
    *,
    neighbour: Neighbour,
    consents: Sequence[Consent],
    how: str = HowSaid.SPOKEN,
    by: Account | None,
    at: datetime,
) -> list[Consent]:
    """Take back several yeses of a neighbour at once, and with them what rested on them."""
    refuse(why_not_theirs(consents, neighbour))
    taken = people.take_back_consents(consents=consents, how=how, by=by, at=at)
    follow_answers(neighbour, by=by, at=at)
    record("neighbour_took_back", about=neighbour, by=by, at=at)
    return taken


def why_not_theirs(consents: Sequence[Consent], neighbour: Neighbour) -> str:
    """Answers are somebody's own, also under a note that was joined with theirs."""
    notes = set(Person.objects.of(neighbour.person).values_list("pk", flat=True))
    theirs = all(each.person_id in notes for each in consents)
    return "" if theirs else "That is somebody else's answer."


def _own_yes(person: Person, at: datetime) -> Consent | None:
    """Their newest yes under this very note, which is what a name stands with."""
    there = Consent.objects.filter(person=person, purpose=Purpose.KNOW, asked_at__lte=at)
    newest = there.newest_first().first()
    return newest if newest is not None and newest.said == Said.YES else None


def locked_neighbour(key: uuid.UUID) -> Neighbour:
    """The row as it is now, until this transaction ends."""
    rows = Neighbour.objects.select_for_update(of=("self",)).select_related("person", "place")
    found: Neighbour = rows.get(pk=key)
    return found
