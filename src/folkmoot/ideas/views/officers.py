"""Officers' work: the queue, giving out, declaring, answering."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.ideas import actions, queries, rules
from folkmoot.ideas.forms import AnswerForm, AssignForm, DeclareForm, NoteForm
from folkmoot.ideas.forms.officers import initial_answer
from folkmoot.ideas.http import asked_words
from folkmoot.ideas.models import Assessment, Interest, Proposal
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, signed_in_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.people.http import SignedInRequest


@signed_in_door
@require_GET
def queue(request: SignedInRequest) -> HttpResponse:
    """What waits for an answer, overdue first."""
    chosen = {name: asked_words(request, name) for name in ("place", "service", "whose", "state")}
    chosen["page"] = request.GET.get("page", "1")
    waiting = queries.queue(request.user, chosen, at=clock.now())
    if not waiting.places:
        raise PermissionDenied
    context = {
        "queue": waiting,
        "assigns_in": _keys_of_places(request, Permission.PROPOSAL_ASSIGN),
        "assesses_in": _keys_of_places(request, Permission.PROPOSAL_ASSESS),
    }
    return render(request, "ideas/queue.html", context)


def _keys_of_places(request: SignedInRequest, permission: Permission) -> set[object]:
    found = queries.places_with(request.user, permission, at=clock.now())
    return set(found.values_list("pk", flat=True))


@door(Proposal, Permission.PROPOSAL_ASSIGN)
@require_http_methods(["GET", "POST"])
def assign(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Give a proposal to a service and an officer."""
    if why := rules.why_not_look(proposal):
        return refused(request, why)
    now, given = clock.now(), getattr(proposal, "assessment", None)
    known = {
        "service": given.service if given else "",
        "officer": given.officer_id if given else None,
        "answer_date": proposal.answer_date,
    }
    form = AssignForm(
        request.POST or None,
        initial=known,
        officers=queries.officers_of(proposal.place, at=now),
        earliest=min(localdate(now), proposal.answer_date),
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.assign_assessment(
                proposal=proposal,
                service=form.cleaned_data["service"],
                officer=form.cleaned_data["officer"],
                answer_date=form.cleaned_data["answer_date"],
                by=request.user,
                at=now,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            officer = form.cleaned_data["officer"]
            told = (
                f"{officer.shown_name()} is told." if officer else "Whoever takes it first answers."
            )
            messages.success(request, f"Given out. {told}")
            return redirect("ideas:queue")
    context = {
        "proposal": proposal,
        "place": proposal.place,
        "form": form,
        "services": queries.services_of(proposal.place),
    }
    return render(request, "ideas/assign.html", context, status=422 if form.errors else 200)


@door(Proposal, Permission.PROPOSAL_ASSESS)
@require_http_methods(["GET", "POST"])
def assess(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Declare first; then the facts and the answer side by side."""
    assessment, now = _assessment(request, proposal), clock.now()
    if assessment is None:
        return refused(request, rules.why_not_look(proposal) or "Nobody has given this out yet.")
    if rules.latest_declaration(assessment, request.user) is None:
        why = rules.why_not_declare(assessment, request.user, Interest.NONE)
        return refused(request, why) if why else _declare(request, assessment)
    if why := rules.why_not_open_assessment(assessment, request.user):
        return refused(request, why)
    verdict = rules.latest_verdict(proposal)
    form = AnswerForm(request.POST or None, initial=initial_answer(verdict))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_verdict(
                assessment=assessment, answer=form.answer(), by=request.user, at=now
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Answered. The authors are told the way they chose.")
            return redirect("ideas:queue")
    context = _facts(proposal, assessment, now) | {"form": form, "verdict": verdict}
    return render(request, "ideas/assess.html", context, status=422 if form.errors else 200)


@door(Proposal, Permission.PROPOSAL_ASSESS)
@require_POST
def declare(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Say whether I have an interest."""
    assessment = _assessment(request, proposal)
    if assessment is None:
        return refused(request, rules.why_not_look(proposal) or "Nobody has given this out yet.")
    return _declare(request, assessment)


def _declare(request: SignedInRequest, assessment: Assessment) -> HttpResponse:
    form = DeclareForm(request.POST if "interest" in request.POST else None)
    sent = request.method == "POST"
    if sent and not form.is_bound:
        form = DeclareForm(request.POST)
    if sent and form.is_valid():
        try:
            actions.declare_interest(
                assessment=assessment,
                interest=form.cleaned_data["interest"],
                words=form.cleaned_data["words"],
                by=request.user,
                at=clock.now(),
            )
        except Refused as refusal:
            return refused(request, refusal)
        if form.cleaned_data["interest"] == Interest.RECUSED:
            messages.success(request, "You have stepped aside. Someone else will answer it.")
            return redirect("ideas:queue")
        return redirect("ideas:assess", assessment.proposal.ref)
    proposal = assessment.proposal
    context = {"proposal": proposal, "place": proposal.place, "form": form}
    return render(request, "ideas/declare.html", context, status=422 if form.errors else 200)


@door(Proposal, Permission.PROPOSAL_ASSESS)
@require_POST
def note(request: SignedInRequest, proposal: Proposal) -> HttpResponse:
    """Leave a note for other officers."""
    assessment = _assessment(request, proposal)
    form = NoteForm(request.POST)
    if assessment is None or not form.is_valid():
        return refused(request, "Write something first, in at most 2,000 letters.")
    try:
        actions.write_internal_note(
            assessment=assessment, text=form.cleaned_data["text"], by=request.user, at=clock.now()
        )
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, "Kept for the team.")
    return redirect("ideas:assess", proposal.ref)


def _assessment(request: HttpRequest, proposal: Proposal) -> Assessment | None:
    rows = Assessment.objects.select_related("proposal__place", "officer")
    return rows.filter(proposal=proposal).first()


def _facts(proposal: Proposal, assessment: Assessment, now: datetime) -> dict[str, object]:
    """What an officer wants beside the form."""
    whole = queries.proposal_page(proposal, at=now)
    points = [queries.point_of(proposal, whole.standing)] if proposal.longitude is not None else []
    return {
        "proposal": proposal,
        "place": proposal.place,
        "assessment": assessment,
        "whole": whole,
        "points": points,
        "alike": queries.like(proposal),
        "notes": assessment.internal_notes.select_related("written_by"),
        "note_form": NoteForm(auto_id="note_%s"),
    }
