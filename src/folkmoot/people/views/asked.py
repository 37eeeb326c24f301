"""A code someone in this session has asked for, and has yet to type."""

import uuid
from dataclasses import dataclass

from django.http import HttpRequest

from folkmoot.kernel import clock
from folkmoot.people import actions
from folkmoot.people.models import Account

KEPT_AS = "asked_for_code"


@dataclass(frozen=True, slots=True)
class Asked:
    """What for, to which address, and where to go afterwards."""

    key: uuid.UUID
    purpose: str
    address: str
    onwards: str


def ask(request: HttpRequest, purpose: str, address: str, onwards: str) -> None:
    """Send a code and remember in this session that it was asked for."""
    code = actions.ask_code(purpose=purpose, address=address, by=_who(request), at=clock.now())
    request.session[KEPT_AS] = {
        "key": str(code.pk),
        "purpose": str(purpose),
        "address": address.strip(),
        "onwards": onwards,
    }


def asked_for(request: HttpRequest, purpose: str) -> Asked | None:
    """The code this session waits for, if it is for this purpose."""
    kept = request.session.get(KEPT_AS)
    if not kept or kept["purpose"] != purpose:
        return None
    return Asked(uuid.UUID(kept["key"]), purpose, kept["address"], kept["onwards"])


def why_not(request: HttpRequest, asked: Asked, typed: str) -> str:
    """Why what was typed does not do; "" when it does, and then it is no longer waited for."""
    why = actions.try_code(
        key=asked.key,
        purpose=asked.purpose,
        address=asked.address,
        typed=typed,
        by=_who(request),
        at=clock.now(),
    )
    if not why:
        del request.session[KEPT_AS]
    return why


def _who(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None
