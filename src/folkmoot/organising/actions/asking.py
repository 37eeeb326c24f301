"""What is needed, whom somebody asked for it, and what came of it on both sides."""

import uuid
from datetime import datetime

from django.db import transaction

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.actions.because import say_because
from folkmoot.organising.actions.neighbours import locked_neighbour
from folkmoot.organising.models import (
    GOING,
    Ask,
    AskStage,
    Gift,
    Needed,
    Neighbour,
    Opportunity,
    OpportunityStage,
    Wish,
)
from folkmoot.people.models import Account, Purpose
from folkmoot.people.rules import why_not_contact
from folkmoot.places.models import Place


@transaction.atomic
def open_opportunity(
    *, place: Place, needed: Needed, by: Account | None, at: datetime
) -> Opportunity:
    """Something that needs people. Which check it needs follows from what they would do there."""
    refuse(rules.why_not_open_opportunity(needed.title, needed.words, needed.tags, needed.n_needed))
    opportunity = Opportunity.objects.create(
        place=place,
        title=" ".join(needed.title.split()),
        words=needed.words.strip(),
        n_needed=needed.n_needed,
        starts_at=needed.starts_at,
        check_needed=rules.check_for(needed.duties),
        opened_at=at,
        opened_by=by,
    )
    opportunity.tags.set(needed.tags)
    record("opportunity_opened", about=opportunity, by=by, at=at)
    return opportunity


@transaction.atomic
def end_opportunity(
    *, opportunity: Opportunity, done: bool, by: Account | None, at: datetime
) -> Opportunity:
    """It was done, or it is called off."""
    opportunity = _locked(opportunity.pk)
    refuse(rules.why_not_end_opportunity(opportunity))
    opportunity.stage = OpportunityStage.DONE if done else OpportunityStage.CALLED_OFF
    opportunity.ended_at = at
    opportunity.save(update_fields=["stage", "ended_at"])
    record("opportunity_ended", about=opportunity, by=by, at=at, done=done)
    return opportunity


@transaction.atomic
def ask(
    *,
    opportunity: Opportunity,
    neighbour: Neighbour,
    because: str,
    through: str,
    fits: Gift | Wish | None = None,
    by: Account | None,
    at: datetime,
) -> Ask:
    """Note that somebody was asked: by a person, in a way to which they said yes.

    `fits` is what they offer, or would like, that speaks for it; they said who may ask. An ask
    came because of what was offered.
    """
    return ask_held(
        opportunity=_locked(opportunity.pk),
        neighbour=locked_neighbour(neighbour.pk),
        because=because,
        through=through,
        fits=fits,
        by=by,
        at=at,
    )


def ask_held(
    *,
    opportunity: Opportunity,
    neighbour: Neighbour,
    because: str,
    through: str,
    fits: Gift | Wish | None,
    by: Account | None,
    at: datetime,
) -> Ask:
    """The same of rows that this transaction holds already."""
    asked = Ask.objects.filter(opportunity=opportunity, neighbour=neighbour).first()
    refuse(rules.why_not_ask(opportunity, neighbour, asked))
    refuse(rules.why_not_ask_for(fits, by))
    refuse(why_not_contact(neighbour.person, Purpose.ASK, through, at))
    made = Ask.objects.create(
        opportunity=opportunity,
        neighbour=neighbour,
        because=because[:300],
        through=through,
        asked_at=at,
        asked_by=by,
    )
    record("neighbour_asked", about=made, by=by, at=at)
    if isinstance(fits, Gift):
        say_because(effect=made, cause=fits, by=by, at=at)
    return made


@transaction.atomic
def answer_ask(*, ask: Ask, answer: str, by: Account | None, at: datetime) -> Ask:
    """Yes, not now, no; or a yes that has to be cancelled, which makes it urgent again."""
    opportunity = _locked(ask.opportunity_id)
    ask = _ask_locked(ask.pk)
    refuse(rules.why_not_answer(ask, answer))
    ask.stage, ask.answered_at = AskStage(answer), at
    ask.save(update_fields=["stage", "answered_at"])
    if answer == AskStage.CANCELLED:
        opportunity.urgent_at = at
    _fill(opportunity)
    record("ask_answered", about=ask, by=by, at=at, answer=answer)
    return ask


@transaction.atomic
def confirm(*, ask: Ask, side: str, by: Account | None, at: datetime) -> Ask:
    """One side says it was done: "given", by who gave, or "received", by who received."""
    ask = _ask_locked(ask.pk)
    refuse(rules.why_not_confirm(ask, side))
    if side == "given":
        ask.given_at = at
    else:
        ask.received_at = at
    if ask.given_at and ask.received_at:
        ask.stage = AskStage.DID
    ask.save(update_fields=["given_at", "received_at", "stage"])
    record("help_confirmed", about=ask, by=by, at=at, side=side)
    return ask


@transaction.atomic
def thank(*, ask: Ask, by: Account | None, at: datetime) -> Ask:
    """Note that they were thanked."""
    ask = _ask_locked(ask.pk)
    refuse(rules.why_not_thank(ask))
    ask.stage, ask.thanked_at = AskStage.THANKED, at
    ask.save(update_fields=["stage", "thanked_at"])
    record("helper_thanked", about=ask, by=by, at=at)
    return ask


def _fill(opportunity: Opportunity) -> None:
    """Whether there are enough people, as it is now."""
    if opportunity.stage in (OpportunityStage.DONE, OpportunityStage.CALLED_OFF):
        return
    going = Ask.objects.filter(opportunity=opportunity, stage__in=GOING).count()
    enough = going >= opportunity.n_needed
    opportunity.stage = OpportunityStage.FILLED if enough else OpportunityStage.OPEN
    if enough:
        opportunity.urgent_at = None
    opportunity.save(update_fields=["stage", "urgent_at"])


def _locked(key: uuid.UUID) -> Opportunity:
    rows = Opportunity.objects.select_for_update(of=("self",)).select_related("place")
    found: Opportunity = rows.get(pk=key)
    return found


def _ask_locked(key: uuid.UUID) -> Ask:
    rows = Ask.objects.select_for_update(of=("self",)).select_related("opportunity", "neighbour")
    found: Ask = rows.get(pk=key)
    return found
