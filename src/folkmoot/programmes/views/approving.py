"""Putting a version to its funders, taking it back, and answering."""

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.people.http import SignedInRequest
from folkmoot.programmes import actions, queries
from folkmoot.programmes.forms import AnswerForm
from folkmoot.programmes.models import Version, VersionState
from folkmoot.programmes.views.answers import show, to_version


@door(Version, Permission.PROGRAMME_DRAFT)
@require_POST
def propose(request: SignedInRequest, version: Version) -> HttpResponse:
    """Put it to the funders."""
    return then(
        request,
        lambda at: actions.propose(version=version, by=request.user, at=at),
        "It is before the funders. We have written to whoever decides for them.",
        to_version(version),
    )


@door(Version, Permission.PROGRAMME_DRAFT)
@require_POST
def take_back(request: SignedInRequest, version: Version) -> HttpResponse:
    """Take it back to change it."""
    return then(
        request,
        lambda at: actions.take_back(version=version, by=request.user, at=at),
        "Taken back. Change it, and put it to the funders again.",
        to_version(version),
    )


@door(Version, Permission.PROGRAMME_APPROVE)
@require_http_methods(METHODS)
def answer(request: SignedInRequest, version: Version) -> HttpResponse:
    """Approve for a funder, or send back."""
    funders = queries.funders_deciding_for(version, request.user, at=clock.now())
    if version.state != VersionState.PROPOSED:
        return refused(request, "It is not before the funders now.")
    if not funders:
        return refused(request, "The funders you decide for have answered already.")
    form = AnswerForm(posted(request), funders=funders)
    kept = made(
        request,
        form,
        lambda at: actions.answer(version=version, **form.answer(), by=request.user, at=at),
        "Kept, for everyone to read.",
        to_version,
    )
    return kept or show(request, "answer", form, version=version, programme=version.programme)
