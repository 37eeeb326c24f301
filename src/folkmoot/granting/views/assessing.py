"""An assessor's page for one application; what was given; interests; talks."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.granting import actions
from folkmoot.granting.forms.assessing import (
    DeclareForm,
    InterestForm,
    MarksForm,
    ModerationForm,
    begun_with,
)
from folkmoot.granting.forms.panels import ReasonForm
from folkmoot.granting.models import Application, Assignment, Declaration, Moderation, Panel
from folkmoot.granting.queries import marks
from folkmoot.granting.queries import panels as queries
from folkmoot.granting.rules import assessing as rules
from folkmoot.granting.views.showing import one, page, to_panel
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.changes import METHODS, done, made, posted, then
from folkmoot.people.http import SignedInRequest


@door(Assignment, Permission.ASSESS)
@never_cache
@require_http_methods(METHODS)
def task(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    """First one's interest, then the marks, then what was handed in."""
    if assignment.stage == "ASSIGNED":
        return _declare(request, assignment)
    if assignment.stage == "SUBMITTED":
        given = queries.marks_of(assignment)
        return page(request, "panel/given", task=assignment, marks=given)
    return _marks(request, assignment)


@door(Assignment, Permission.ASSESS)
@require_http_methods(METHODS)
def link_found(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    """Something that links one with it has come to light."""
    form = InterestForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.declare(
            assignment=assignment,
            has_interest=True,
            words=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        "Thank you for saying so. It is for others now.",
        to_panel(assignment.application.call.panel),
        panel=assignment.application.call.panel,
        heading="Something links you with it",
        lead="You will see nothing of this application any more, and what you gave does not count.",
        button="Say so",
    )


def _declare(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    form = DeclareForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.declare(
            assignment=assignment,
            has_interest=form.cleaned_data["interest"] == "yes",
            words=form.cleaned_data["words"],
            by=request.user,
            at=at,
        ),
        "Kept.",
        lambda made: (
            redirect(*to_panel(assignment.application.call.panel))
            if made.stage == "RECUSED"
            else redirect("panels:task", assignment.pk)
        ),
    )
    return answer or page(request, "panel/declare", form, task=assignment)


def _marks(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    criteria = marks.criteria_of(assignment.application.call)
    form = MarksForm(posted(request), initial=begun_with(assignment.draft), criteria=criteria)
    if request.method == "POST":
        names = {each.pk: each.name for each in criteria}
        if "later" in request.POST or request.headers.get("Accept") == "application/json":
            return _kept(request, assignment, form)
        if form.is_valid() and (why := rules.why_not_hand_in(assignment, form.given(), names)):
            form.add_error(None, why)
        if form.errors:  # and what was typed is kept as well
            return _kept(request, assignment, form, shown=True)
    answer = made(
        request,
        form,
        lambda at: actions.hand_in_marks(
            assignment=assignment, given=form.given(), by=request.user, at=at
        ),
        "Handed in, and locked.",
        lambda _: redirect("panels:task", assignment.pk),
    )
    return answer or page(request, "panel/marks", form, task=assignment)


def _kept(
    request: SignedInRequest, assignment: Assignment, form: MarksForm, *, shown: bool = False
) -> HttpResponse:
    """Keep what is typed, right or wrong; then say so, quietly, on the page or by going on."""
    why = ""
    try:
        actions.keep_marks(
            assignment=assignment, typed=form.typed(), by=request.user, at=clock.now()
        )
    except Refused as refusal:
        why = str(refusal)
    if shown:
        return page(request, "panel/marks", form, task=assignment)
    if request.headers.get("Accept") == "application/json":
        told = {"versions": {}, "aside": [], "wrong": {}, "sentence": why}
        return JsonResponse(told, status=409 if why else 200)
    said = why or "Kept as you typed it. Nobody else sees it."
    return done(request, said, redirect(*to_panel(assignment.application.call.panel)))


@door(Assignment, Permission.PANEL_LEAD)
@require_http_methods(METHODS)
def reopen(request: SignedInRequest, assignment: Assignment) -> HttpResponse:
    """Let an assessor mark once more."""
    form = ReasonForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.reopen_marks(
            assignment=assignment, **form.cleaned_data, by=request.user, at=at
        ),
        "Opened again. What they had given is kept.",
        ("panels:assessed", assignment.application.ref),
        panel=assignment.application.call.panel,
        heading=f"Open the marks of {assignment.assessor.account.shown_name()} again",
        button="Open them again",
    )


@door(Application, Permission.PANEL_KEEP)
@never_cache
@require_GET
def assessed(request: SignedInRequest, application: Application) -> HttpResponse:
    """Who assesses one application, and what they gave once all are in."""
    panel = get_object_or_404(
        Panel.objects.select_related("call__programme"), call=application.call
    )
    may = permissions_of(request.user, within=panel.scope, at=clock.now())
    standing = marks.standing_of(application)
    talk = Moderation.objects.filter(application=application).first()
    return page(
        request,
        "panel/assessed",
        application=application,
        panel=panel,
        may=may,
        given=queries.given_to(application, request.user),
        standing=standing if standing.is_in else None,
        talk=talk,
        why_not_talk=rules.why_not_open_moderation(
            panel,
            has_one=talk is not None,
            n_waiting=standing.n_waiting,
            n_in=standing.n_in,
            spread_points=standing.spread,
        ),
    )


@door(Application, Permission.PANEL_LEAD)
@require_POST
def open_talk(request: SignedInRequest, application: Application) -> HttpResponse:
    """Bring together those who are far apart."""
    return then(
        request,
        lambda at: actions.open_moderation(application=application, by=request.user, at=at),
        "They can see each other's marks now.",
        redirect("panels:assessed", application.ref),
    )


@door(Moderation)
@never_cache
@require_http_methods(METHODS)
def talk(request: SignedInRequest, moderation: Moderation) -> HttpResponse:
    """The talk about one application: everybody's marks side by side, and what came of it."""
    application = moderation.application
    criteria = marks.criteria_of(application.call)
    leads = Permission.PANEL_LEAD in permissions_of(
        request.user, within=moderation.scope, at=clock.now()
    )
    form = ModerationForm(posted(request), criteria=criteria, initial=_came(moderation))
    if request.method == "POST" and not leads:
        raise PermissionDenied
    answer = made(
        request,
        form,
        lambda at: actions.note_moderation(
            moderation=moderation,
            agreed=form.cleaned_data["came"] == "agree",
            words=form.cleaned_data["words"],
            values=form.values(),
            by=request.user,
            at=at,
        ),
        "Kept, beside what each had given.",
        lambda _: redirect("panels:talk", moderation.pk),
    )
    return answer or page(
        request,
        "panel/talk",
        form,
        moderation=moderation,
        application=application,
        given=queries.given_to(application, request.user),
        criteria=criteria,
        leads=leads,
        agreed=moderation.agreed_marks.select_related("criterion"),
    )


def _came(moderation: Moderation) -> dict[str, str]:
    began = {"words": moderation.words}
    if moderation.agreed is not None:
        began["came"] = "agree" if moderation.agreed else "differ"
    for each in moderation.agreed_marks.all():
        began[f"value-{each.criterion_id}"] = str(each.value)
    return began


@door(Application, Permission.APPLICATION_SEE)
@require_http_methods(METHODS)
def interest(request: SignedInRequest, application: Application) -> HttpResponse:
    """Somebody of the programme's team keeps out of one application."""
    form = InterestForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.declare_interest(
            application=application, words=form.cleaned_data["words"], by=request.user, at=at
        ),
        "Thank you for saying so. Nothing of it is shown to you any more.",
        ("programmes:programme", application.call.programme.slug),
        panel=None,
        heading=f"You have an interest in “{application.title}”",
        lead="From then on you see nothing of it anywhere, nor of the choice it is part of.",
        button="Say so",
    )


@door(Panel, Permission.PANEL_KEEP)
@never_cache
@require_GET
def interests(request: HttpRequest, panel: Panel) -> HttpResponse:
    """What was declared."""
    may = permissions_of(request.user, within=panel.scope, at=clock.now())
    rows = queries.declarations_on(panel, request.user)
    return page(request, "panel/interests", panel=panel, rows=rows, may=may)


@door(Panel, Permission.PANEL_LEAD)
@require_http_methods(METHODS)
def lift(request: SignedInRequest, panel: Panel, key: UUID) -> HttpResponse:
    """They may read it after all."""
    seen = Application.objects.visible_to(request.user).filter(call=panel.call)
    rows = Declaration.objects.filter(application__in=seen.values("pk")).select_related("account")
    declaration = get_object_or_404(rows, pk=key)
    form = ReasonForm(posted(request))
    return one(
        request,
        form,
        lambda at: actions.lift_declaration(
            declaration=declaration, **form.cleaned_data, by=request.user, at=at
        ),
        "They may read it.",
        ("panels:interests", panel.pk),
        panel=panel,
        heading=f"{declaration.account.shown_name()} may read it after all",
        lead=f"They said: “{declaration.words}”",
        button="Let them read it",
    )
