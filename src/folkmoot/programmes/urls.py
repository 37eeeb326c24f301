"""Addresses of the room of programmes."""

from django.urls import path

from folkmoot.programmes.views import approving, looking, places, running, team, writing

app_name = "programmes"
urlpatterns = [
    path("", looking.everywhere, name="everywhere"),
    path("new/", writing.start, name="new"),
    path("versions/<uuid:pk>/", looking.version, name="version"),
    path("versions/<uuid:pk>/terms/", writing.terms, name="terms"),
    path("versions/<uuid:pk>/criteria/", writing.criteria, name="criteria"),
    path("versions/<uuid:pk>/funders/", writing.funders, name="funders"),
    path("versions/<uuid:pk>/funders/<int:funder>/", writing.drop_funder, name="drop_funder"),
    path("versions/<uuid:pk>/money/", writing.money, name="money"),
    path("versions/<uuid:pk>/phases/", writing.phases, name="phases"),
    path("versions/<uuid:pk>/phases/<uuid:phase>/", writing.drop_phase, name="drop_phase"),
    path("versions/<uuid:pk>/phases/<uuid:phase>/longer/", writing.extend, name="extend"),
    path(
        "versions/<uuid:pk>/longer/<uuid:extension>/",
        writing.drop_extension,
        name="drop_extension",
    ),
    path("versions/<uuid:pk>/propose/", approving.propose, name="propose"),
    path("versions/<uuid:pk>/take-back/", approving.take_back, name="take_back"),
    path("versions/<uuid:pk>/answer/", approving.answer, name="answer"),
    path("<slug:slug>/", looking.programme, name="programme"),
    path("<slug:slug>/next/", writing.draft, name="draft"),
    path("<slug:slug>/live/", running.live, name="live"),
    path("<slug:slug>/suspend/", running.suspend, name="suspend"),
    path("<slug:slug>/closing/", running.closing, name="closing"),
    path("<slug:slug>/closed/", running.closed, name="closed"),
    path("<slug:slug>/team/", team.team, name="team"),
    path("<slug:slug>/team/<uuid:held>/", team.end, name="end_role"),
    path("<slug:slug>/places/", places.add, name="places"),
    path("<slug:slug>/places/<uuid:part>/", places.part, name="part"),
    path("<slug:slug>/places/<uuid:part>/gate/", places.gate, name="gate"),
]
