"""Visits and interviews, for those who go and for the place."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.granting import actions
from folkmoot.granting.forms.meetings import (
    AgreeForm,
    AnswerNoteForm,
    MeetingForm,
    MoveForm,
    NoteForm,
    OfUsForm,
)
from folkmoot.granting.forms.panels import ReasonForm
from folkmoot.granting.models import Application, Interview
from folkmoot.granting.queries import meetings as queries
from folkmoot.granting.views.showing import one, page
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.people.http import SignedInRequest


@door(Application)
@never_cache
@require_GET
def meetings(request: SignedInRequest, application: Application) -> HttpResponse:
    """Every meeting about one application."""
    may = permissions_of(request.user, within=application.scope, at=clock.now())
    rows = queries.meetings_of(application, request.user)
    is_open = application.stage == "IN_ASSESSMENT"
    return page(
        request,
        "panel/meetings",
        application=application,
        rows=rows,
        may=may,
        may_propose=is_open and not [each for each in rows if each.stage != "CANCELLED"],
    )


@door(Application, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def propose(request: SignedInRequest, application: Application) -> HttpResponse:
    """Propose a visit or an interview."""
    form = MeetingForm(posted(request), assessors=queries.who_could_go(application))
    return one(
        request,
        form,
        lambda at: actions.propose_meeting(
            application=application, plan=form.meeting_plan(), by=request.user, at=at
        ),
        "Proposed. The place is asked whether that suits, and what people need.",
        ("panels:meetings", application.ref),
        heading=f"Meet {application.lead}",
        button="Propose it",
    )


@door(Interview)
@never_cache
@require_GET
def meeting(request: SignedInRequest, meeting: Interview) -> HttpResponse:
    """One meeting, as each side reads it."""
    at = clock.now()
    may = permissions_of(request.user, within=meeting.scope, at=at)
    decided = meeting.application.stage in ("INVITED", "RESERVE", "DECLINED")
    is_place = queries.is_of_the_place(meeting, request.user, at=at)
    return page(
        request,
        "panel/meeting",
        meeting=meeting,
        application=meeting.application,
        goers=queries.goers_of(meeting),
        may=may,
        is_place=is_place,
        shows_note=not is_place or meeting.shared_at is not None,
        shows_of_us=is_place or decided,
        has_begun=meeting.starts_at <= at,
    )


@door(Interview, Permission.APPLICATION_LEAD)
@require_http_methods(METHODS)
def agree(request: SignedInRequest, meeting: Interview) -> HttpResponse:
    """The place says yes, and what people need."""
    form = AgreeForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.agree_meeting(
            meeting=meeting, **form.cleaned_data, by=request.user, at=at
        ),
        "Agreed.",
        _to(meeting),
        heading="Does that suit you?",
        button="That suits us",
    )


@door(Interview, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def move(request: SignedInRequest, meeting: Interview) -> HttpResponse:
    """Another time."""
    form = MoveForm(posted(request), initial={"starts": meeting.starts_at, "where": meeting.where})
    return one(
        request,
        form,
        lambda at: actions.move_meeting(
            meeting=meeting,
            starts_at=form.cleaned_data["starts"],
            where=form.cleaned_data["where"],
            by=request.user,
            at=at,
        ),
        "Proposed. The place is asked again.",
        _to(meeting),
        heading="Propose another time",
        button="Propose it",
    )


@door(Interview, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def call_off(request: SignedInRequest, meeting: Interview) -> HttpResponse:
    """It does not take place."""
    form = ReasonForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.call_off_meeting(
            meeting=meeting, **form.cleaned_data, by=request.user, at=at
        ),
        "Called off. The place has been told.",
        _to(meeting),
        heading="Call the meeting off",
        button="Call it off",
    )


@door(Interview, Permission.ASSESS)
@require_http_methods(METHODS)
def note(request: SignedInRequest, meeting: Interview) -> HttpResponse:
    """Write down what was seen and said."""
    form = NoteForm(posted(request), initial={"note": meeting.note})
    return one(
        request,
        form,
        lambda at: actions.note_meeting(
            meeting=meeting, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept. Share it with the place when all who went agree.",
        _to(meeting),
        heading="Note of the meeting",
        button="Keep the note",
    )


@door(Interview, Permission.ASSESS)
@require_POST
def share_note(request: SignedInRequest, meeting: Interview) -> HttpResponse:
    """The place reads the note."""
    return then(
        request,
        lambda at: actions.share_note(meeting=meeting, by=request.user, at=at),
        "The place can read it now, and correct the facts.",
        redirect(*_to(meeting)),
    )


@door(Interview, Permission.APPLICATION_LEAD)
@require_http_methods(METHODS)
def answer(request: SignedInRequest, meeting: Interview) -> HttpResponse:
    """Right, or otherwise."""
    form = AnswerNoteForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.answer_note(
            meeting=meeting,
            confirms=form.cleaned_data["answer"] == "right",
            correction=form.cleaned_data["correction"],
            by=request.user,
            at=at,
        ),
        "Kept. Your words stand beside the note.",
        _to(meeting),
        heading="Is this how it was?",
        lead=meeting.note,
        button="Keep this",
    )


@door(Interview, Permission.APPLICATION_LEAD)
@require_http_methods(METHODS)
def of_us(request: SignedInRequest, meeting: Interview) -> HttpResponse:
    """What the place thought of us."""
    form = OfUsForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.tell_of_us(meeting=meeting, **form.cleaned_data, by=request.user, at=at),
        "Thank you.",
        _to(meeting),
        heading="How did you find us?",
        lead="Nobody who judges your application reads this before it is decided.",
        button="Tell us",
    )


def _to(meeting: Interview) -> tuple[Any, ...]:
    return "panels:meeting", meeting.pk
