"""Places that take part, and the gates they pass."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted
from folkmoot.people.http import SignedInRequest
from folkmoot.programmes import actions, queries
from folkmoot.programmes.forms import GateForm, PartForm, PlaceForm
from folkmoot.programmes.models import Programme
from folkmoot.programmes.queries import PlaceRow
from folkmoot.programmes.views.answers import show

RUNS = Permission.PROGRAMME_RUN


@door(Programme, RUNS)
@require_http_methods(METHODS)
def add(request: SignedInRequest, programme: Programme) -> HttpResponse:
    """All its places, and one more."""
    form = PlaceForm(posted(request), places=queries.places_to_add(programme))
    answer = made(
        request,
        form,
        lambda at: actions.take_part(
            programme=programme, place=form.chosen(), by=request.user, at=at
        ),
        "It takes part from now on.",
        lambda part: redirect("programmes:places", programme.slug),
    )
    rows = queries.place_rows(programme)
    return answer or show(request, "places", form, programme=programme, rows=rows)


@door(Programme, RUNS)
@require_http_methods(METHODS)
def part(request: SignedInRequest, programme: Programme, part: UUID) -> HttpResponse:
    """A place rests, goes on, leaves or finishes."""
    row = _row(programme, part)
    if row.part.ended_at:
        return refused(request, f"{row.part.place.name} is out of the programme, and stays so.")
    form = PartForm(posted(request), part=row.part)
    answer = made(
        request,
        form,
        lambda at: actions.change_part(part=row.part, **form.cleaned_data, by=request.user, at=at),
        "Kept.",
        lambda part: redirect("programmes:places", programme.slug),
    )
    return answer or show(request, "part", form, programme=programme, row=row)


@door(Programme, RUNS)
@require_http_methods(METHODS)
def gate(request: SignedInRequest, programme: Programme, part: UUID) -> HttpResponse:
    """A place passes the gate of the next phase."""
    row = _row(programme, part)
    phase = row.next_phase
    if phase is None:
        return refused(request, f"There is no phase that {row.part.place.name} could enter now.")
    form = GateForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.enter_phase(
            part=row.part, phase=phase, **form.cleaned_data, by=request.user, at=at
        ),
        "It has entered the phase.",
        lambda entered: redirect("programmes:places", programme.slug),
    )
    return answer or show(request, "gate", form, programme=programme, row=row)


def _row(programme: Programme, key: UUID) -> PlaceRow:
    """One place of this programme, or a page that says there is none."""
    found = next((row for row in queries.place_rows(programme) if row.part.pk == key), None)
    if found is None:
        raise Http404
    return found
