"""The funders decide together; applications go where they decided; the reserve; publishing."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.granting.actions.choosing import locked_choice
from folkmoot.granting.actions.locking import locked, moved
from folkmoot.granting.models import (
    Application,
    Choice,
    ChoiceStage,
    FunderDecision,
    Letter,
    Outcome,
)
from folkmoot.granting.queries import choice as choices
from folkmoot.granting.queries import joint as queries
from folkmoot.granting.rules import choice as rules
from folkmoot.granting.texts import first_words
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account, Organisation

S = ChoiceStage


@transaction.atomic
def answer_for(
    *,
    choice: Choice,
    organisation: Organisation,
    says: str,
    words: str = "",
    by: Account,
    at: datetime,
) -> FunderDecision:
    """One funder answers, for good, by somebody who decides for it."""
    choice = locked_choice(choice)
    there = FunderDecision.objects.filter(
        choice=choice, organisation=organisation, sha256=choice.recommended_sha256
    )
    refuse(
        rules.why_not_answer_for(
            choice,
            says,
            words,
            decides=organisation in queries.decides_for(choice, by, at=at),
            has_answered=there.exists(),
        )
    )
    made: FunderDecision = FunderDecision.objects.create(
        choice=choice,
        organisation=organisation,
        sha256=choice.recommended_sha256,
        says=says,
        words=words.strip(),
        said_at=at,
        said_by=by,
    )
    record("funder_decided", about=choice, by=by, at=at, funder=str(organisation.pk), says=says)
    return made


@transaction.atomic
def settle(
    *,
    choice: Choice,
    minutes: str,
    reserve_until_date: date | None = None,
    by: Account | None,
    at: datetime,
) -> Choice:
    """Write the minutes and draw the sum. When it is carried, a letter is begun for each."""
    choice = locked_choice(choice)
    found = queries.sum_of(choice)
    refuse(rules.why_not_settle(choice, minutes, waiting=found.waiting))
    choice.minutes, choice.decided_at, choice.decided_by = minutes.strip(), at, by
    choice.stage_at = at
    choice.stage = S.DECIDED if found.sum.carried else S.NOT_CARRIED
    choice.reserve_until_date = reserve_until_date if choice.reserve else None
    choice.save()
    record(
        "choice_decided", about=choice, by=by, at=at, carried=bool(found.sum.carried),
        arithmetic=list(found.sum.lines),
    )  # fmt: skip
    if found.sum.carried:
        _begin_letters(choice)
    return choice


@transaction.atomic
def call_up(*, application: Application, by: Account | None, at: datetime) -> Application:
    """One in reserve takes the place of one that fell out."""
    application = locked(application)
    refuse("" if application.stage == "RESERVE" else "Only one in reserve can be called up.")
    record("application_called_up", about=application, by=by, at=at)
    return moved(application, "INVITED", "From the reserve.", at=at)


@transaction.atomic
def end_reserve(*, choice: Choice, feedback: str, by: Account | None, at: datetime) -> int:
    """The reserve has run out: those in it are told so, with what they can do; how many."""
    choice = locked_choice(choice)
    until = choice.reserve_until_date
    refuse("" if feedback.strip() else "Say what they can do now: they read this.")
    if until and localdate(at) <= until:
        refuse("The reserve has not run out yet.")
    kept = [locked(each) for each in choices.assessed_in(choice.panel) if each.stage == "RESERVE"]
    for each in kept:
        moved(each, "DECLINED", feedback, at=at)
    record("reserve_ended", about=choice, by=by, at=at, number=len(kept))
    return len(kept)


@transaction.atomic
def publish_choice(*, choice: Choice, names_all: bool, by: Account | None, at: datetime) -> Choice:
    """Everybody may read the choice and its reasons."""
    choice = locked_choice(choice)
    refuse(rules.why_not_publish_choice(choice))
    choice.stage, choice.stage_at, choice.published_at = S.PUBLISHED, at, at
    choice.names_all = names_all
    choice.save(update_fields=["stage", "stage_at", "published_at", "names_all"])
    record("choice_published", about=choice, by=by, at=at, names_all=names_all)
    return choice


def _begin_letters(choice: Choice) -> None:
    """A letter for each; the applications move when all letters have their words and go."""
    made = []
    for piece in choices.assessed_in(choice.panel):
        if piece.stage != "IN_ASSESSMENT":
            continue
        outcome = _outcome(choice, piece.ref)
        subject, text, way_on = first_words(choice, piece, outcome)
        made.append(
            Letter(
                choice=choice,
                application=piece,
                outcome=outcome,
                subject=subject,
                text=text,
                way_on=way_on,
            )
        )
    Letter.objects.bulk_create(made)


def _outcome(choice: Choice, ref: str) -> str:
    lists: Sequence[tuple[str, Sequence[str]]] = (
        (Outcome.INVITED, choice.recommended),
        (Outcome.RESERVE, choice.reserve),
    )
    return next((str(outcome) for outcome, refs in lists if ref in refs), str(Outcome.DECLINED))
