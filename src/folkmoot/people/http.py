"""Requests, once a door has checked who is asking."""

from django.http import HttpRequest

from folkmoot.people.models import Account


class SignedInRequest(HttpRequest):
    """A request whose user has signed in; doors with a permission let no other kind through."""

    user: Account
