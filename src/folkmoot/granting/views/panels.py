"""A panel: begun, its terms, its people, who reads what."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.granting import actions
from folkmoot.granting.forms.panels import AppointForm, ByHandForm, PanelForm, ReasonForm
from folkmoot.granting.models import Application, Assignment, Call, Panel
from folkmoot.granting.queries import panels as queries
from folkmoot.granting.queries import sharing
from folkmoot.granting.rules import assessing as rules
from folkmoot.granting.views.showing import one, page, to_panel
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, done, posted, then
from folkmoot.people.http import SignedInRequest


@door(Call, Permission.PANEL_KEEP)
@require_POST
def begin(request: SignedInRequest, call: Call) -> HttpResponse:
    """A panel for what comes in."""
    try:
        panel = actions.begin_panel(call=call, by=request.user, at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    return done(request, "Begun. Now say who assesses.", redirect(*to_panel(panel)))


@door(Panel)
@require_GET
def panel(request: SignedInRequest, panel: Panel) -> HttpResponse:
    """The whole panel for those who run it; their own list for those who assess."""
    at = clock.now()
    may = permissions_of(request.user, within=panel.scope, at=at)
    mine = queries.tasks_of(panel, request.user) if request.user.is_authenticated else []
    context: dict[str, Any] = {"panel": panel, "call": panel.call, "may": may, "mine": mine}
    if Permission.PANEL_KEEP not in may:
        return page(request, "panel/mine", **context)
    found = queries.panel_page(panel, request.user, at=at)
    return page(request, "panel/panel", page=found, **context)


@door(Panel, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def terms(request: SignedInRequest, panel: Panel) -> HttpResponse:
    """How many read each, and when they are brought together."""
    form = PanelForm(posted(request), initial={
        "n_each": panel.n_each, "wide_points": panel.wide_points,
        "n_meeting": panel.n_meeting, "one_per_funder": panel.one_per_funder,
    })  # fmt: skip
    return one(
        request,
        form,
        lambda at: actions.set_panel(panel=panel, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        to_panel(panel),
        panel=panel,
        heading="How the panel works",
        button="Keep this",
    )


@door(Panel, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def appoint(request: SignedInRequest, panel: Panel) -> HttpResponse:
    """Somebody assesses from now on."""
    form = AppointForm(posted(request), funders=queries.funders_in(panel))
    return one(
        request,
        form,
        lambda at: actions.appoint(
            panel=panel,
            email=form.cleaned_data["email"],
            organisation=form.funder(),
            most=form.cleaned_data["most"],
            ends_at=form.ends_at(),
            by=request.user,
            at=at,
        ),
        "Appointed.",
        to_panel(panel),
        panel=panel,
        heading="Appoint an assessor",
        lead="They see nothing of an application before they have said that nothing links them "
        "with it.",
        button="Appoint them",
    )


@door(Panel, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def dismiss(request: SignedInRequest, panel: Panel, key: UUID) -> HttpResponse:
    """Somebody leaves the panel."""
    assessor = get_object_or_404(panel.assessors.select_related("account", "panel"), pk=key)
    form = ReasonForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.dismiss(assessor=assessor, **form.cleaned_data, by=request.user, at=at),
        "They are not on the panel any more.",
        to_panel(panel),
        panel=panel,
        heading=f"{assessor.account.shown_name()} leaves the panel",
        button="End it",
    )


@door(Panel, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def share(request: SignedInRequest, panel: Panel) -> HttpResponse:
    """Who would read what; given out only when it is confirmed."""
    if request.method == "POST":
        return then(
            request,
            lambda at: actions.share_out(
                panel=panel, expected=request.POST.get("digest", ""), by=request.user, at=at
            ),
            "Given out. Each assessor says first whether they have an interest.",
            redirect(*to_panel(panel)),
        )
    found = sharing.proposal_of(panel, at=clock.now())
    why_not = rules.why_not_share(
        panel, n_applications=len(found.rows), n_assessors=len(found.loads)
    )
    seen = Application.objects.visible_to(request.user).filter(call=panel.call)
    keys = set(seen.values_list("pk", flat=True))
    return page(
        request,
        "panel/share",
        panel=panel,
        found=found,
        rows=[each for each in found.rows if each.application.pk in keys],
        why_not=why_not or found.why_not,
    )


@door(Panel, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def by_hand(request: SignedInRequest, panel: Panel) -> HttpResponse:
    """Give one application to one more assessor."""
    at = clock.now()
    form = ByHandForm(
        posted(request),
        applications=sharing.to_assess(panel, seen_by=request.user),
        assessors=sharing.assessors_of(panel, at=at),
    )
    return one(
        request,
        form,
        lambda at: actions.assign_by_hand(
            application=form.pieces[form.cleaned_data["application"]],
            assessor=form.people[form.cleaned_data["assessor"]],
            because=form.cleaned_data["because"],
            by=request.user,
            at=at,
        ),
        "Given to them.",
        to_panel(panel),
        panel=panel,
        heading="Give one to somebody by hand",
        button="Give it to them",
    )


@door(Assignment, Permission.PANEL_KEEP)
@require_http_methods(METHODS)
def take_off(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    """Take one application off one assessor."""
    form = ReasonForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.take_off(
            assignment=assignment, **form.cleaned_data, by=request.user, at=at
        ),
        "Taken off them. Give it to somebody else.",
        to_panel(assignment.application.call.panel),
        panel=assignment.application.call.panel,
        heading="Give it to somebody else",
        lead=f"{assignment.assessor.account.shown_name()} has not handed in their marks of "
        f"“{assignment.application.title}”. What they typed is not kept.",
        button="Take it off them",
    )
