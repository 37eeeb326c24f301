"""Notes that may be of one person: found, looked at side by side, made one, taken apart."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.organising import actions, queries, rules
from folkmoot.organising.forms import JoinForm, SameNoteForm
from folkmoot.organising.models import Joined, Neighbour
from folkmoot.organising.views.answers import changed, show
from folkmoot.people.http import SignedInRequest
from folkmoot.places.models import Place


@door(Place, Permission.LISTEN)
@never_cache
@require_GET
def duplicates(request: SignedInRequest, place: Place) -> HttpResponse:
    """Pairs of notes that may be of one person, each with its reasons."""
    return show(request, "duplicates", place=place, found=queries.duplicates_in(place))


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def same(request: SignedInRequest, neighbour: Neighbour) -> HttpResponse:
    """Say oneself which other note is of the same person."""
    here = queries.neighbours_in(neighbour.place)
    form = SameNoteForm(posted(request), others=[each for each in here if each.pk != neighbour.pk])
    if form.is_valid():
        return redirect("organising:join", neighbour.pk, form.chosen())
    return show(request, "same", form, place=neighbour.place, neighbour=neighbour)


@door(Neighbour, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def join(request: SignedInRequest, neighbour: Neighbour, other: UUID) -> HttpResponse:
    """Two notes side by side, before they are made one."""
    kept, goes = rules.who_stays(neighbour, _beside(request, neighbour, other))
    both = queries.side_by_side(kept, goes, at=clock.now())
    form = JoinForm(posted(request), both=both)
    answer = changed(
        request,
        form,
        lambda at: actions.join_neighbours(
            one=kept,
            other=goes,
            chosen=form.chosen(),
            street=form.street(),
            names_too=form.names_too(),
            by=request.user,
            at=at,
        ),
        "They are one note now. You can take them apart again at any time.",
        lambda _: redirect("organising:neighbour", kept.pk),
    )
    return answer or show(request, "join", form, place=neighbour.place, both=both)


@door(Neighbour, Permission.LISTEN)
@require_POST
def two(request: SignedInRequest, neighbour: Neighbour, other: UUID) -> HttpResponse:
    """They are two people: not to be suggested again."""
    beside = _beside(request, neighbour, other)
    return then(
        request,
        lambda at: actions.tell_neighbours_apart(
            one=neighbour, other=beside, by=request.user, at=at
        ),
        f"Kept: {neighbour.name} and {beside.name} are two people.",
        redirect("organising:duplicates", neighbour.place.slug),
    )


@door(Joined, Permission.LISTEN)
@never_cache
@require_http_methods(METHODS)
def apart(request: SignedInRequest, joined: Joined) -> HttpResponse:
    """What goes back when they are taken apart, and then doing it."""
    if request.method == "POST":
        return then(
            request,
            lambda at: actions.part_neighbours(joined=joined, by=request.user, at=at),
            "They are two notes again.",
            redirect("organising:neighbour", joined.kept_id),
        )
    return show(request, "apart", place=joined.place, parting=queries.parting_of(joined))


def _beside(request: SignedInRequest, neighbour: Neighbour, other: UUID) -> Neighbour:
    """The other note, of the same place; any other is not found."""
    here = Neighbour.objects.visible_to(request.user).exclude(pk=neighbour.pk)
    found: Neighbour = get_object_or_404(here, pk=other, place=neighbour.place)
    return found
