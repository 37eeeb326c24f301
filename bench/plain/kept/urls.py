"""The same addresses as Folkmoot's; those that are only pointed at lead to the front."""

from django.http import HttpResponse
from django.urls import path

from bench.plain.kept import views


def elsewhere(request: object, **_: object) -> HttpResponse:
    """A page that is only pointed at."""
    return HttpResponse("Elsewhere.")


urlpatterns = [
    path("ideas/in/<slug:slug>/", views.proposals, name="proposals"),
    path("ideas/<slug:ref>/", views.proposal, name="proposal"),
    path("ideas/<slug:ref>/versions/<int:number>/", elsewhere, name="version"),
    path("ideas/<slug:ref>/<slug:page>/", elsewhere, name="of_proposal"),
    path("places/<slug:slug>/", elsewhere, name="place"),
    path("places/<slug:slug>/<slug:page>/", elsewhere, name="of_place"),
    path("decisions/<slug:ref>/", elsewhere, name="decision"),
    path("see/<slug:kind>/<slug:ref>/", elsewhere, name="see"),
    path("tasks/", views.tasks, name="tasks"),
    path("vote/", elsewhere, name="vote"),
]
