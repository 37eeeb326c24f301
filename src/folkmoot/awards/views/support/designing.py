"""Support, designed by both: opened, written, agreed on, revised."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate
from django.views.decorators.http import require_http_methods

from folkmoot.awards.actions import support as actions
from folkmoot.awards.forms import BecauseForm
from folkmoot.awards.forms.support import (
    AgreeForm,
    DiagnosisForm,
    ItemForm,
    PromiseForm,
    SupportForm,
)
from folkmoot.awards.models import Award, SupportPackage
from folkmoot.awards.queries import support as queries
from folkmoot.awards.views.support.answers import asked, item_of, show, to_package
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import CONTRACTOR
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme, ProgrammeRole


@door(Programme, Permission.SUPPORT_OPEN)
@require_http_methods(METHODS)
def new_package(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """Name a supporter for a place."""
    at = clock.now()
    contractors = ProgrammeRole.objects.held_at(at).filter(
        programme=programme, role=CONTRACTOR.name
    )
    places = Place.objects.filter(
        in_programmes__programme=programme, in_programmes__ended_at__isnull=True
    )
    form = SupportForm(
        posted(request),
        places=places.defer("boundary", "outline").order_by("name"),
        supporters=Organisation.objects.filter(pk__in=contractors.values("organisation")).order_by(
            "name"
        ),
        awards=Award.objects.visible_to(request.user).filter(place__in=places)[:100],
    )
    answer = made(
        request,
        form,
        lambda at: actions.open_support(plan=form.plan(programme), by=request.user, at=at),
        "Opened. The place and its supporter design it together.",
        to_package,
    )
    return answer or show(request, "new", form, programme=programme)


@door(SupportPackage, Permission.SUPPORT_DESIGN)
@require_http_methods(METHODS)
def diagnosis(request: SignedInRequest, package: SupportPackage) -> HttpResponse:
    """Where the place stands."""
    form = DiagnosisForm(posted(request), initial={"diagnosis": package.diagnosis})
    return asked(
        request,
        package,
        form,
        lambda at: actions.write_diagnosis(
            package=package, **form.cleaned_data, by=request.user, at=at
        ),
        "Kept. Whoever had agreed is asked again.",
        heading="Where does the place stand?",
        button="Keep this",
    )


@door(SupportPackage, Permission.SUPPORT_DESIGN)
@require_http_methods(METHODS)
def add(request: SignedInRequest, package: SupportPackage) -> HttpResponse:
    """Something the place is helped with."""
    form = ItemForm(posted(request))
    return asked(
        request,
        package,
        form,
        lambda at: actions.add_support(
            package=package,
            kind=form.cleaned_data["kind"],
            what=form.cleaned_data["what"],
            n_quarters=form.cleaned_data["quarters"],
            outcome=form.cleaned_data["outcome"],
            by=request.user,
            at=at,
        ),
        "Added.",
        heading="What is the place helped with?",
        button="Add it",
    )


@door(SupportPackage, Permission.SUPPORT_DESIGN)
@require_http_methods(METHODS)
def promise(request: SignedInRequest, package: SupportPackage, key: UUID) -> HttpResponse:
    """More days of one thing, or fewer."""
    item = item_of(package, key)
    kept = item.promises.order_by("-version__number").first()
    form = PromiseForm(posted(request), initial={"quarters": kept.n_quarters if kept else None})
    return asked(
        request,
        package,
        form,
        lambda at: actions.promise_days(
            item=item, n_quarters=form.cleaned_data["quarters"], by=request.user, at=at
        ),
        "Kept. Whoever had agreed is asked again.",
        heading=item.what,
        button="Keep this",
    )


@door(SupportPackage, Permission.SUPPORT_DESIGN)
@require_http_methods(METHODS)
def agree(request: SignedInRequest, package: SupportPackage) -> HttpResponse:
    """One side agrees."""
    page = queries.support_page(package, request.user, at=clock.now())
    if not page.written:
        return refused(request, "There is nothing new to agree on.")
    form = AgreeForm(posted(request))
    return asked(
        request,
        package,
        form,
        lambda at: actions.agree_support(package=package, side=page.side, by=request.user, at=at),
        "Agreed.",
        page=page,
        heading=f"Agree on {str(page.written).lower()}",
        button="Agree",
    )


@door(SupportPackage, Permission.SUPPORT_DESIGN)
@require_http_methods(METHODS)
def revise(request: SignedInRequest, package: SupportPackage) -> HttpResponse:
    """Begin another version."""
    form = BecauseForm(posted(request))
    return asked(
        request,
        package,
        form,
        lambda at: actions.revise_support(
            package=package, why=form.cleaned_data["because"], by=request.user, at=at
        ),
        "Another version is begun. The one in force holds until both agree to the new one.",
        heading="Begin another version",
        lead="What is agreed stays in force until both sides agree to the new one.",
        button="Begin it",
    )


@door(SupportPackage, Permission.SUPPORT_OPEN)
@require_http_methods(METHODS)
def end(request: SignedInRequest, package: SupportPackage) -> HttpResponse:
    """It is over."""
    form = BecauseForm(posted(request))
    today = localdate(clock.now())
    early = today < package.ends_date
    return asked(
        request,
        package,
        form,
        lambda at: actions.end_support(
            package=package, because=form.cleaned_data["because"], by=request.user, at=at
        ),
        "Ended. Everything about it stays readable.",
        heading="End this support",
        lead="Its time is not over yet." if early else "",
        button="End it",
    )
