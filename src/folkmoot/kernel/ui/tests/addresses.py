"""Addresses for the kit's own tests: the gallery and every kind of answer, and no other room."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.http import require_POST

from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui import answers


def colour(_request: HttpRequest, slug: str) -> HttpResponse:
    """A place's own colour, as the places room serves it."""
    sheet = ":root { --place: #7a3b2e; --place-ink: #ffffff; }"
    return HttpResponse(sheet, content_type="text/css")


def forbid(_request: HttpRequest) -> HttpResponse:
    """A door that stays shut."""
    raise PermissionDenied


def mangled(_request: HttpRequest) -> HttpResponse:
    """Something nobody can read."""
    raise BadRequest("the secret inside")


def fall(_request: HttpRequest) -> HttpResponse:
    """Something that breaks."""
    raise RuntimeError("the secret inside")


def refuse(request: HttpRequest) -> HttpResponse:
    """Something that may not happen now."""
    return answers.refused(request, Refused("Voting closed on 3 May 2027."))


@require_POST
def press(_request: HttpRequest) -> HttpResponse:
    """Something only a button does."""
    return HttpResponse("pressed")


urlpatterns = [
    path("", include("folkmoot.kernel.ui.urls")),
    path("places/<slug:slug>/colour.css", colour),
    path("forbid/", forbid),
    path("mangled/", mangled),
    path("fall/", fall),
    path("press/", press),
    path("refuse/", refuse),
]
handler400 = answers.bad_request
handler403 = answers.forbidden
handler404 = answers.not_found
handler500 = answers.broken
