"""How broadly each theme was raised."""

from dataclasses import asdict

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.organising import queries
from folkmoot.organising.models import HeardPage, HeardStage, ListeningRound
from folkmoot.organising.views.answers import show
from folkmoot.people.http import SignedInRequest


@door(ListeningRound, Permission.LISTEN)
@require_GET
def breadth(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """Themes by the number of different streets and groups that raise them."""
    found = queries.breadth_of(round)
    return show(request, "breadth", place=round.place, round=round, breadth=found)


@door(ListeningRound, Permission.LISTEN)
@require_GET
def breadth_file(request: SignedInRequest, round: ListeningRound) -> HttpResponse:
    """The same as a file for a spreadsheet, with no more in it."""
    found = queries.breadth_of(round)
    themes = [asdict(each) for each in found.themes]
    data = queries.breadth_as_csv(themes, n_streets=found.n_streets, n_groups=found.n_groups)
    return _file(data, f"{round.ref}-themes")


@door(HeardPage)
@require_GET
def heard_file(request: HttpRequest, page: HeardPage) -> HttpResponse:
    """The figures of “What we heard” as a file, for whoever may read the page."""
    if page.stage == HeardStage.TAKEN_BACK:
        raise Http404
    told = queries.heard_view(page).figures
    data = queries.breadth_as_csv(
        told["themes"], n_streets=told["n_streets"], n_groups=told["n_groups"]
    )
    return _file(data, f"{page.ref}-heard")


def _file(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f"attachment; filename={name}.csv"
    return answer
