"""Addresses of the voter's journey. None of them ever holds a code, a receipt or a choice."""

from django.urls import path

from folkmoot.deciding.views import voting_after, voting_ballot, voting_ways

urlpatterns = [
    path("vote/", voting_ways.enter_code, name="enter_code"),
    path("decisions/<slug:ref>/vote/", voting_ways.vote, name="vote"),
    path("decisions/<slug:ref>/vote/roll/", voting_ways.by_roll, name="vote_by_roll"),
    path("decisions/<slug:ref>/vote/address/", voting_ways.by_address, name="vote_by_address"),
    path("decisions/<slug:ref>/ballot/", voting_ballot.ballot, name="ballot"),
    path("decisions/<slug:ref>/ballot/review/", voting_ballot.review, name="review"),
    path("decisions/<slug:ref>/ballot/cast/", voting_ballot.cast, name="cast"),
    path("decisions/<slug:ref>/ballot/receipt/", voting_ballot.receipt, name="receipt"),
    path("decisions/<slug:ref>/ballot/stop/", voting_ways.stop, name="stop_voting"),
    path("decisions/<slug:ref>/change/", voting_after.change, name="change"),
    path("decisions/<slug:ref>/check/", voting_after.check, name="check"),
    path("decisions/<slug:ref>/envelopes.txt", voting_after.envelopes, name="envelopes"),
    path("decisions/<slug:ref>/my-share/", voting_after.my_share, name="my_share"),
]
