"""The code book: what the themes of a place are, and what belongs to each."""

from django.forms.models import model_to_dict
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import ThemeForm
from folkmoot.organising.models import Theme
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@require_GET
def code_book(request: SignedInRequest, place: Place) -> HttpResponse:
    """Every theme, with what belongs to it."""
    return show(
        request,
        "code_book",
        place=place,
        book=queries.code_book(place),
        may=permissions_of(request.user, within=place, at=clock.now()),
    )


@door(Place, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def add_theme(request: SignedInRequest, place: Place) -> HttpResponse:
    """Another theme."""
    form = ThemeForm(posted(request))
    answer = changed(
        request,
        form,
        lambda at: actions.add_theme(place=place, **form.cleaned_data, by=request.user, at=at),
        "Added.",
        lambda _: _to_book(place),
    )
    return answer or show(request, "theme", form, place=place)


@door(Theme, Permission.LISTENING_LEAD)
@require_http_methods(METHODS)
def change_theme(request: SignedInRequest, theme: Theme) -> HttpResponse:
    """Put a theme more clearly."""
    form = ThemeForm(
        posted(request), initial=model_to_dict(theme, ["name", "belongs", "belongs_not"])
    )
    answer = changed(
        request,
        form,
        lambda at: actions.change_theme(theme=theme, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        lambda _: _to_book(theme.place),
    )
    return answer or show(request, "theme", form, place=theme.place, theme=theme)


@door(Theme, Permission.LISTENING_LEAD)
@require_POST
def retire_theme(request: SignedInRequest, theme: Theme) -> HttpResponse:
    """Take it out of use."""
    return then(
        request,
        lambda at: actions.retire_theme(theme=theme, by=request.user, at=at),
        "Retired. What was coded with it stays.",
        _to_book(theme.place),
    )


@door(Theme, Permission.LISTENING_LEAD)
@require_POST
def reopen_theme(request: SignedInRequest, theme: Theme) -> HttpResponse:
    """Use it again."""
    return then(
        request,
        lambda at: actions.reopen_theme(theme=theme, by=request.user, at=at),
        "In use again.",
        _to_book(theme.place),
    )


def _to_book(place: Place) -> HttpResponse:
    return redirect("organising:code_book", place.slug)
