"""Where to go next: only ever to a page of ours."""

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def onwards(request: HttpRequest, otherwise: str = "") -> str:
    """The page `next` asks for if it is one of ours, else the page given."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    ours = url_has_allowed_host_and_scheme(
        asked, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return asked if ours and asked.startswith("/") else otherwise
