"""Addresses of the demonstration."""

from django.urls import path

from folkmoot.site import demo_views

app_name = "demo"
urlpatterns = [
    path("", demo_views.demo, name="demo"),
    path("<uuid:key>/", demo_views.become, name="become"),
]
