"""Codes that show an e-mail address is someone's: asked for, sent, tried, used once."""

import hmac
import secrets
import uuid
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people import notices, rules
from folkmoot.people.models import Account, OneTimeCode

FIGURES = 8  # with five tries a code, and fifteen codes a day: one chance in 1.3 million a day
KEPT = timedelta(days=2)  # for counting how many were asked for, and no longer


@transaction.atomic
def ask_code(*, purpose: str, address: str, by: Account | None, at: datetime) -> OneTimeCode:
    """Send a code to an address, whether or not we know it. Refused when it has had several.

    Nothing that happens here depends on there being an account, so nothing can tell whether
    there is one.
    """
    address = address.strip().lower()
    mark = _mark("address", address)
    OneTimeCode.objects.filter(asked_at__lt=at - KEPT).delete()
    asked = OneTimeCode.objects.filter(address_mark=mark, asked_at__gt=at - timedelta(days=1))
    refuse(rules.why_not_ask_code(asked.values_list("asked_at", flat=True), at=at))
    figures = f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"
    code = OneTimeCode(
        purpose=purpose,
        account=by,
        address_mark=mark,
        asked_at=at,
        expires_at=at + rules.CODE_LASTS,
    )
    code.code_mark = _mark("code", f"{code.pk}:{figures}")
    code.save()
    record("code_asked", about=code, by=by, at=at, purpose=str(purpose))
    notices.send_code(code=code, figures=figures, address=address, at=at)
    return code


@transaction.atomic
def try_code(
    *,
    key: uuid.UUID,
    purpose: str,
    address: str,
    typed: str,
    by: Account | None,
    at: datetime,
) -> str:
    """Why what was typed does not do, or "" when it does, and then the code is used up.

    Every try counts, also a wrong one, so this answers rather than refuses: refusing would
    undo the count.
    """
    code = (
        OneTimeCode.objects.select_for_update()
        .filter(pk=key, purpose=purpose, account=by)
        .filter(address_mark=_mark("address", address.strip().lower()))
        .first()
    )
    if why := rules.why_not_use_code(code, at=at):
        return why
    assert code is not None
    code.tries += 1
    figures = "".join(character for character in typed if character in "0123456789")
    right = hmac.compare_digest(code.code_mark, _mark("code", f"{code.pk}:{figures}"))
    if right:
        code.used_at = at
    code.save(update_fields=["tries", "used_at"])
    record("code_tried", about=code, by=by, at=at, right=right)
    return "" if right else rules.why_not_that_code(code)


def _mark(kind: str, text: str) -> str:
    """A keyed digest: the same text gives the same mark, and no mark gives its text back."""
    return salted_hmac(f"folkmoot.people.{kind}", text, algorithm="sha256").hexdigest()
