"""Addresses of the front doors."""

from django.urls import path

from folkmoot.site import leaving_views, views

app_name = "site"
urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("privacy/", views.privacy, name="privacy"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("open-data/", views.open_data, name="open_data"),
    path("tasks/", views.tasks, name="tasks"),
    path("account/data/", leaving_views.my_data, name="my_data"),
    path("organisations/<str:ref>/data/", leaving_views.of_organisation, name="organisation_data"),
    path("account/close/", leaving_views.close, name="close_account"),
    path("places/<slug:slug>/", views.place, name="place"),
]
