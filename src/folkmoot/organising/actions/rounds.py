"""Planning a round of listening, opening and ending it, telling people, closing it."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.actions.notebook import make_notebook_key
from folkmoot.organising.models import (
    ListeningRound,
    NotebookKey,
    Question,
    RoundPlan,
    RoundStage,
    Telling,
)
from folkmoot.people.models import Account
from folkmoot.places.models import Place


@transaction.atomic
def plan_round(
    *, place: Place, plan: RoundPlan, by: Account | None, at: datetime
) -> ListeningRound:
    """A round of listening with its questions, not yet begun."""
    refuse(rules.why_not_plan(plan))
    planned = ListeningRound.objects.create(
        place=place,
        name=plan.name.strip(),
        why=plan.why.strip(),
        starts_date=plan.starts_date,
        ends_date=plan.ends_date,
        tell_by_date=plan.tell_by_date,
        planned_at=at,
        planned_by=by,
    )
    _ask(planned, plan)
    record("round_planned", about=planned, by=by, at=at, questions=len(plan.questions))
    return planned


@transaction.atomic
def replan_round(
    *, round: ListeningRound, plan: RoundPlan, by: Account | None, at: datetime
) -> ListeningRound:
    """Other dates, words or questions, while nobody has been asked yet."""
    round = _locked(round.pk)
    refuse(rules.why_not_replan(round) or rules.why_not_plan(plan))
    round.name, round.why = plan.name.strip(), plan.why.strip()
    round.starts_date, round.ends_date = plan.starts_date, plan.ends_date
    round.tell_by_date = plan.tell_by_date
    round.save(update_fields=["name", "why", "starts_date", "ends_date", "tell_by_date"])
    round.questions.all().delete()
    _ask(round, plan)
    record("round_replanned", about=round, by=by, at=at, questions=len(plan.questions))
    return round


@transaction.atomic
def open_round(*, round: ListeningRound, by: Account | None, at: datetime) -> ListeningRound:
    """Begin to listen. From now on the questions stay as they are."""
    round = _locked(round.pk)
    refuse(rules.why_not_open(round, n_questions=round.questions.count()))
    round.stage, round.opened_at = RoundStage.OPEN, at
    round.save(update_fields=["stage", "opened_at"])
    record("round_opened", about=round, by=by, at=at)
    if not NotebookKey.objects.filter(place=round.place_id).exists():
        make_notebook_key(place=round.place, by=by, at=at)
    return round


@transaction.atomic
def end_listening(*, round: ListeningRound, by: Account | None, at: datetime) -> ListeningRound:
    """Stop listening, and turn to telling people what was heard."""
    round = _locked(round.pk)
    refuse(rules.why_not_end(round))
    round.stage, round.ended_at = RoundStage.HEARD, at
    round.save(update_fields=["stage", "ended_at"])
    record("round_ended", about=round, by=by, at=at)
    return round


@transaction.atomic
def tell_people(
    *,
    round: ListeningRound,
    way: str,
    told_date: date,
    words: str,
    n_reached: int | None,
    by: Account | None,
    at: datetime,
) -> Telling:
    """Note one way in which people were told what was heard."""
    round = _locked(round.pk)
    refuse(rules.why_not_tell(round, told_date, today=localdate(at)))
    refuse("" if words.strip() else "Say what people were told, or where they can read it.")
    telling = Telling.objects.create(
        round=round,
        way=way,
        told_date=told_date,
        words=words.strip(),
        n_reached=n_reached,
        noted_at=at,
        noted_by=by,
    )
    record("round_told", about=round, by=by, at=at, way=way)
    return telling


@transaction.atomic
def close_round(*, round: ListeningRound, by: Account | None, at: datetime) -> ListeningRound:
    """Close the round: people have been told."""
    round = _locked(round.pk)
    refuse(rules.why_not_close(round, n_tellings=round.tellings.standing().count()))
    round.stage, round.closed_at = RoundStage.CLOSED, at
    round.save(update_fields=["stage", "closed_at"])
    record("round_closed", about=round, by=by, at=at)
    return round


def _ask(round: ListeningRound, plan: RoundPlan) -> None:
    Question.objects.bulk_create(
        Question(round=round, number=number, asks=asks, words=words.strip())
        for number, (asks, words) in enumerate(plan.questions, 1)
    )


def _locked(key: uuid.UUID) -> ListeningRound:
    rows = ListeningRound.objects.select_for_update(of=("self",)).select_related("place")
    found: ListeningRound = rows.get(pk=key)
    return found
