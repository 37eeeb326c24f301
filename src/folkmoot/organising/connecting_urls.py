"""Addresses of what comes of listening: concerns, people named, the network, agreements."""

from django.urls import path

from folkmoot.organising.views import concerns, naming

urlpatterns = [
    path("in/<slug:slug>/safety/", concerns.safety, name="safety"),
    path("in/<slug:slug>/safety/change/", concerns.whom_to_call, name="whom_to_call"),
    path("in/<slug:slug>/concerns/", concerns.concerns, name="concerns"),
    path("conversations/<uuid:pk>/concern/", concerns.move, name="move_to_concern"),
    path("concerns/<uuid:pk>/", concerns.concern, name="concern"),
    path("concerns/<uuid:pk>/read/", concerns.read, name="read_concern"),
    path("in/<slug:slug>/connectors/", naming.connectors, name="connectors"),
    path("conversations/<uuid:pk>/names/", naming.names, name="names"),
    path("named/<uuid:pk>/", naming.named, name="named"),
    path("named/<uuid:pk>/same/", naming.same, name="named_same"),
    path("named/<uuid:pk>/apart/", naming.apart, name="named_apart"),
    path("named/<uuid:pk>/met/", naming.met, name="named_met"),
    path("named/<uuid:pk>/forget/", naming.forget, name="named_forget"),
]
