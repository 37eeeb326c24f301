"""One's courses on one's own page, which a card opens."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.ui.answers import refused
from folkmoot.kernel.ui.changes import METHODS, made, posted, then
from folkmoot.learning import actions, queries
from folkmoot.learning.analysis.issuing import address
from folkmoot.learning.forms import BadgeForm
from folkmoot.learning.models import Completion, Learner
from folkmoot.learning.rules import WORDING
from folkmoot.learning.views.answers import show
from folkmoot.organising.models import Neighbour
from folkmoot.organising.own_door import own_door
from folkmoot.organising.queries import notes_about
from folkmoot.people.http import account_of


@own_door
@never_cache
@require_GET
def courses(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """What one takes part in, and has completed."""
    at = clock.now()
    rows = queries.courses_of_neighbour(neighbour, at=at)
    return show(request, "own", place=neighbour.place, rows=rows, now=at)


@own_door
@never_cache
@require_GET
def certificate(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """One's certificate, to print."""
    completion = _completed(neighbour, pk)
    return show(
        request,
        "certificate",
        place=neighbour.place,
        run=completion.learner.run,
        completion=completion,
        now=clock.now(),
    )


@own_door
@never_cache
@require_http_methods(METHODS)
def badge(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """One's badge; or asking for one."""
    completion = _completed(neighbour, pk)
    made_already = queries.badge_of(completion)
    form = BadgeForm(posted(request), initial={"name": neighbour.name})
    answer = made(
        request,
        form,
        lambda at: actions.make_badge(
            completion=completion, wish=form.wish(), by=account_of(request), at=at
        ),
        "This is your badge.",
        lambda _: redirect("own_courses:badge", pk),
    )
    return answer or show(
        request,
        "own_badge",
        form,
        place=neighbour.place,
        run=completion.learner.run,
        completion=completion,
        badge=made_already,
        wording=WORDING,
        link=address("badges:badge", made_already.ref) if made_already else "",
    )


@own_door
@require_POST
def badge_down(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Take one's badge down."""
    badge = queries.badge_of(_completed(neighbour, pk))
    if badge is None:
        return refused(request, "There is no badge of it, or it has been taken down already.")
    return then(
        request,
        lambda at: actions.take_down_badge(badge=badge, by=account_of(request), at=at),
        "Taken down. Copies you gave away no longer hold.",
        redirect("own_courses:courses"),
    )


@own_door
@never_cache
@require_GET
def badge_file(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """One's badge as a signed file, for a wallet or a page of one's own."""
    badge = queries.badge_of(_completed(neighbour, pk))
    if badge is None:
        raise Http404
    answer = HttpResponse(badge.jws, content_type="application/vc+jwt")
    answer["Content-Disposition"] = f'attachment; filename="badge-{badge.ref}.jwt"'
    return answer


@own_door
@never_cache
@require_GET
def data(request: HttpRequest, neighbour: Neighbour) -> HttpResponse:
    """All of it, as a file for a machine."""
    rows = queries.courses_of_neighbour(neighbour, at=clock.now())
    answer = JsonResponse({"courses": [_told(row) for row in rows]})
    answer["Content-Disposition"] = 'attachment; filename="my-courses.json"'
    return answer


@own_door
@require_POST
def off(request: HttpRequest, neighbour: Neighbour, pk: UUID) -> HttpResponse:
    """Take one's name from a course."""
    rows = Learner.objects.select_related("run__edition__course__place")
    learner = get_object_or_404(
        rows, pk=pk, neighbour__in=notes_about(neighbour), forgotten_at=None
    )
    return then(
        request,
        lambda at: actions.forget_learner(learner=learner, by=account_of(request), at=at),
        "Your name is gone from it.",
        redirect("own_courses:courses"),
    )


def _completed(neighbour: Neighbour, pk: UUID) -> Completion:
    standing = Completion.objects.standing().select_related(
        "confirmed_by", "learner__run__edition__course__place", "learner__run__edition__course__hub"
    )
    found: Completion = get_object_or_404(
        standing, pk=pk, learner__neighbour__in=notes_about(neighbour)
    )
    return found


def _told(row: queries.LearnerRow) -> dict[str, object]:
    learner, done = row.learner, row.completion
    fields = ("name", "email", "phone", "needs", "n_children")
    return {
        "course": learner.run.edition.title,
        "place": learner.run.place.name,
        "signed_up_at": learner.signed_up_at.isoformat(),
        "standing": learner.get_standing_display(),
        "you_told_us": {name: getattr(learner, name) for name in fields},
        "sessions_you_came_to": row.n_came,
        "completed_at": done.confirmed_at.isoformat() if done else None,
        "withdrawn": done.withdrawn_because if done else "",
    }
