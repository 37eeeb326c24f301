"""How many have learnt what: for everyone with little hidden, for those whose they are exactly."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door
from folkmoot.kernel.access.may import may
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.sheets.writing import as_csv
from folkmoot.learning import queries
from folkmoot.learning.queries import Numbers
from folkmoot.learning.views.answers import show
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place

HEADS = ("by", "part", "runs", "began", "finished", "hours")


@door(Place)
@require_GET
def of_place(request: HttpRequest, place: Place) -> HttpResponse:
    """What people of a place have learnt."""
    numbers = _of_place(request, place)
    return show(request, "numbers", place=place, whose=place.name, numbers=numbers)


@door(Place)
@require_GET
def place_table(request: HttpRequest, place: Place) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    return _table(_of_place(request, place), f"courses-{place.slug}")


@door(Organisation)
@require_GET
def of_hub(request: HttpRequest, hub: Organisation) -> HttpResponse:
    """What people have learnt with a hub."""
    numbers = _of_hub(request, hub)
    return show(request, "numbers", hub=hub, whose=hub.name, numbers=numbers)


@door(Organisation)
@require_GET
def hub_table(request: HttpRequest, hub: Organisation) -> HttpResponse:
    """The same as a table for a spreadsheet."""
    return _table(_of_hub(request, hub), f"courses-{hub.ref}")


def _of_place(request: HttpRequest, place: Place) -> Numbers:
    at = clock.now()
    exactly = may(request.user, Permission.COURSE_LEAD, within=place, at=at)
    return queries.numbers_of_place(place, exactly=exactly, at=at)


def _of_hub(request: HttpRequest, hub: Organisation) -> Numbers:
    at = clock.now()
    exactly = may(request.user, Permission.HUB_READ, within=hub, at=at)
    return queries.numbers_of_hub(hub, exactly=exactly, at=at)


def _table(numbers: Numbers, name: str) -> HttpResponse:
    groups = {
        "quarter": numbers.by_quarter,
        "course": numbers.by_course,
        "place": numbers.by_place,
        "trainer": numbers.by_trainer,
    }
    whole = numbers.whole
    rows = [("all", "", whole.n_runs, whole.started, whole.finished, whole.hours)]
    rows += [
        (by, each.told.name, each.told.n_runs, each.told.started, each.told.finished,
         each.told.hours)
        for by, group in groups.items() for each in group
    ]  # fmt: skip
    answer = HttpResponse(as_csv(HEADS, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer
