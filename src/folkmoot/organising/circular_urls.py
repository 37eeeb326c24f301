"""Addresses of messages to many."""

from django.urls import path

from folkmoot.organising.views import circulars

urlpatterns = [
    path("in/<slug:slug>/messages/", circulars.circulars, name="circulars"),
    path("in/<slug:slug>/messages/new/", circulars.new_circular, name="new_circular"),
    path("in/<slug:slug>/messages/stopped/", circulars.stopped, name="stopped_by_text"),
    path("messages/<uuid:pk>/", circulars.circular, name="circular"),
    path("messages/<uuid:pk>/change/", circulars.change_circular, name="change_circular"),
    path("messages/<uuid:pk>/send/", circulars.send, name="send_circular"),
    path("messages/<uuid:pk>/try/", circulars.try_out, name="try_circular"),
    path("messages/<uuid:pk>/drop/", circulars.drop, name="drop_circular"),
    path("messages/<uuid:pk>/stop/", circulars.stop, name="stop_circular"),
    path("messages/<uuid:pk>/go-on/", circulars.go_on, name="go_on_circular"),
]
