"""What somebody would like, on their own page: who may ask about it, and wishing it no more."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries
from folkmoot.organising.forms import WishAskingForm
from folkmoot.organising.models import Neighbour
from folkmoot.organising.own_door import own_door
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import account_of


@own_door
@never_cache
@require_http_methods(METHODS)
def asking(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Who may ask them about a wish."""
    wish = get_object_or_404(queries.open_wishes(), pk=pk, neighbour=neighbour)
    form = WishAskingForm(posted(request), initial={"may_ask": wish.may_ask})
    form.speaks_to_them()
    answer = changed(
        request,
        form,
        lambda at: actions.change_wish_asking(
            wish=wish, may_ask=form.cleaned_data["may_ask"], by=account_of(request), at=at
        ),
        "Kept, from now on.",
        lambda _: redirect("own:page"),
    )
    return answer or show(request, "own_asking", form, place=neighbour.place, gift=wish)


@own_door
@require_POST
def end_wish(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """They no longer wish it."""
    wish = get_object_or_404(queries.open_wishes(), pk=pk, neighbour=neighbour)
    return then(
        request,
        lambda at: actions.end_wish(wish=wish, came_true=False, by=account_of(request), at=at),
        "Gone. Nobody asks you about it any more.",
        redirect("own:page"),
    )
