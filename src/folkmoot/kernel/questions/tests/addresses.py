"""Addresses for this room's own tests: what a room above would have behind a door of its own."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import include, path

from folkmoot.kernel.questions import pages
from folkmoot.kernel.questions.models import AnswerSet
from folkmoot.kernel.questions.pages import Around
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.ui import answers

OFFERED = {"holder": [("hall", "The Hall Trust"), ("church", "St Mary’s")]}


def around(request: HttpRequest, ref: str) -> Around:
    """Whoever the cookie says types; the names are those of the makers."""
    who = request.COOKIES.get("who", "")
    names = {str(each.pk): each.about for each in Event.objects.filter(kind="somebody")}
    return Around(
        answer_set=get_object_or_404(AnswerSet, ref=ref),
        by=Event.objects.filter(about=who).first(),
        base="ui/page.html",
        href_of=lambda number: f"/q/{ref}/{number}/",
        whole_href=f"/q/{ref}/",
        file_href=lambda key: f"/q/{ref}/file/{key}/",
        offered=OFFERED,
        names=lambda key: names.get(key, "Somebody"),
    )


def part(request: HttpRequest, ref: str, number: int) -> HttpResponseBase:
    return pages.part_page(request, around(request, ref), number)


def whole(request: HttpRequest, ref: str) -> HttpResponseBase:
    return pages.whole_page(request, around(request, ref), "questions/whole.html")


def document(request: HttpRequest, ref: str) -> HttpResponseBase:
    return pages.offline_file(request, around(request, ref))


def back(request: HttpRequest, ref: str) -> HttpResponseBase:
    return pages.read_back_page(request, around(request, ref))


def file(request: HttpRequest, ref: str, key: Any) -> HttpResponseBase:
    return pages.sent_file(request, around(request, ref), str(key))


urlpatterns = [
    path("", include("folkmoot.kernel.ui.urls")),
    path("q/<slug:ref>/", whole),
    path("q/<slug:ref>/<int:number>/", part),
    path("q/<slug:ref>/document/", document),
    path("q/<slug:ref>/back/", back),
    path("q/<slug:ref>/file/<uuid:key>/", file),
]
handler400 = answers.bad_request
handler403 = answers.forbidden
handler404 = answers.not_found
handler500 = answers.broken
