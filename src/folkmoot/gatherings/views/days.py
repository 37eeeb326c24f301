"""Days of action: many places on one map."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.gatherings import actions, queries
from folkmoot.gatherings.forms import DayForm
from folkmoot.gatherings.models import DayOfAction, Gathering
from folkmoot.gatherings.views.answers import calendar_file, show
from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, scope_door
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.changes import METHODS, made, posted
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models.roles import THE_SITE


@door(DayOfAction)
@require_GET
def day(request: HttpRequest, day: DayOfAction) -> HttpResponse:
    """What happens where on a day of action."""
    may = permissions_of(request.user, within=THE_SITE, at=clock.now())
    return show(request, "day", day=day, found=queries.day_page(day), may=may)


@door(DayOfAction)
@require_GET
def day_calendar(request: HttpRequest, day: DayOfAction) -> HttpResponse:
    """All of it, for a calendar."""
    found = Gathering.objects.announced().filter(day=day)
    return calendar_file(day.name, queries.for_calendar(found, at=clock.now()), f"day-{day.slug}")


@scope_door("the site", THE_SITE, Permission.DAY_KEEP)
@require_http_methods(METHODS)
def new_day(request: SignedInRequest) -> HttpResponse:
    """Plan a day of action."""
    form = DayForm(posted(request))
    answer = made(
        request,
        form,
        lambda at: actions.plan_day(plan=form.plan(), by=request.user, at=at),
        "Planned. Places can join with their gatherings now.",
        _to_day,
    )
    return answer or show(request, "plan_day", form)


@door(DayOfAction, Permission.DAY_KEEP)
@require_http_methods(METHODS)
def change_day(request: SignedInRequest, day: DayOfAction) -> HttpResponse:
    """Change a day of action."""
    before = {
        "name": day.name,
        "why": day.why,
        "starts": day.starts_date,
        "ends": day.ends_date if day.ends_date != day.starts_date else None,
    }
    form = DayForm(posted(request), initial=before)
    answer = made(
        request,
        form,
        lambda at: actions.change_day(day=day, plan=form.plan(), by=request.user, at=at),
        "Kept.",
        _to_day,
    )
    return answer or show(request, "plan_day", form, day=day)


def _to_day(day: DayOfAction) -> HttpResponse:
    return redirect("gatherings:day", day.slug)
