"""What anyone can see of badges: whether one is true; and for programs, who issues, keys, lists."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, open_door, scope_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.sealing import unwrap_kept
from folkmoot.kernel.signatures import sign
from folkmoot.kernel.ui.changes import METHODS, posted, then
from folkmoot.kernel.ui.too_often import comes_too_often
from folkmoot.learning import actions, queries
from folkmoot.learning.forms import CheckForm
from folkmoot.learning.models import Badge, BadgeKey, Course
from folkmoot.learning.views.answers import show
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import Organisation
from folkmoot.people.models.roles import THE_SITE
from folkmoot.places.models import Place

Json = dict[str, object]
FIVE_MINUTES = "public, max-age=300"


@door(Badge)
@never_cache
@require_GET
def badge(request: HttpRequest, badge: Badge) -> HttpResponse:
    """Whether it is true, in plain words."""
    at = clock.now()
    run = badge.completion.learner.run
    standing = badge.standing(at)
    return show(
        request,
        "badge",
        place=run.place,
        run=run,
        badge=badge if standing != "down" else None,
        completion=badge.completion,
        standing=standing,
        at=at,
    )


@open_door
@never_cache
@sensitive_post_parameters()
@require_http_methods(METHODS)
def check(request: HttpRequest) -> HttpResponse:
    """Whether a file that somebody shows is true; nothing of it is kept."""
    at, checked = clock.now(), None
    form = CheckForm(posted(request))
    if form.is_bound and form.is_valid():
        if often := comes_too_often(request, "badge", at=at):
            form.add_error(None, often)
        else:
            told = form.cleaned_data
            checked = queries.check(told["badge"], told["identity"], at=at)
    run = checked.badge.completion.learner.run if checked and checked.badge else None
    return show(request, "check", form, checked=checked, run=run, at=at)


@door(Organisation)
@require_GET
def hub(request: HttpRequest, hub: Organisation) -> HttpResponse:
    """A hub, as an issuer of badges."""
    return _document(queries.hub_profile(hub))


@door(Place)
@require_GET
def place(request: HttpRequest, place: Place) -> HttpResponse:
    """A place, as an issuer of badges."""
    return _document(queries.place_profile(place))


@door(Course)
@require_GET
def achievement(request: HttpRequest, course: Course, number: int) -> HttpResponse:
    """What a badge of a course is for."""
    published = course.editions.filter(published_at__isnull=False)
    edition = get_object_or_404(published, number=number)
    edition.course = course
    return _document(queries.achievement(edition))


@door(Organisation)
@require_GET
def hub_status(request: HttpRequest, hub: Organisation, number: int) -> HttpResponse:
    """Which badges of a hub are not true any more."""
    return _signed(queries.hub_status(hub, number, at=clock.now()))


@door(Place)
@require_GET
def place_status(request: HttpRequest, place: Place, number: int) -> HttpResponse:
    """Which badges of a place are not true any more."""
    return _signed(queries.place_status(place, number, at=clock.now()))


@open_door
@require_GET
def keys(request: HttpRequest) -> HttpResponse:
    """Every key that ever signed a badge here, as a JWK Set."""
    return _document(
        {"keys": [queries.public_key(each) for each in queries.all_keys()]},
        kind="application/jwk-set+json",
    )


@open_door
@require_GET
def key(request: HttpRequest, ref: str) -> HttpResponse:
    """One key, as a JWK."""
    found = get_object_or_404(BadgeKey, ref=ref)
    return _document(dict(queries.public_key(found)), kind="application/jwk+json")


@scope_door("the site", THE_SITE, Permission.BADGE_KEYS)
@require_http_methods(METHODS)
def new_key(request: SignedInRequest) -> HttpResponse:
    """Sign with a new key from now on."""
    if request.method == "POST":
        return then(
            request,
            lambda at: actions.make_badge_key(by=request.user, at=at),
            "Badges are signed with a new key from now on. Those made before still check out.",
            redirect("badges:new_key"),
        )
    return show(request, "keys", keys=queries.all_keys())


def _document(told: Json, *, kind: str = "application/ld+json") -> HttpResponse:
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False}, content_type=kind)
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = FIVE_MINUTES
    return answer


def _signed(told: Json) -> HttpResponse:
    """Signed with the newest key; without one nothing was ever issued, so there is no list."""
    newest = next(iter(queries.all_keys()), None)
    if newest is None:
        raise Http404
    kid = queries.public_key(newest)["kid"]
    claims = told | {"iss": told["issuer"], "jti": told["id"]}
    text = sign(claims, unwrap_kept(bytes(newest.wrapped)), kid=kid)
    answer = HttpResponse(text, content_type="application/vc+jwt")
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = FIVE_MINUTES
    return answer
