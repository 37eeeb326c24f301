"""How allauth is fitted to this house: one step, our codes, our names for things."""

import time
from datetime import timedelta
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import (
    get_authentication_records,
    perform_login,
    record_authentication,
)
from allauth.account.models import Login
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from folkmoot.people.models import Account

NOT_THAT_PASSKEY = "That passkey does not open an account here. Ask for a code instead."


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """A code or a passkey is enough; there are no further steps, and no allauth pages."""

    def get_login_stages(self) -> list[str]:
        return []

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up through allauth: an account begins with the first code used."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our views say what there is to say; allauth's own sentences are not shown."""

    def respond_user_inactive(self, request: HttpRequest, user: Account) -> HttpResponse:
        messages.error(request, "That account has been closed. Ask for a code to begin another.")
        return redirect(settings.LOGIN_URL)


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What the browser is told when it makes a passkey."""

    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": NOT_THAT_PASSKEY}

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": settings.SITE_NAME}

    def get_public_key_credential_user_entity(self, user: Account) -> dict[str, Any]:
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return entity | {"display_name": user.name or user.email}


def sign_in_with_code(request: HttpRequest, account: Account, onwards: str) -> HttpResponse:
    """Begin a session for someone who has just used the code sent to their address."""
    record_authentication(request, account, method="code")
    response: HttpResponse = perform_login(
        request, Login(user=account, email=account.email, redirect_url=onwards)
    )
    return response


def note_still_you(request: HttpRequest, account: Account) -> None:
    """Remember that someone signed in has just shown again that it is them."""
    record_authentication(request, account, method="code", reauthenticated=True)


def shown_lately(request: HttpRequest, account: Account, within: timedelta) -> bool:
    """Whether this session has seen a code or a passkey of theirs in that time."""
    records = get_authentication_records(request, account)
    return bool(records) and time.time() - records[-1]["at"] < within.total_seconds()
