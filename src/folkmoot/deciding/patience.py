"""A loose limit on guessing, kept in memory for an hour: nothing is written down.

A code cannot be guessed, and a slip of the finger is told by its check character without
counting here. What counts is a well-formed code nobody made, or a person not on the roll:
many of them from one address is a machine trying. A library or a care home has one address
for everybody, so the limits are wide, and a right code is never refused on their account: it has
too many bits to be guessed. A right name is, once so many wrong ones came before it.
"""

import hashlib

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest

HOUR = 3600
MOST = {"codes": 300, "people": 100, "claims": 60}
CROWD = 200  # new voters an hour from one address; after that, the next ones wait
MANY_CLAIMS = "Many people asked for a vote from the same building or network within the hour."
WAIT_FOR_OTHERS = (
    "Very many people have asked for a vote from this building or network within the hour, and "
    "each is looked at by two people. What you wrote is still here: press the button again in an "
    "hour, or ask the people who run this vote to take yours by phone or in the hall."
)
WAIT = (
    "Many wrong tries have come from this building or network. Wait an hour and try again, "
    "or ask the people who run this vote to take yours by phone."
)


def note_wrong_try(request: HttpRequest, kind: str) -> None:
    """Count one try of this kind from where this request comes from."""
    key = _key(request, kind)
    cache.add(key, 0, HOUR)
    try:
        cache.incr(key)
    except ValueError:  # the hour ended between the two
        cache.add(key, 1, HOUR)


def after_wrong_code(request: HttpRequest) -> str:
    """Count a wrong code, and say so when there have been very many; "" when there have not."""
    worn_out = is_worn_out(request, "codes")
    note_wrong_try(request, "codes")
    return WAIT if worn_out else ""


def why_not_claim_now(request: HttpRequest) -> str:
    """Why someone who says they live here should wait: so many new ones came from there.

    Each costs two people a look, so one connection cannot make work without end. Whoever is on
    the list already, or comes with a code, is not asked.
    """
    return WAIT_FOR_OTHERS if cache.get(_key(request, "claims"), 0) >= CROWD else ""


def doubt_about_claims(request: HttpRequest) -> str:
    """Count someone who says they live here; past very many from one place, let people look.

    Nobody is turned away: what is doubtful is taken, and settled before the count.
    """
    many = is_worn_out(request, "claims")
    note_wrong_try(request, "claims")
    return MANY_CLAIMS if many else ""


def is_worn_out(request: HttpRequest, kind: str) -> bool:
    """Whether so many wrong tries came from there that another should wait."""
    return bool(cache.get(_key(request, kind), 0) >= MOST[kind])


def _key(request: HttpRequest, kind: str) -> str:
    address = get_adapter().get_client_ip(request)
    return f"wrong-{kind}-{hashlib.sha256(str(address).encode()).hexdigest()[:32]}"
