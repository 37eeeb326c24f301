"""Showing that it is still you, before what cannot be undone or opens the account to others."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from folkmoot.kernel.access.door import signed_in_door
from folkmoot.kernel.rules import Refused
from folkmoot.people.forms import CodeForm
from folkmoot.people.http import SignedInRequest
from folkmoot.people.models import OneTimeCode
from folkmoot.people.signing_in import note_still_you
from folkmoot.people.views import asked as codes
from folkmoot.people.views.onwards import onwards

STILL_YOU = OneTimeCode.Purpose.STILL_YOU


@signed_in_door
@never_cache
@require_http_methods(["GET", "POST"])
def still_you(request: SignedInRequest) -> HttpResponse:
    """Say why we ask, and send a code when the button is pressed."""
    wanted = onwards(request, reverse("people:account"))
    why = ""
    if request.method == "POST":
        try:
            codes.ask(request, STILL_YOU, request.user.email, wanted)
            return redirect("people:still_you_code")
        except Refused as refusal:
            why = str(refusal)
    return render(request, "people/still_you.html", {"next": wanted, "why_not": why})


@signed_in_door
@never_cache
@require_http_methods(["GET", "POST"])
def still_you_code(request: SignedInRequest) -> HttpResponse:
    """Type the code, and go on with what one was doing."""
    asked = codes.asked_for(request, STILL_YOU)
    if asked is None:
        return redirect("people:still_you")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if why := codes.why_not(request, asked, form.cleaned_data["code"]):
            form.add_error("code", why)
        else:
            note_still_you(request, request.user)
            return redirect(asked.onwards)
    context = {
        "form": form,
        "asked": asked,
        "again": reverse("people:still_you"),
        "back": reverse("people:account"),
    }
    return render(request, "people/account_code.html", context, status=422 if form.errors else 200)
