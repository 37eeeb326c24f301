"""Addresses for the kit's own tests: the gallery alone, so that no other room is needed."""

from django.urls import include, path

urlpatterns = [path("", include("folkmoot.kernel.ui.urls"))]
