"""Who stands behind an application: its team, its partners, the council."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.granting import actions, queries, rules
from folkmoot.granting.forms import ColleagueForm, CouncilForm, PartnerForm, SaysForm
from folkmoot.granting.forms.applying import council_of
from folkmoot.granting.models import Application, Partner
from folkmoot.granting.views.answers import ask, show, to_application
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, or_why_not, posted, then
from folkmoot.people.http import SignedInRequest, account_of

WRITES, LEADS = Permission.APPLICATION_WRITE, Permission.APPLICATION_LEAD


@door(Application, LEADS)
@never_cache
@require_http_methods(METHODS)
def team(request: SignedInRequest, application: Application) -> HttpResponse:
    """Who writes it, and one more."""
    form = ColleagueForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.add_colleague(
            application=application, **form.colleague(), by=request.user, at=at
        ),
        "Added. We have written to them.",
        lambda held: redirect("granting:team", application.ref),
    )
    held = queries.team_of(application, at=clock.now())
    return answer or show(request, "team", form, application=application, held=held)


@door(Application, LEADS)
@require_POST
@or_why_not
def end_colleague(request: SignedInRequest, application: Application, held: UUID) -> HttpResponse:
    """Somebody does not write it any more."""
    found = application.roles_held.filter(pk=held).first()
    if found is None:
        raise Http404
    return then(
        request,
        lambda at: actions.end_colleague(held=found, by=request.user, at=at),
        "They do not write it any more.",
        redirect("granting:team", application.ref),
    )


@door(Application, LEADS)
@never_cache
@require_http_methods(METHODS)
def partners(request: SignedInRequest, application: Application) -> HttpResponse:
    """Its partners, what each answered, and one more."""
    form = PartnerForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.add_partner(
            application=application, **form.cleaned_data, by=request.user, at=at
        ),
        "Asked. They get a link, and need no account.",
        lambda partner: redirect("granting:partners", application.ref),
    )
    return answer or show(
        request,
        "partners",
        form,
        application=application,
        rows=list(application.partners.all()),
        why_not=rules.why_not_change(application),
    )


@door(Application, LEADS)
@never_cache
@require_http_methods(METHODS)
def ask_partner(request: SignedInRequest, application: Application, partner: UUID) -> HttpResponse:
    """Send the link again, to the same address or another."""
    named = _partner(application, partner)
    form = PartnerForm(posted(request), initial={"name": named.name, "email": named.email})
    del form.fields["name"]
    answer = made(
        request,
        form,
        lambda at: actions.ask_partner_again(
            partner=named, **form.cleaned_data, by=request.user, at=at
        ),
        "Sent. The link before works no more.",
        lambda asked: redirect("granting:partners", application.ref),
    )
    return answer or ask(
        request, form, f"Ask {named.name} again", "Send the link", application=application
    )


@door(Application, LEADS)
@require_POST
@or_why_not
def drop_partner(request: SignedInRequest, application: Application, partner: UUID) -> HttpResponse:
    """It is no partner after all."""
    named = _partner(application, partner)
    return then(
        request,
        lambda at: actions.drop_partner(partner=named, by=request.user, at=at),
        f"{named.name} is not named any more.",
        redirect("granting:partners", application.ref),
    )


@door(Application)
@never_cache
@require_http_methods(METHODS)
def answer_partner(
    request: SignedInRequest, application: Application, partner: UUID
) -> HttpResponse:
    """A partner answers by its own account."""
    named = _partner(application, partner)
    account = account_of(request)
    if account is None or named.account_id != account.pk:
        raise Http404
    return _partner_says(request, named)


@open_door
@never_cache
@sensitive_variables("secret")
@require_http_methods(METHODS)
def partner_link(request: HttpRequest, secret: str) -> HttpResponse:
    """A partner answers by the link it was sent."""
    partner = queries.partner_by_secret(secret)
    if partner is None:
        return show(request, "link_gone")
    return _partner_says(request, partner)


@door(Application, LEADS)
@never_cache
@require_http_methods(METHODS)
def council(request: SignedInRequest, application: Application) -> HttpResponse:
    """Whom the council has to ask, and what they said."""
    found = queries.endorsement_of(application)
    form = CouncilForm(posted(request), initial=council_of(found))
    answer = made(
        request,
        form,
        lambda at: actions.ask_council(
            application=application, council=form.whom(), by=request.user, at=at
        ),
        "Asked. They get a link that works once, for three weeks.",
        lambda asked: redirect("granting:council", application.ref),
    )
    holds = found is not None and found.sha256 == queries.fingerprint(application)
    return answer or show(
        request,
        "council",
        form,
        application=application,
        found=found,
        holds=holds,
        why_not=rules.why_not_change(application),
        now=clock.now(),
    )


@door(Application, LEADS)
@require_POST
@or_why_not
def council_again(request: SignedInRequest, application: Application) -> HttpResponse:
    """The same question by a new link."""
    found = queries.endorsement_of(application)
    if found is None:
        raise Http404
    return then(
        request,
        lambda at: actions.send_council_again(endorsement=found, by=request.user, at=at),
        "Sent again. The link before works no more.",
        redirect("granting:council", application.ref),
    )


@open_door
@never_cache
@sensitive_variables("secret")
@require_http_methods(METHODS)
def council_link(request: HttpRequest, secret: str) -> HttpResponse:
    """The council's chief executive reads what is asked, and says yes or no."""
    asked = queries.endorsement_by_secret(secret)
    if asked is None:
        return show(request, "link_gone")
    application, at = asked.application, clock.now()
    now_sha256 = queries.fingerprint(application)
    if why := rules.why_not_endorse_now(asked, now_sha256=now_sha256, at=at):
        return refused(request, why)
    form = SaysForm(
        posted(request),
        yes=f"Yes, {asked.council} stands behind it",
        no="No",
        words="With a no, say what would have to change. The applicants and the funders read it.",
        asks_name=False,
    )
    answer = made(
        request,
        form,
        lambda at: actions.answer_council(
            endorsement=asked, says_yes=form.yes, words=form.cleaned_data["words"], by=None, at=at
        ),
        "Thank you. Your answer is kept, and they have been told.",
        lambda _: redirect("calls:call", application.call.ref),
    )
    return answer or show(
        request,
        "council_link",
        form,
        application=application,
        asked=asked,
        read=queries.answers_read(application),
        partners=list(application.partners.filter(is_partner=True)),
    )


def _partner_says(request: HttpRequest, partner: Partner) -> HttpResponse:
    application = partner.application
    account = account_of(request)
    if why := rules.why_not_answer_now(partner):
        return refused(request, why)
    form = SaysForm(
        posted(request),
        yes=f"Yes, {partner.name} takes part",
        no="No",
        words="With a yes: what you bring. With a no: why not.",
        longest=600,
        initial={"name": account.name if account else ""},
    )
    answer = made(
        request,
        form,
        lambda at: actions.answer_partner(
            partner=partner,
            is_partner=form.yes,
            words=form.cleaned_data["words"],
            name=form.cleaned_data["name"],
            by=account,
            at=at,
        ),
        "Thank you. Your answer is kept, and they have been told.",
        lambda _: (
            to_application(application) if account else redirect("calls:call", application.call.ref)
        ),
    )
    return answer or show(
        request,
        "partner_link",
        form,
        application=application,
        partner=partner,
        read=queries.answers_read(application),
    )


def _partner(application: Application, pk: UUID) -> Partner:
    return get_object_or_404(
        application.partners.select_related("application__call__programme", "application__lead"),
        pk=pk,
    )
