"""Preparing a call: what it asks, of whom, by which questions."""

import re
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from folkmoot.granting import rules
from folkmoot.granting.actions.locking import locked_call, locked_programme
from folkmoot.granting.models import (
    Area,
    Call,
    CallArea,
    CallPlan,
    CallRules,
    First,
    FirstQuestion,
    QuestionsKept,
)
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account
from folkmoot.programmes.models import Programme

CODE = re.compile(r"[A-Z]\d{8}")
MOST_AREAS, MOST_FIRST = 500, 12


@transaction.atomic
def start_call(*, programme: Programme, plan: CallPlan, by: Account | None, at: datetime) -> Call:
    """A call that only the programme's people see, until it is published."""
    programme = locked_programme(programme)
    refuse(rules.why_not_plan(programme, plan))
    call = Call(programme=programme, made_at=at, made_by=by)
    _write(call, plan)
    record("call_started", about=call, by=by, at=at, name=call.name)
    return call


@transaction.atomic
def write_call(*, call: Call, plan: CallPlan, by: Account | None, at: datetime) -> Call:
    """Say anew what it asks for."""
    call = locked_call(call)
    refuse(rules.why_not_write(call) or rules.why_not_plan(call.programme, plan))
    _write(call, plan)
    record("call_written", about=call, by=by, at=at)
    return call


@transaction.atomic
def set_rules(*, call: Call, wanted: CallRules, by: Account | None, at: datetime) -> Call:
    """What an application needs besides its answers, and how many there may be of an area."""
    call = locked_call(call)
    refuse(rules.why_not_write(call))
    if wanted.n_partners_wanted > 20:
        raise Refused("Ask for at most 20 partners.")
    call.n_partners_wanted = wanted.n_partners_wanted
    call.wants_endorsement = wanted.wants_endorsement
    call.one_per_area, call.when_two = wanted.one_per_area, wanted.when_two
    call.save()
    record("call_rules_set", about=call, by=by, at=at)
    return call


@transaction.atomic
def set_areas(*, call: Call, areas: Sequence[Area], by: Account | None, at: datetime) -> Call:
    """The official areas it is for, by their codes; none for anywhere."""
    call = locked_call(call)
    refuse(rules.why_not_write(call))
    if len(areas) > MOST_AREAS:
        raise Refused(f"List at most {MOST_AREAS} areas.")
    codes = [each.code for each in areas]
    wrong = next((each for each in codes if not CODE.fullmatch(each)), "")
    if wrong:
        raise Refused(f"“{wrong}” is no code of an area: a letter and eight figures.")
    twice = next((each for each in codes if codes.count(each) > 1), "")
    if twice:
        raise Refused(f"{twice} is there twice.")
    call.areas.all().delete()
    CallArea.objects.bulk_create(
        CallArea(
            call=call,
            code=each.code,
            name=each.name[:120],
            region=each.region[:60],
            setting=each.setting[:20],
        )
        for each in areas
    )
    record("call_areas_set", about=call, by=by, at=at, number=len(areas))
    return call


@transaction.atomic
def set_first_questions(
    *, call: Call, asked: Sequence[First], by: Account | None, at: datetime
) -> Call:
    """What is asked before anybody applies."""
    call = locked_call(call)
    refuse(rules.why_not_write(call))
    if len(asked) > MOST_FIRST:
        raise Refused(f"Ask at most {MOST_FIRST} first questions.")
    if any(not each.text.strip() or not each.otherwise.strip() for each in asked):
        raise Refused("Each first question says what there is for those it does not fit.")
    call.first_questions.all().delete()
    FirstQuestion.objects.bulk_create(
        FirstQuestion(
            call=call,
            number=number,
            text=each.text.strip(),
            fits=each.fits,
            otherwise=each.otherwise.strip(),
        )
        for number, each in enumerate(asked, 1)
    )
    record("call_first_questions_set", about=call, by=by, at=at, number=len(asked))
    return call


@transaction.atomic
def keep_questions(
    *, programme: Programme, question_set: QuestionSet, by: Account | None, at: datetime
) -> QuestionsKept:
    """A set of questions is the programme's from now on."""
    programme = locked_programme(programme)
    if QuestionsKept.objects.filter(question_set=question_set).exists():
        raise Refused("A programme keeps those questions already.")
    kept = QuestionsKept.objects.create(programme=programme, question_set=question_set)
    record("questions_kept", about=programme, by=by, at=at, questions=str(question_set.pk))
    return kept


@transaction.atomic
def use_questions(
    *, call: Call, question_set: QuestionSet, by: Account | None, at: datetime
) -> Call:
    """Ask these questions in the call."""
    call = locked_call(call)
    refuse(rules.why_not_write(call))
    kept = QuestionsKept.objects.filter(programme=call.programme, question_set=question_set)
    if not kept.exists():
        raise Refused("Those questions are not among the programme's own.")
    if not question_set.published_at:
        raise Refused("Those questions are not published yet.")
    call.questions = question_set
    call.save(update_fields=["questions"])
    record("call_questions_chosen", about=call, by=by, at=at, questions=str(question_set.pk))
    return call


def _write(call: Call, plan: CallPlan) -> None:
    call.name, call.kind, call.phase = " ".join(plan.name.split()), plan.kind, plan.phase
    call.by_invitation = plan.by_invitation
    call.what, call.who, call.how = plan.what.strip(), plan.who.strip(), plan.how.strip()
    call.decided_by_date, call.most_pence = plan.decided_by_date, plan.most_pence
    call.save()
