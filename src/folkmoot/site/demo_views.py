"""Trying Folkmoot as someone made up. Where this is not a demonstration, nothing is here."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import open_door
from folkmoot.site.demo import demo_groups, demo_people, demo_secrets, made_up_accounts


def in_demonstrations(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Nothing is found here unless this copy says it is a demonstration."""

    @wraps(view)
    def guarded(request: HttpRequest, **named: Any) -> HttpResponseBase:
        if not settings.DEMO:
            raise Http404
        return view(request, **named)

    return guarded


@open_door
@in_demonstrations
@never_cache
@require_GET
def demo(request: HttpRequest) -> HttpResponse:
    """Everyone one can become."""
    groups = demo_groups(demo_people(clock.now()))
    return render(request, "site/demo.html", {"groups": groups, "secrets": demo_secrets()})


@open_door
@in_demonstrations
@never_cache
@require_POST
def become(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Become someone made up; never anyone real."""
    account = next((each for each in made_up_accounts() if each.pk == key), None)
    if account is None:
        raise Http404
    logout(request)
    record_authentication(request, account, method="demonstration")
    answer: HttpResponse = perform_login(
        request, Login(user=account, redirect_url=reverse("site:tasks"))
    )
    return answer
