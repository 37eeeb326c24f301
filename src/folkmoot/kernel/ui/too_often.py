"""How often one building sends a form that anybody may send."""

import hashlib
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

A_BUILDING = 30  # forms an hour from one address; a library has one address for everybody
TOO_OFTEN = (
    "Many forms have come from this building in the last hour. "
    "Nothing you wrote is lost: wait a little and press the button again."
)


def comes_too_often(request: HttpRequest, kind: str, *, at: datetime) -> str:
    """Count one form from this building; why it should wait, when there have been many."""
    address = get_adapter().get_client_ip(request)
    mark = hashlib.sha256(f"{settings.SECRET_KEY}{address}".encode()).hexdigest()[:32]
    key = f"often-{kind}-{at:%Y%m%d%H}-{mark}"
    cache.add(key, 0, 3600)
    try:
        return TOO_OFTEN if cache.incr(key) > A_BUILDING else ""
    except ValueError:  # forgotten between the two
        return ""
