"""The page of an application, its parts, on paper and back; handed in, withdrawn."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.granting import actions, queries, rules
from folkmoot.granting.forms import BeginForm, WithdrawForm
from folkmoot.granting.models import ONWARDS, Application, ApplicationStage
from folkmoot.granting.views.answers import ask, show, to_application
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.questions import pages
from folkmoot.kernel.questions.pages import Around
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest, account_of

WRITES, LEADS = Permission.APPLICATION_WRITE, Permission.APPLICATION_LEAD


@door(Application)
@never_cache
@require_GET
def application(request: HttpRequest, application: Application) -> HttpResponse:
    """All of one application: what it says, how far it is, what comes next."""
    at = clock.now()
    may = permissions_of(request.user, within=application, at=at)
    page = queries.application_page(application, account_of(request), may=may, at=at)
    may_withdraw = ApplicationStage.WITHDRAWN in ONWARDS[application.stage]
    around = around_of(request, application, page=page, may=may, may_withdraw=may_withdraw)
    answer = pages.whole_page(request, around, "granting/application.html")
    answer["Cache-Control"] = "private, no-store"
    return answer


@door(Application, WRITES)
@never_cache
@require_http_methods(METHODS)
def part(request: SignedInRequest, application: Application, number: int) -> HttpResponse:
    """One part of the questions, written by several."""
    if application.stage == ApplicationStage.MORE_INFORMATION:
        return redirect("granting:more", application.ref)
    if application.stage == ApplicationStage.WITHDRAWN:
        return refused(request, rules.why_not_change(application))
    return pages.part_page(request, around_of(request, application), number)


@door(Application, WRITES)
@require_GET
def document(request: SignedInRequest, application: Application) -> HttpResponse:
    """The questions to write in away from here."""
    return pages.offline_file(request, around_of(request, application))


@door(Application, WRITES)
@never_cache
@require_http_methods(METHODS)
def back(request: SignedInRequest, application: Application) -> HttpResponse:
    """A document that was filled in is read back."""
    if why := rules.why_not_write_freely(application):
        return refused(request, why)
    return pages.read_back_page(request, around_of(request, application))


@door(Application)
@require_GET
def file(request: HttpRequest, application: Application, key: Any) -> HttpResponseBase:
    """A file that was handed in as an answer."""
    return pages.sent_file(request, around_of(request, application), str(key))


@door(Application, LEADS)
@never_cache
@require_http_methods(METHODS)
def details(request: SignedInRequest, application: Application) -> HttpResponse:
    """Title, who leads, area, place."""
    if why := rules.why_not_change(application):
        return refused(request, why)
    form = BeginForm(
        posted(request),
        call=application.call,
        areas=list(application.call.areas.all()),
        places=queries.places_to_apply_for(application.call, request.user),
        initial={
            "title": application.title,
            "lead": application.lead.name,
            "area": application.area_code,
            "place": str(application.place_id or ""),
        },
    )
    answer = made(
        request,
        form,
        lambda at: actions.change_application(
            application=application, beginning=form.beginning(), by=request.user, at=at
        ),
        "Kept.",
        to_application,
    )
    lead = "An endorsement is of these words too: if you change them, ask the council again."
    return answer or ask(
        request, form, "What it is about, and who leads", "Keep this", application=application,
        lead=lead if application.call.wants_endorsement else "",
    )  # fmt: skip


@door(Application, LEADS)
@never_cache
@require_http_methods(METHODS)
def hand_in(request: SignedInRequest, application: Application) -> HttpResponse:
    """Look once more, and hand it in."""
    if request.method == "POST":
        return then(
            request,
            lambda at: actions.hand_in(application=application, by=request.user, at=at),
            "Handed in. It arrived whole and in time, and we have written to your team.",
            to_application(application),
        )
    at = clock.now()
    why = queries.why_not_hand_in(application, at=at)
    return show(
        request,
        "hand_in",
        application=application,
        why=why,
        area_rule=rules.area_rule(application.call),
        now_sha256=queries.fingerprint(application),
    )


@door(Application, LEADS)
@never_cache
@require_http_methods(METHODS)
def withdraw(request: SignedInRequest, application: Application) -> HttpResponse:
    """They do not ask any more."""
    form = WithdrawForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.withdraw(
            application=application, why=form.cleaned_data["why"], by=request.user, at=at
        ),
        "Withdrawn. You can still read all you wrote.",
        to_application,
    )
    lead = "This is for good. What you wrote stays readable for your team."
    return answer or ask(
        request, form, f"Withdraw “{application.title}”?", "Withdraw it",
        application=application, lead=lead, kind="warning",
    )  # fmt: skip


def around_of(request: HttpRequest, application: Application, **more: Any) -> Around:
    """What the pages of questions know of an application."""
    ref = application.ref
    names = queries.names_of(application)
    return Around(
        answer_set=application.answers,
        by=account_of(request),
        base="granting/inside.html",
        href_of=lambda number: reverse("granting:part", args=[ref, number]),
        whole_href=reverse("granting:application", args=[ref]),
        file_href=lambda key: reverse("granting:file", args=[ref, key]),
        offered=queries.offered_in(application),
        names=lambda key: names.get(key, "A colleague"),
        more={"application": application, "late": queries.late(application, at=clock.now())} | more,
    )
