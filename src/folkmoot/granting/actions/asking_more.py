"""The programme asks about some answers; the team answers just those, and hands in again."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from folkmoot.granting import notices, queries, rules
from folkmoot.granting.actions.applying import sealed
from folkmoot.granting.actions.locking import locked, moved
from folkmoot.granting.models import (
    Application,
    ApplicationStage,
    AskedAgain,
    Doubt,
    Round,
)
from folkmoot.kernel.questions import actions as questions
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.questions.whole import asked_in
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account

S = ApplicationStage


@transaction.atomic
def ask_more(
    *,
    application: Application,
    words: str,
    doubts: Sequence[Doubt],
    by: Account | None,
    at: datetime,
) -> Round:
    """Ask about some answers. What stood there stays readable beside what comes."""
    application = locked(application)
    form, typed = application.answers.question_set.form(), typed_in(application.answers)
    refuse(
        rules.why_not_ask_more(
            application,
            words,
            doubts,
            keys={(asked.key, turn) for _, _, asked, turn in asked_in(form, typed)},
            on_its_team=queries.on_team_of(application, by, at=at),
        )
    )
    last = application.rounds.aggregate(last=Max("number"))["last"] or 0
    asked = Round.objects.create(
        application=application, number=last + 1, words=words.strip(), asked_at=at, asked_by=by
    )
    AskedAgain.objects.bulk_create(
        AskedAgain(
            round=asked,
            key=each.key,
            turn=each.turn,
            words=each.words.strip(),
            before=typed.get((each.key, each.turn)),
        )
        for each in doubts
    )
    questions.open_again(answer_set=application.answers, by=by, at=at)
    moved(application, S.MORE_INFORMATION, words, at=at)
    record("application_asked_more", about=application, by=by, at=at, number=asked.number)
    notices.tell_team(
        application,
        f"{application.title}: something is asked",
        f"{words.strip()}\n\nAnswer it on the page of your application. Nothing else changes.",
        [held.account for held in queries.team_of(application, at=at)],
        by=by,
        at=at,
    )
    return asked


@transaction.atomic
def hand_in_again(*, application: Application, by: Account | None, at: datetime) -> Application:
    """What was asked is answered; nothing else has changed."""
    application = locked(application)
    asked = queries.open_round(application)
    if application.stage != S.MORE_INFORMATION or asked is None:
        raise Refused("Nothing is asked of it now.")
    refuse(
        rules.why_not_lead(application, leads=queries.leads(application, by, at=at))
        or rules.why_not_hand_in(
            application, queries.missing_in(application), taken_by="", let_in=False, at=at
        )
    )
    sealed(application, by=by, at=at)
    asked.answered_at, asked.answered_by = at, by
    asked.save(update_fields=["answered_at", "answered_by"])
    record("round_answered", about=application, by=by, at=at, number=asked.number)
    moved(application, S.SUBMITTED, at=at)
    notices.tell_managers(
        application,
        f"Answered: {application.title}",
        "What you asked is answered.",
        queries.managers_of(application.call, at=at),
        by=by,
        at=at,
    )
    return application
