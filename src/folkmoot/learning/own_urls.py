"""Addresses of one's courses on one's own page, opened with a card and without an account."""

from django.urls import path

from folkmoot.learning.views import own

app_name = "own_courses"
urlpatterns = [
    path("", own.courses, name="courses"),
    path("<uuid:pk>/certificate/", own.certificate, name="certificate"),
    path("<uuid:pk>/off/", own.off, name="off"),
]
