"""Addresses of one's courses on one's own page, opened with a card and without an account."""

from django.urls import path

from folkmoot.learning.views import own

app_name = "own_courses"
urlpatterns = [
    path("", own.courses, name="courses"),
    path("<uuid:pk>/certificate/", own.certificate, name="certificate"),
    path("<uuid:pk>/badge/", own.badge, name="badge"),
    path("<uuid:pk>/badge/down/", own.badge_down, name="badge_down"),
    path("<uuid:pk>/badge.jwt", own.badge_file, name="badge_file"),
    path("data.json", own.data, name="data"),
    path("<uuid:pk>/off/", own.off, name="off"),
]
