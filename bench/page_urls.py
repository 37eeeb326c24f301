"""Folkmoot's addresses, and an empty page to compare with."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from folkmoot.urls import urlpatterns as of_folkmoot


def empty(request: HttpRequest) -> HttpResponse:
    """Our base template, with nothing in it."""
    return render(request, "ui/page.html")


urlpatterns = [path("empty/", empty), *of_folkmoot]
