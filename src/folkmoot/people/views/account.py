"""One's own account: what is known and changing it. Leaving is in the site room."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import signed_in_door
from folkmoot.kernel.rules import Refused
from folkmoot.people import actions, queries
from folkmoot.people.forms import AddressForm, CodeForm, NameForm
from folkmoot.people.http import SignedInRequest, once_shown
from folkmoot.people.models import OneTimeCode
from folkmoot.people.views import asked as codes
from folkmoot.people.views.onwards import onwards

CHANGE_EMAIL = OneTimeCode.Purpose.CHANGE_EMAIL
SAME_ADDRESS = "That is the address you use now. Write the new one."


@signed_in_door
@never_cache
@require_GET
def account(request: SignedInRequest) -> HttpResponse:
    """Everything one can see and do about one's account."""
    context = {
        "account": request.user,
        "passkeys": queries.passkeys_of(request.user),
        "roles": queries.roles_held_by(request.user, clock.now()),
    }
    return render(request, "people/account.html", context)


@signed_in_door
@never_cache
@require_http_methods(["GET", "POST"])
def name(request: SignedInRequest) -> HttpResponse:
    """Say what to be called."""
    form = NameForm(request.POST or None, initial={"name": request.user.name})
    wanted = onwards(request, reverse("people:account"))
    if request.method == "POST" and form.is_valid():
        actions.name_account(
            account=request.user, name=form.cleaned_data["name"], by=request.user, at=clock.now()
        )
        return redirect(wanted)
    return render(
        request,
        "people/name.html",
        {"form": form, "next": wanted},
        status=422 if form.errors else 200,
    )


@signed_in_door
@never_cache
@once_shown
@require_http_methods(["GET", "POST"])
def change_email(request: SignedInRequest) -> HttpResponse:
    """Ask for another address; a code goes to it, to show that it is theirs."""
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        if address.strip().lower() == request.user.email:
            form.add_error("email", SAME_ADDRESS)
        else:
            try:
                codes.ask(request, CHANGE_EMAIL, address, reverse("people:account"))
                return redirect("people:change_email_code")
            except Refused as refusal:
                form.add_error("email", str(refusal))
    return render(
        request, "people/change_email.html", {"form": form}, status=422 if form.errors else 200
    )


@signed_in_door
@never_cache
@require_http_methods(["GET", "POST"])
def change_email_code(request: SignedInRequest) -> HttpResponse:
    """Type the code that came to the new address, and use that address from now on."""
    asked = codes.asked_for(request, CHANGE_EMAIL)
    if asked is None:
        return redirect("people:change_email")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if why := codes.why_not(request, asked, form.cleaned_data["code"]):
            form.add_error("code", why)
        else:
            return _use_address(request, asked.address)
    context = {
        "form": form,
        "asked": asked,
        "again": reverse("people:change_email"),
        "back": reverse("people:account"),
    }
    return render(request, "people/account_code.html", context, status=422 if form.errors else 200)


@signed_in_door
@never_cache
@require_POST
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """Sign out here and on every other device."""
    actions.sign_out_everywhere(account=request.user, by=request.user, at=clock.now())
    get_adapter().logout(request)
    messages.success(request, "You have signed out, here and everywhere else.")
    return redirect("/")


def _use_address(request: SignedInRequest, address: str) -> HttpResponse:
    try:
        actions.change_email(account=request.user, address=address, by=request.user, at=clock.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("people:change_email")
    messages.success(request, "From now on we write to your new address.")
    return redirect("people:account")
