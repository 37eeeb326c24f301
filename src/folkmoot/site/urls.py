"""Addresses of the front doors."""

from django.urls import path

from folkmoot.site import views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("open-data/", views.open_data, name="open_data"),
    path("tasks/", views.tasks, name="tasks"),
    path("places/<slug:slug>/", views.place, name="place"),
]
