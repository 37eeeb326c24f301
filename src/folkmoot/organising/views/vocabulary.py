"""The words by which gifts are found, kept by those who look after the site."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel.access.door import scope_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import TagForm
from folkmoot.organising.models import Tag
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import THE_SITE


@scope_door("the words for gifts", THE_SITE, Permission.SITE_TEAM)
@require_http_methods(METHODS)
def vocabulary(request: SignedInRequest) -> HttpResponse:
    """Every word there is; add one, or other words for one."""
    form = TagForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.keep_tag(**form.cleaned_data, by=request.user, at=at),
        "Kept.",
        lambda _: redirect("organising:vocabulary"),
    )
    return answer or show(request, "vocabulary", form, words=queries.vocabulary())


@scope_door("the words for gifts", THE_SITE, Permission.SITE_TEAM)
@require_POST
def begin_vocabulary(request: SignedInRequest) -> HttpResponse:
    """Put in the words a site begins with that are not there."""
    return then(
        request,
        lambda at: actions.begin_vocabulary(by=request.user, at=at),
        "The usual words are there.",
        redirect("organising:vocabulary"),
    )


@scope_door("the words for gifts", THE_SITE, Permission.SITE_TEAM)
@require_POST
def end_tag(request: SignedInRequest, key: UUID) -> HttpResponse:
    """Offer a word no longer."""
    tag = get_object_or_404(Tag, pk=key)
    return then(
        request,
        lambda at: actions.end_tag(tag=tag, by=request.user, at=at),
        "No longer offered. Gifts that have it keep it.",
        redirect("organising:vocabulary"),
    )
