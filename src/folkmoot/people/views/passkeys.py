"""Passkeys: adding, naming, removing."""

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import signed_in_door
from folkmoot.people import actions
from folkmoot.people.forms import PasskeyForm, PasskeyNameForm
from folkmoot.people.http import SignedInRequest, once_shown


@signed_in_door
@never_cache
@once_shown
@require_http_methods(["GET", "POST"])
def add(request: SignedInRequest) -> HttpResponse:
    """Make a passkey for this device."""
    form = PasskeyForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.add_passkey(
            account=request.user,
            name=form.cleaned_data["name"],
            credential=form.cleaned_data["credential"],
            by=request.user,
            at=clock.now(),
        )
        messages.success(request, "Next time, you can sign in with this device.")
        return redirect("people:account")
    return render(
        request, "people/passkey_add.html", {"form": form}, status=422 if form.errors else 200
    )


@signed_in_door
@never_cache
@once_shown
@require_POST
def begin_adding(request: SignedInRequest) -> HttpResponse:
    """What the browser needs to make a passkey."""
    return JsonResponse(auth.begin_registration(request.user, passwordless=True))


@signed_in_door
@never_cache
@require_http_methods(["GET", "POST"])
def passkey(request: SignedInRequest, key: int) -> HttpResponse:
    """Call a passkey something else."""
    found = _own(request, key)
    form = PasskeyNameForm(request.POST or None, initial={"name": str(found)})
    if request.method == "POST" and form.is_valid():
        actions.rename_passkey(
            passkey=found, name=form.cleaned_data["name"], by=request.user, at=clock.now()
        )
        return redirect("people:account")
    return render(
        request,
        "people/passkey.html",
        {"form": form, "passkey": found},
        status=422 if form.errors else 200,
    )


@signed_in_door
@never_cache
@once_shown
@require_POST
def remove(request: SignedInRequest, key: int) -> HttpResponse:
    """Take a passkey away."""
    actions.remove_passkey(passkey=_own(request, key), by=request.user, at=clock.now())
    messages.success(request, "That passkey no longer signs you in.")
    return redirect("people:account")


def _own(request: SignedInRequest, key: int) -> Authenticator:
    """A passkey of theirs; anyone else's is not found."""
    mine = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    return get_object_or_404(mine, pk=key)
