"""Addresses of what comes of listening: concerns, people named, the network, agreements."""

from django.urls import path

from folkmoot.organising.views import concerns

urlpatterns = [
    path("in/<slug:slug>/safety/", concerns.safety, name="safety"),
    path("in/<slug:slug>/safety/change/", concerns.whom_to_call, name="whom_to_call"),
    path("in/<slug:slug>/concerns/", concerns.concerns, name="concerns"),
    path("conversations/<uuid:pk>/concern/", concerns.move, name="move_to_concern"),
    path("concerns/<uuid:pk>/", concerns.concern, name="concern"),
    path("concerns/<uuid:pk>/read/", concerns.read, name="read_concern"),
]
