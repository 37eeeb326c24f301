"""Requests, once a door has checked who is asking; and asking again whether it is still them."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from folkmoot.people import rules
from folkmoot.people.models import Account
from folkmoot.people.signing_in import shown_lately


class SignedInRequest(HttpRequest):
    """A request whose user has signed in; doors with a permission let no other kind through."""

    user: Account


def account_of(request: HttpRequest) -> Account | None:
    """The account that is signed in, if one is."""
    return request.user if isinstance(request.user, Account) else None


def once_shown(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Go on if this session has seen a code or a passkey lately; else ask for a code first."""

    @wraps(view)
    def guarded(request: SignedInRequest, **named: Any) -> HttpResponseBase:
        if shown_lately(request, request.user, rules.STILL_YOU_LASTS):
            return view(request, **named)
        back = request.path if request.method == "GET" else reverse("people:account")
        return redirect(f"{reverse('people:still_you')}?{urlencode({'next': back})}")

    return guarded
