"""Addresses of the places room. A place's front door, `<slug>/`, belongs to the site room."""

from django.urls import path

from folkmoot.places import views

app_name = "places"
urlpatterns = [
    path("", views.places, name="places"),
    path("new/", views.new, name="new"),
    path("<slug:slug>/about/", views.about, name="about"),
    path("<slug:slug>/colour.css", views.colour_sheet, name="colour"),
    path("<slug:slug>/boundary.geojson", views.boundary, name="boundary"),
    path("<slug:slug>/edit/", views.edit, name="edit"),
    path("<slug:slug>/draw/", views.draw, name="draw"),
    path("<slug:slug>/colour/", views.set_colour, name="set_colour"),
    path("<slug:slug>/team/", views.team, name="team"),
    path("<slug:slug>/team/<uuid:held>/end/", views.end, name="end_role"),
]
