"""Addresses anyone may open: decisions, results, and what it takes to recount them."""

from django.urls import path

from folkmoot.deciding.views import explained, files, public, what_if

urlpatterns = [
    path("decisions/", public.decisions, name="decisions"),
    path("decisions/<slug:ref>/", public.decision, name="decision"),
    path("decisions/<slug:ref>/options/<int:number>/", explained.option, name="option"),
    path("decisions/<slug:ref>/what-if/", what_if.what_if, name="what_if"),
    path("decisions/<slug:ref>/what-if/ask/", what_if.ask, name="ask_what_if"),
    path("decisions/<slug:ref>/rounds/", explained.rounds, name="rounds"),
    path("decisions/<slug:ref>/rounds.svg", explained.picture, name="picture"),
    path("decisions/<slug:ref>/fairness/", explained.fairness, name="fairness"),
    path("decisions/<slug:ref>/result.csv", files.result_csv, name="result_csv"),
    path("decisions/<slug:ref>/recount.zip", files.recount_pack, name="recount_pack"),
    path("decisions/<slug:ref>/ballots.pb", files.ballots, name="ballots"),
    path("decisions/<slug:ref>/frozen.json", files.frozen, name="frozen"),
]
