"""The grant manager starts a programme and writes its versions."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel.access.door import door, scope_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, or_why_not, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import THE_SITE
from folkmoot.programmes import actions, queries, rules
from folkmoot.programmes.forms import (
    CriteriaForm,
    ExtensionForm,
    FunderForm,
    MoneyForm,
    PhaseForm,
    StartForm,
    TermsForm,
)
from folkmoot.programmes.forms.writing import terms_of
from folkmoot.programmes.models import Programme, Version
from folkmoot.programmes.views.answers import show, to_programme, to_version

WRITES = Permission.PROGRAMME_DRAFT


@scope_door("the site", THE_SITE, Permission.PROGRAMME_START)
@require_http_methods(METHODS)
def start(request: SignedInRequest) -> HttpResponse:
    """Start a programme."""
    form = StartForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.start_programme(**form.cleaned_data, by=request.user, at=at),
        "Started. Only its team sees it until every funder has agreed.",
        to_programme,
    )
    return answer or show(request, "start", form)


@door(Programme, WRITES)
@require_POST
@or_why_not
def draft(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Begin the next version."""
    return then(
        request,
        lambda at: actions.draft_version(programme=programme, by=request.user, at=at),
        "The next version begins as the one in force. Change it, then put it to the funders.",
        redirect("programmes:programme", programme.slug),
    )


@door(Version, WRITES)
@require_http_methods(METHODS)
def terms(request: SignedInRequest, version: Version) -> HttpResponse:
    """What it is for and how it decides."""
    if why := rules.why_not_write(version):
        return refused(request, why)
    form = TermsForm(posted(request), first=version.number == 1, initial=terms_of(version))
    answer = made(
        request,
        form,
        lambda at: actions.write_terms(version=version, terms=form.terms(), by=request.user, at=at),
        "Kept.",
        to_version,
    )
    return answer or show(request, "terms", form, version=version, programme=version.programme)


@door(Version, WRITES)
@require_http_methods(METHODS)
def criteria(request: SignedInRequest, version: Version) -> HttpResponse:
    """What places are assessed on."""
    if why := rules.why_not_write(version):
        return refused(request, why)
    lines = [f"{each.weight} {each.name}" for each in version.criteria.all()]
    form = CriteriaForm(posted(request), initial={"criteria": lines})
    answer = made(
        request,
        form,
        lambda at: actions.set_criteria(
            version=version, criteria=form.cleaned_data["criteria"], by=request.user, at=at
        ),
        "Kept.",
        to_version,
    )
    return answer or show(request, "criteria", form, version=version, programme=version.programme)


@door(Version, WRITES)
@require_http_methods(METHODS)
def funders(request: SignedInRequest, version: Version) -> HttpResponse:
    """Who pays."""
    if why := rules.why_not_write(version):
        return refused(request, why)
    form = FunderForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.add_funder(
            version=version, organisation=form.cleaned_data["organisation"], by=request.user, at=at
        ),
        "Added. Say next how much it gives.",
        lambda funder: redirect("programmes:funders", version.pk),
    )
    there = version.funders.select_related("organisation")
    return answer or show(
        request, "funders", form, version=version, programme=version.programme, funders=there
    )


@door(Version, WRITES)
@require_POST
@or_why_not
def drop_funder(request: SignedInRequest, version: Version, funder: int) -> HttpResponse:
    """Somebody does not pay after all."""
    found = version.funders.filter(pk=funder).first()
    if found is None:
        raise Http404
    return then(
        request,
        lambda at: actions.drop_funder(funder=found, by=request.user, at=at),
        "Taken out, with its money.",
        redirect("programmes:funders", version.pk),
    )


@door(Version, WRITES)
@require_http_methods(METHODS)
def money(request: SignedInRequest, version: Version) -> HttpResponse:
    """Who pays how much in which year."""
    if why := rules.why_not_write(version):
        return refused(request, why)
    budget = queries.budget_of(version)
    form = MoneyForm(posted(request), budget=budget)
    answer = made(
        request,
        form,
        lambda at: actions.set_money(version=version, money=form.money(), by=request.user, at=at),
        "Kept.",
        to_version,
    )
    return answer or show(
        request, "money", form, version=version, programme=version.programme, budget=budget
    )


@door(Version, WRITES)
@require_http_methods(METHODS)
def phases(request: SignedInRequest, version: Version) -> HttpResponse:
    """One more phase."""
    if why := rules.why_not_write(version):
        return refused(request, why)
    form = PhaseForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.add_phase(version=version, plan=form.plan(), by=request.user, at=at),
        "Added.",
        lambda phase: redirect("programmes:phases", version.pk),
    )
    told = queries.phases_to_write(version)
    return answer or show(
        request, "phases", form, version=version, programme=version.programme, **told
    )


@door(Version, WRITES)
@require_POST
@or_why_not
def drop_phase(request: SignedInRequest, version: Version, phase: UUID) -> HttpResponse:
    """The last phase is not to be after all."""
    found = version.phases.filter(pk=phase).first()
    if found is None:
        raise Http404
    return then(
        request,
        lambda at: actions.drop_phase(phase=found, by=request.user, at=at),
        "Taken out.",
        redirect("programmes:phases", version.pk),
    )


@door(Version, WRITES)
@require_http_methods(METHODS)
def extend(request: SignedInRequest, version: Version, phase: UUID) -> HttpResponse:
    """A phase that was agreed on goes on longer."""
    found = queries.agreed_phases(version.programme).filter(pk=phase).first()
    if found is None:
        raise Http404
    if why := rules.why_not_write(version):
        return refused(request, why)
    form = ExtensionForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.extend_phase(
            version=version,
            phase=found,
            ends_date=form.cleaned_data["ends"],
            why=form.cleaned_data["why"],
            by=request.user,
            at=at,
        ),
        "Kept. It holds once every funder has approved this version.",
        lambda extension: redirect("programmes:phases", version.pk),
    )
    return answer or show(
        request, "extend", form, version=version, programme=version.programme, phase=found
    )


@door(Version, WRITES)
@require_POST
@or_why_not
def drop_extension(request: SignedInRequest, version: Version, extension: UUID) -> HttpResponse:
    """It ends when it was to end."""
    found = version.extensions.filter(pk=extension).first()
    if found is None:
        raise Http404
    return then(
        request,
        lambda at: actions.drop_extension(extension=found, by=request.user, at=at),
        "It ends as agreed before.",
        redirect("programmes:phases", version.pk),
    )
