"""What anyone can read: programmes, one of them, one version."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.ui.added import added_to, beside_each
from folkmoot.people.models import THE_SITE
from folkmoot.programmes import queries
from folkmoot.programmes.forms import AnswerForm
from folkmoot.programmes.models import Programme, Version, VersionState
from folkmoot.programmes.views.answers import show


@open_door
@require_GET
def everywhere(request: HttpRequest) -> HttpResponse:
    """Programmes, and what each is for."""
    return show(
        request,
        "everywhere",
        programmes=queries.programmes_for(request.user),
        may=permissions_of(request.user, within=THE_SITE, at=clock.now()),
    )


@door(Programme)
@require_GET
def programme(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Who pays, for what, in which phases, in which places."""
    at = clock.now()
    may = permissions_of(request.user, within=programme, at=at)
    added = added_to("programme", programme, user=request.user, at=at)
    return show(
        request,
        "programme",
        programme=programme,
        page=queries.page_of(programme, at=at),
        versions=Version.objects.visible_to(request.user).filter(programme=programme),
        added=added,
        beside=beside_each(added),
        has_open=queries.open_version(programme) is not None,
        may=may,
    )


@door(Version)
@require_GET
def version(request: HttpRequest, version: Version) -> HttpResponse:
    """One version: all it says, what is new in it, and who has approved."""
    at = clock.now()
    funders = queries.funders_deciding_for(version, request.user, at=at)
    asks = version.state == VersionState.PROPOSED and funders
    return show(
        request,
        "version",
        **queries.version_page(version),
        answer_form=AnswerForm(funders=funders) if asks else None,
        may=permissions_of(request.user, within=version.programme, at=at),
    )
