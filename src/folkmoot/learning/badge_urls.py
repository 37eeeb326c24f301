"""Addresses of badges: whether one is true, and what programs need to check it themselves."""

from django.urls import path

from folkmoot.learning.views import badges

app_name = "badges"
urlpatterns = [
    path("check/", badges.check, name="check"),
    path("keys/", badges.keys, name="keys"),
    path("keys/new/", badges.new_key, name="new_key"),
    path("keys/<slug:ref>/", badges.key, name="key"),
    path("issuers/hubs/<slug:ref>/", badges.hub, name="hub"),
    path("issuers/hubs/<slug:ref>/status/<int:number>/", badges.hub_status, name="hub_status"),
    path("issuers/places/<slug:slug>/", badges.place, name="place"),
    path(
        "issuers/places/<slug:slug>/status/<int:number>/",
        badges.place_status,
        name="place_status",
    ),
    path("courses/<slug:ref>/<int:number>/", badges.achievement, name="achievement"),
    path("<slug:ref>/", badges.badge, name="badge"),
]
