"""Organisations, over the web: public to read, kept by stewards and custodians."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door, scope_door
from folkmoot.kernel.access.may import may, permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.answers import refused
from folkmoot.people import actions, identifiers, queries
from folkmoot.people.forms import (
    GiveRoleForm,
    IdentifierForm,
    NewOrganisationForm,
    OrganisationForm,
)
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import THE_SITE, Organisation, OrganisationIdentifier

A_PAGE = 50


@open_door
@require_GET
def organisations(request: HttpRequest) -> HttpResponse:
    """Every organisation, by name."""
    words = request.GET.get("words", "")[:100].strip()
    pages = Paginator(queries.organisations_for(request.user, words), A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    keeps = may(request.user, Permission.ORGANISATION_KEEP, within=THE_SITE, at=clock.now())
    context = {"page": page, "number": pages.count, "words": words, "keeps": keeps}
    return render(request, "people/organisations.html", context)


@door(Organisation)
@require_GET
def organisation(request: HttpRequest, organisation: Organisation) -> HttpResponse:
    """One organisation: what it is, and the numbers others know it by."""
    return _page(request, organisation, IdentifierForm(), GiveRoleForm())


@scope_door("organisations", THE_SITE, Permission.ORGANISATION_KEEP)
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Add an organisation."""
    form = NewOrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.add_organisation(
                name=form.cleaned_data["name"],
                kind=form.cleaned_data["kind"],
                website=form.cleaned_data["website"],
                numbers=form.numbers(),
                by=request.user,
                at=clock.now(),
            )
            return redirect("people:organisation", made.ref)
        except Refused as refusal:
            form.add_error("value", str(refusal))
    return render(
        request, "people/organisation_add.html", {"form": form}, status=422 if form.errors else 200
    )


@door(Organisation, Permission.ORGANISATION_EDIT)
@require_http_methods(["GET", "POST"])
def edit(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Put right what is known."""
    known = {field: getattr(organisation, field) for field in ("name", "kind", "website")}
    form = OrganisationForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_organisation(
                organisation=organisation, **form.cleaned_data, by=request.user, at=clock.now()
            )
            return redirect("people:organisation", organisation.ref)
        except Refused as refusal:
            form.add_error("name", str(refusal))
    context = {"form": form, "organisation": organisation}
    return render(
        request, "people/organisation_edit.html", context, status=422 if form.errors else 200
    )


@door(Organisation, Permission.ORGANISATION_EDIT)
@require_POST
def add_identifier(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Add a number from an official list."""
    form = IdentifierForm(request.POST)
    if form.is_valid():
        try:
            actions.add_identifier(
                organisation=organisation, **form.cleaned_data, by=request.user, at=clock.now()
            )
            return redirect("people:organisation", organisation.ref)
        except Refused as refusal:
            form.add_error("value", str(refusal))
    return _page(request, organisation, form, GiveRoleForm())


@door(Organisation, Permission.ORGANISATION_EDIT)
@require_POST
def prefer_identifier(
    request: SignedInRequest, organisation: Organisation, key: int
) -> HttpResponse:
    """Make this the number others know it by."""
    identifier = _number_of(organisation, key)
    actions.prefer_identifier(identifier=identifier, by=request.user, at=clock.now())
    return redirect("people:organisation", organisation.ref)


@door(Organisation, Permission.ORGANISATION_EDIT)
@require_POST
def remove_identifier(
    request: SignedInRequest, organisation: Organisation, key: int
) -> HttpResponse:
    """Take a wrong number away."""
    identifier = _number_of(organisation, key)
    try:
        actions.remove_identifier(identifier=identifier, by=request.user, at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    return redirect("people:organisation", organisation.ref)


@door(Organisation, Permission.ORGANISATION_KEEP)
@require_POST
def name_custodian(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Name someone who keeps what we know about it right."""
    form = GiveRoleForm(request.POST)
    if form.is_valid():
        try:
            actions.give_organisation_role(
                organisation=organisation, **form.cleaned_data, by=request.user, at=clock.now()
            )
            return redirect("people:organisation", organisation.ref)
        except Refused as refusal:
            form.add_error("email", str(refusal))
    return _page(request, organisation, IdentifierForm(), form)


@door(Organisation, Permission.ORGANISATION_KEEP)
@require_POST
def end_custodian(request: SignedInRequest, organisation: Organisation, key: str) -> HttpResponse:
    """End someone's being custodian."""
    held = get_object_or_404(organisation.roles_held, pk=key)
    try:
        actions.end_organisation_role(held=held, by=request.user, at=clock.now())
    except Refused as refusal:
        return refused(request, refusal)
    return redirect("people:organisation", organisation.ref)


def _page(
    request: HttpRequest, organisation: Organisation, number: IdentifierForm, role: GiveRoleForm
) -> HttpResponse:
    at = clock.now()
    permitted = permissions_of(request.user, within=organisation, at=at)
    numbers = queries.organisation_with_numbers(organisation)
    keeps = Permission.ORGANISATION_KEEP in permitted
    context = {
        "organisation": organisation,
        "numbers": [(each, identifiers.name_of(each.scheme)) for each in numbers],
        "org_id": next((str(each) for each in numbers if each.preferred), ""),
        "edits": Permission.ORGANISATION_EDIT in permitted,
        "keeps": keeps,
        "takes": Permission.ORGANISATION_TAKE in permitted,
        "custodians": queries.custodians(organisation, at) if keeps else [],
        "number_form": number,
        "role_form": role,
        "local": identifiers.LOCAL,
    }
    return render(request, "people/organisation.html", context)


def _number_of(organisation: Organisation, key: int) -> OrganisationIdentifier:
    """A number of this organisation; another's is not found."""
    return get_object_or_404(organisation.identifiers, pk=key)
