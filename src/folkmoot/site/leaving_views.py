"""Taking one's data away, and closing the account."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from folkmoot.kernel import clock
from folkmoot.kernel.access.door import door, signed_in_door
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.forms import PlainForm, YesField
from folkmoot.people import rules
from folkmoot.people.http import SignedInRequest, once_shown
from folkmoot.people.models import Organisation
from folkmoot.site import leaving


class CloseForm(PlainForm):
    """Being sure."""

    sure = YesField(label="Close my account and forget me")


@signed_in_door
@never_cache
@once_shown
@require_GET
def my_data(request: SignedInRequest) -> HttpResponse:
    """Everything we know about this account, as a file to keep."""
    return JsonResponse(
        leaving.everything_about(request.user, clock.now()),
        headers={"Content-Disposition": 'attachment; filename="what-folkmoot-knows-of-you.json"'},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )


@door(Organisation, Permission.ORGANISATION_TAKE)
@never_cache
@require_GET
def of_organisation(request: SignedInRequest, organisation: Organisation) -> HttpResponse:
    """Everything we keep of an organisation, as a file, for those who act for it."""
    name = f"what-folkmoot-keeps-of-{organisation.ref}.json"
    return JsonResponse(
        leaving.everything_of(organisation, request.user, clock.now()),
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
        json_dumps_params={"indent": 2, "ensure_ascii": False},
    )


@signed_in_door
@never_cache
@once_shown
@require_http_methods(["GET", "POST"])
def close(request: SignedInRequest) -> HttpResponse:
    """Close the account: what goes, what stays, and being sure."""
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            leaving.close_account(account=request.user, by=request.user, at=clock.now())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            get_adapter().logout(request)
            messages.success(request, "Your account is closed, and we have forgotten you.")
            return redirect("/")
    context = {"form": form, "why_not": rules.why_not_close(request.user, at=clock.now())}
    return render(request, "site/close.html", context, status=422 if form.errors else 200)
