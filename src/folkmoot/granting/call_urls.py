"""Addresses of calls."""

from django.urls import path

from folkmoot.granting.views import public

app_name = "calls"
urlpatterns = [
    path("", public.everywhere, name="everywhere"),
    path("<slug:ref>/", public.call, name="call"),
    path("<slug:ref>/fit/", public.fit, name="fit"),
    path("<slug:ref>/apply/", public.apply, name="apply"),
]
