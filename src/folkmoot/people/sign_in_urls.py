"""Signing in and out, under the names allauth calls them by. None of its own pages is routed."""

from django.urls import path

from folkmoot.people.views import sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
]
