"""Signing in and out: by a code sent to an e-mail address, or by passkey."""

from allauth.account.adapter import get_adapter
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from allauth.mfa.webauthn.forms import LoginWebAuthnForm
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import open_door
from folkmoot.kernel.rules import Refused
from folkmoot.people import actions
from folkmoot.people.forms import AddressForm, CodeForm
from folkmoot.people.models import Account, OneTimeCode
from folkmoot.people.signing_in import sign_in_with_code
from folkmoot.people.views import asked as codes
from folkmoot.people.views.onwards import onwards

SIGN_IN = OneTimeCode.Purpose.SIGN_IN
TOO_MANY_FROM_HERE = (
    "Many codes have been asked for from where you are. Wait a few minutes, then try again."
)


@open_door
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for a code. The answer is the same whether or not the address is known."""
    if request.user.is_authenticated:
        return redirect(onwards(request, reverse("people:account")))
    form = AddressForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _sent(request, form):
        return redirect("people:sign_in_code")
    context = {"form": form, "next": onwards(request)}
    return render(request, "people/sign_in.html", context, status=422 if form.errors else 200)


@open_door
@never_cache
@require_http_methods(["GET", "POST"])
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Type the code, and be signed in; the first time, the account begins here."""
    asked = codes.asked_for(request, SIGN_IN)
    if asked is None or request.user.is_authenticated:
        return redirect("account_login")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if why := codes.why_not(request, asked, form.cleaned_data["code"]):
            form.add_error("code", why)
        else:
            account = actions.account_for(address=asked.address, by=None, at=clock.now())
            return sign_in_with_code(request, account, _first_page(account, asked.onwards))
    return render(
        request,
        "people/sign_in_code.html",
        {"form": form, "asked": asked},
        status=422 if form.errors else 200,
    )


@open_door
@never_cache
@require_POST
def begin_passkey(request: HttpRequest) -> HttpResponse:
    """What the browser needs to ask for a passkey."""
    return JsonResponse(auth.begin_authentication(user=None))


@open_door
@never_cache
@require_POST
def sign_in_passkey(request: HttpRequest) -> HttpResponse:
    """Sign in with the passkey the browser has just used."""
    if not ratelimit.consume(request, app="allauth.mfa", action="webauthn_login"):
        messages.error(request, TOO_MANY_FROM_HERE)
        return redirect(_sign_in_again(request))
    form = LoginWebAuthnForm(data=request.POST)
    if not form.is_valid():
        for sentence in form.errors.get("credential", []):
            messages.error(request, sentence)
        return redirect(_sign_in_again(request))
    passkey = form.cleaned_data["credential"]
    account: Account = passkey.user
    login = Login(user=account, redirect_url=_first_page(account, onwards(request)))
    answer: HttpResponse = flows.perform_passwordless_login(request, passkey, login)
    return answer


@open_door
@never_cache
@require_http_methods(["GET", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, once the button is pressed: a link alone signs nobody out."""
    if request.method == "GET":
        return render(request, "people/sign_out.html")
    get_adapter().logout(request)
    messages.success(request, "You have signed out.")
    return redirect("/")


def _sent(request: HttpRequest, form: AddressForm) -> bool:
    """Whether a code is on its way; if not, the form says why."""
    if not ratelimit.consume(request, app="allauth.account", action="request_login_code"):
        form.add_error("email", TOO_MANY_FROM_HERE)
        return False
    try:
        codes.ask(request, SIGN_IN, form.cleaned_data["email"], onwards(request))
    except Refused as refusal:
        form.add_error("email", str(refusal))
        return False
    return True


def _first_page(account: Account, wanted: str) -> str:
    """People who have not said what to call them are asked once, on their way."""
    if account.name:
        return wanted or "/"
    return f"{reverse('people:name')}?{urlencode({'next': wanted or '/'})}"


def _sign_in_again(request: HttpRequest) -> str:
    wanted = onwards(request)
    there = reverse("account_login")
    return f"{there}?{urlencode({'next': wanted})}" if wanted else there
