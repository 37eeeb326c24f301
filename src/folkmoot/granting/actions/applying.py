"""An application is begun, changed, handed in, withdrawn."""

from datetime import datetime
from typing import Any

from django.db import transaction

from folkmoot.granting import notices, queries, rules
from folkmoot.granting.actions.locking import locked, locked_call, moved
from folkmoot.granting.models import (
    Application,
    ApplicationRole,
    ApplicationStage,
    Beginning,
    Call,
    WhenTwo,
)
from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import LEAD_APPLICANT
from folkmoot.kernel.questions import actions as questions
from folkmoot.kernel.questions.queries import typed_in
from folkmoot.kernel.questions.whole import by_meaning
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.actions import add_organisation
from folkmoot.people.models import Account, Organisation

S = ApplicationStage


@transaction.atomic
def start_application(
    *, call: Call, beginning: Beginning, by: Account, at: datetime
) -> Application:
    """A draft that only its team reads; whoever begins it leads it."""
    call = locked_call(call)
    _may_begin(call, beginning, by=by, at=at)
    assert call.questions is not None
    answers = questions.open_answers(question_set=call.questions, by=by, at=at)
    application = Application(call=call, answers=answers, stage_at=at, started_at=at, started_by=by)
    _told(application, beginning, by=by, at=at)
    ApplicationRole.objects.create(
        application=application,
        account=by,
        role=LEAD_APPLICANT.name,
        starts_at=at,
        given_by=by,
    )
    record("application_started", about=application, by=by, at=at, call=call.ref)
    return application


@transaction.atomic
def change_application(
    *, application: Application, beginning: Beginning, by: Account | None, at: datetime
) -> Application:
    """Another title, lead, area or place, before it is handed in."""
    application = locked(application)
    refuse(
        rules.why_not_change(application)
        or rules.why_not_lead(application, leads=queries.leads(application, by, at=at))
    )
    if application.stage == S.MORE_INFORMATION and beginning.area_code != application.area_code:
        refuse("The council area stays as it was handed in.")
    _may_begin(application.call, beginning, by=by, at=at, begun=application)
    _told(application, beginning, by=by, at=at)
    record("application_changed", about=application, by=by, at=at)
    return application


@transaction.atomic
def hand_in(*, application: Application, by: Account | None, at: datetime) -> Application:
    """Hand it in: whole, in time, and as its council endorsed it. It stays as it is from then."""
    application = locked(application)
    refuse(
        rules.why_not_lead(application, leads=queries.leads(application, by, at=at))
        or (
            "Answer what is asked, and hand it in there."
            if application.stage == S.MORE_INFORMATION
            else ""
        )
    )
    first_counts = application.call.one_per_area and application.call.when_two == WhenTwo.FIRST
    refuse(
        rules.why_not_hand_in(
            application,
            queries.missing_in(application),
            taken_by=queries.area_taken_by(application) if first_counts else "",
            let_in=queries.is_let_in(application, at=at),
            at=at,
        )
    )
    sealed(application, by=by, at=at)
    application.submitted_at, application.submitted_by = at, by
    application.is_handed_in = True
    application.stands_for_area = first_counts
    moved(application, S.SUBMITTED, at=at)
    record(
        "application_handed_in",
        about=application,
        by=by,
        at=at,
        sha256=application.submitted_sha256,
    )
    _tell(application, by=by, at=at)
    return application


@transaction.atomic
def withdraw(
    *, application: Application, why: str, by: Account | None, at: datetime
) -> Application:
    """They do not ask any more. What was written stays for its team."""
    application = locked(application)
    refuse(
        rules.why_not_lead(application, leads=queries.leads(application, by, at=at))
        or rules.why_not_withdraw(application, why)
    )
    was_in = application.is_handed_in
    moved(application, S.WITHDRAWN, why, at=at)
    record("application_withdrawn", about=application, by=by, at=at, why=why.strip())
    if was_in:
        notices.tell_managers(
            application,
            f"Withdrawn: {application.title}",
            f"{application.lead.name} does not ask any more. Why: {why.strip()}",
            queries.managers_of(application.call, at=at),
            by=by,
            at=at,
        )
    return application


def sealed(application: Application, *, by: Account | None, at: datetime) -> None:
    """Its answers are closed, what they mean is noted, and the digest of it all."""
    offered = {
        name: [key for key, _ in each] for name, each in queries.offered_in(application).items()
    }
    questions.close_answers(answer_set=application.answers, by=by, at=at, offered=offered)
    typed = typed_in(application.answers)
    asked: Any = by_meaning(application.answers.question_set.form(), typed).get("amount")
    application.asked_pence = asked if isinstance(asked, int) else None
    application.submitted_sha256 = queries.fingerprint(application, typed)


def _may_begin(
    call: Call,
    beginning: Beginning,
    *,
    by: Account | None,
    at: datetime,
    begun: Application | None = None,
) -> None:
    place = beginning.place
    same = call.applications.exclude(stage=S.WITHDRAWN).filter(place=place) if place else None
    if same and begun:
        same = same.exclude(pk=begun.pk)
    if begun is None or not begun.is_handed_in:
        refuse(
            rules.why_not_start(
                call,
                beginning,
                areas=set(call.areas.values_list("code", flat=True)),
                invited=set(queries.invited_to(call).values_list("pk", flat=True)),
                leads_place=by is None
                or (place is not None and may(by, Permission.PLACE_EDIT, within=place, at=at)),
                at=at,
            )
        )
    refuse("There is an application for that place already." if same and same.exists() else "")


def _told(
    application: Application, beginning: Beginning, *, by: Account | None, at: datetime
) -> None:
    area = queries.area_in(application.call, beginning.area_code)
    application.title = " ".join(beginning.title.split())
    application.lead, application.place = _lead(beginning, by=by, at=at), beginning.place
    application.area_code = area.code if area else ""
    application.area_name = area.name if area else ""
    application.words = queries.words_of(application)
    application.save()


def _lead(beginning: Beginning, *, by: Account | None, at: datetime) -> Organisation:
    """The one organisation of that name; or a new one, when there is none or it is not clear."""
    if isinstance(beginning.lead, Organisation):
        return beginning.lead
    name = " ".join(beginning.lead.split())
    same = list(Organisation.objects.filter(name__iexact=name)[:2])
    return same[0] if len(same) == 1 else add_organisation(name=name, by=by, at=at)


def _tell(application: Application, *, by: Account | None, at: datetime) -> None:
    """Its team that it arrived; both of one area what follows from that."""
    others = list(queries.others_in_area(application).select_related("call"))
    follows = rules.area_now(application, n_others=len(others))
    for each, subject in [
        (application, f"Handed in: {application.title}"),
        *((other, f"Another application for {application.area_name}") for other in others),
    ]:
        n_others = queries.others_in_area(each).count()
        words = "It arrived, whole and in time." if each is application else ""
        said = " ".join(filter(None, [words, rules.area_now(each, n_others=n_others)]))
        to = [held.account for held in queries.team_of(each, at=at)]
        if said:
            notices.tell_team(each, subject, said, to, by=by, at=at)
    if follows:
        notices.tell_managers(
            application,
            f"Two applications for {application.area_name}",
            follows,
            queries.managers_of(application.call, at=at),
            by=by,
            at=at,
        )
