"""Addresses of the listening room."""

from django.urls import path

from folkmoot.organising import (
    circular_urls,
    connecting_urls,
    notebook_urls,
    people_urls,
    theme_urls,
)
from folkmoot.organising.views import ground, home, notes, outings, rounds

app_name = "organising"
urlpatterns = [
    path("in/<slug:slug>/", home.home, name="home"),
    path("in/<slug:slug>/new/", rounds.new_round, name="new_round"),
    path("in/<slug:slug>/conversations/", notes.conversations, name="conversations"),
    path("in/<slug:slug>/ground/", ground.ground, name="ground"),
    path("in/<slug:slug>/ground/street/", ground.add_street, name="add_street"),
    path("in/<slug:slug>/ground/group/", ground.add_group, name="add_group"),
    path("in/<slug:slug>/ground/door/", ground.add_door, name="add_door"),
    path("streets/<uuid:pk>/", ground.street, name="street"),
    path("streets/<uuid:pk>/end/", ground.end_street, name="end_street"),
    path("groups/<uuid:pk>/", ground.group, name="group"),
    path("groups/<uuid:pk>/end/", ground.end_group, name="end_group"),
    path("doors/<uuid:pk>/lift/", ground.lift_door, name="lift_door"),
    path("rounds/<slug:ref>/", rounds.round_page, name="round"),
    path("rounds/<slug:ref>/change/", rounds.change_round, name="change_round"),
    path("rounds/<slug:ref>/open/", rounds.open_round, name="open_round"),
    path("rounds/<slug:ref>/end/", rounds.end_round, name="end_round"),
    path("rounds/<slug:ref>/tell/", rounds.tell, name="tell"),
    path("rounds/<slug:ref>/close/", rounds.close_round, name="close_round"),
    path("rounds/<slug:ref>/note/", notes.new_note, name="note"),
    path("rounds/<slug:ref>/outing/", outings.new_outing, name="new_outing"),
    path("outings/<uuid:pk>/", outings.outing, name="outing"),
    path("outings/<uuid:pk>/out/", outings.go_out, name="go_out"),
    path("outings/<uuid:pk>/back/", outings.come_back, name="come_back"),
    path("outings/<uuid:pk>/off/", outings.call_off, name="call_off"),
    path("conversations/<uuid:pk>/", notes.conversation, name="conversation"),
    path("conversations/<uuid:pk>/amend/", notes.amend, name="amend"),
    path("conversations/<uuid:pk>/withdraw/", notes.withdraw, name="withdraw"),
    path("promises/<uuid:pk>/", notes.promise, name="promise"),
    *notebook_urls.urlpatterns,
    *people_urls.urlpatterns,
    *theme_urls.urlpatterns,
    *connecting_urls.urlpatterns,
    *circular_urls.urlpatterns,
]
