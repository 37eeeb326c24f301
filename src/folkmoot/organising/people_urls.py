"""Addresses of the people a team has met, and of their own pages."""

from django.urls import path

from folkmoot.organising.views import neighbours

urlpatterns = [
    path("conversations/<uuid:pk>/who/", neighbours.who, name="who"),
    path("conversations/<uuid:pk>/who/new/", neighbours.meet_speaker, name="meet_speaker"),
    path("conversations/<uuid:pk>/who/<uuid:neighbour>/away/", neighbours.away, name="away"),
    path("in/<slug:slug>/people/", neighbours.neighbours, name="neighbours"),
    path("in/<slug:slug>/people/new/", neighbours.meet, name="meet"),
    path("people/<uuid:pk>/", neighbours.neighbour, name="neighbour"),
    path("people/<uuid:pk>/change/", neighbours.change, name="change_neighbour"),
    path("people/<uuid:pk>/answer/", neighbours.answer, name="answer"),
    path("people/<uuid:pk>/answers/<uuid:consent>/back/", neighbours.take_back, name="take_back"),
]
