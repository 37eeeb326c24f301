"""The voting pass: who may vote here, and what they have ticked so far, in their own browser.

Everything between "here is my code" and "here is your receipt" is kept in one encrypted cookie,
and nowhere on the server: no session, no draft, no log knows it. The cookie goes to one
decision's pages only, ends after two hours, and always has the same length, so that not even
its size says how much has been ticked. A second one shows the receipt for ten minutes.
"""

import base64
import struct
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse

from folkmoot.deciding import codes
from folkmoot.deciding.ballots import Choices
from folkmoot.deciding.models import Channel, Decision, RollEntry
from folkmoot.kernel import sealing

PASS, SLIP = "voting-pass", "voting-receipt"
PASS_LASTS, SLIP_LASTS = timedelta(hours=2), timedelta(minutes=10)
MOST_OPTIONS = 250

_CHANNELS = (Channel.WEB, Channel.PHONE, Channel.HALL)
_NO_CODE = " " * codes.LENGTH
_DRAFT = struct.Struct(f">{MOST_OPTIONS}H")
_NOBODY = bytes(16)
# what it is, when it ends, decision, roll entry, channel, receipt to give, receipt to replace,
# who has seen the voter
_PASS = struct.Struct(">cI16s16sB16s16s16s")
# what it is, when it ends, decision, receipt code, mark, provisional, asked for twice
_SLIP = struct.Struct(">cI16s16s32s??")


@dataclass(frozen=True, slots=True)
class Pass:
    """Leave to cast one ballot in one decision.

    Attributes
    ----------
    gives : str
        The receipt code its ballot will get. Fixed beforehand, so that a button pressed twice
        casts once and shows the same receipt.
    replaces : str
        Receipt code of the ballot that is to be changed; "" for a first ballot.
    seen_by : UUID
        The account of whoever has seen in the hall that the voter is who they say; or None.
    draft : Choices
        What has been chosen so far.
    """

    decision_id: UUID
    entry_id: UUID
    channel: Channel
    gives: str
    replaces: str = ""
    seen_by: UUID | None = None
    draft: Choices = field(default_factory=dict)

    @classmethod
    def to(
        cls,
        entry: RollEntry,
        *,
        channel: Channel = Channel.WEB,
        replaces: str = "",
        seen_by: UUID | None = None,
    ) -> "Pass":
        """A fresh pass for someone on the roll."""
        return cls(entry.decision_id, entry.pk, channel, codes.new_code(), replaces, seen_by)

    def with_draft(self, draft: Mapping[int, int]) -> "Pass":
        """The same pass, with these choices; what cannot be kept is left out."""
        kept = {n: given for n, given in draft.items() if _fits(n, given)}
        return replace(self, draft=kept)


@dataclass(frozen=True, slots=True)
class Slip:
    """A receipt, while it is shown."""

    decision_id: UUID
    code: str
    mark: str
    is_provisional: bool
    again: bool = False


def keep(response: HttpResponseBase, decision: Decision, held: Pass, *, at: datetime) -> None:
    """Hand the pass to the browser, good for two hours from now."""
    plain = _PASS.pack(
        b"P",
        _second(at + PASS_LASTS),
        held.decision_id.bytes,
        held.entry_id.bytes,
        _CHANNELS.index(held.channel),
        held.gives.encode(),
        (held.replaces or _NO_CODE).encode(),
        held.seen_by.bytes if held.seen_by else _NOBODY,
    )
    draft = _DRAFT.pack(*(held.draft.get(n, 0) for n in range(1, MOST_OPTIONS + 1)))
    _set(response, PASS, decision, plain + draft, PASS_LASTS)


def held_pass(request: HttpRequest, decision: Decision, *, at: datetime) -> Pass | None:
    """The pass for this decision in the visitor's browser; None without one that is good."""
    plain = _opened(request, PASS)
    if len(plain) != _PASS.size + _DRAFT.size:
        return None
    kind, ends, told, entry, channel, gives, replaces, seen_by = _PASS.unpack_from(plain)
    if kind != b"P" or ends < _second(at) or told != decision.pk.bytes:
        return None
    draft = _DRAFT.unpack_from(plain, _PASS.size)
    return Pass(
        decision_id=decision.pk,
        entry_id=UUID(bytes=entry),
        channel=_CHANNELS[channel],
        gives=gives.decode(),
        replaces=replaces.decode().strip(),
        seen_by=UUID(bytes=seen_by) if seen_by != _NOBODY else None,
        draft={n: given for n, given in enumerate(draft, start=1) if given},
    )


def show(response: HttpResponseBase, decision: Decision, slip: Slip, *, at: datetime) -> None:
    """Let the browser keep the receipt for ten minutes, and take the pass back."""
    plain = _SLIP.pack(
        b"S",
        _second(at + SLIP_LASTS),
        slip.decision_id.bytes,
        slip.code.encode(),
        bytes.fromhex(slip.mark),
        slip.is_provisional,
        slip.again,
    )
    _set(response, SLIP, decision, plain, SLIP_LASTS)
    _drop(response, PASS, decision)


def hide_slip(response: HttpResponseBase, decision: Decision) -> None:
    """Whoever votes next on this device does not see the last one's receipt."""
    _drop(response, SLIP, decision)


def shown_slip(request: HttpRequest, decision: Decision, *, at: datetime) -> Slip | None:
    """The receipt this browser was given in the last ten minutes."""
    plain = _opened(request, SLIP)
    if len(plain) != _SLIP.size:
        return None
    kind, ends, told, code, mark, provisional, again = _SLIP.unpack(plain)
    if kind != b"S" or ends < _second(at) or told != decision.pk.bytes:
        return None
    return Slip(decision.pk, code.decode(), mark.hex(), provisional, again)


def take_back(response: HttpResponseBase, decision: Decision) -> None:
    """Leave nothing of this vote on the device."""
    _drop(response, PASS, decision)
    _drop(response, SLIP, decision)


def _set(
    response: HttpResponseBase, name: str, decision: Decision, plain: bytes, lasts: timedelta
) -> None:
    response.set_cookie(
        name,
        base64.urlsafe_b64encode(sealing.wrap_for_browser(plain)).decode(),
        max_age=int(lasts.total_seconds()),
        path=_pages_of(decision.ref),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )


def _drop(response: HttpResponseBase, name: str, decision: Decision) -> None:
    response.delete_cookie(name, path=_pages_of(decision.ref), samesite="Strict")


def _opened(request: HttpRequest, name: str) -> bytes:
    try:
        wrapped = base64.b64decode(request.COOKIES.get(name, ""), altchars=b"-_", validate=True)
        return sealing.unwrap_from_browser(wrapped)
    except (ValueError, sealing.WrongKey):
        return b""


@lru_cache(maxsize=256)
def _pages_of(ref: str) -> str:
    return reverse("deciding:vote", args=[ref]).removesuffix("vote/")


def _second(at: datetime) -> int:
    return int(at.astimezone(UTC).timestamp())


def _fits(number: int, given: int) -> bool:
    return 1 <= number <= MOST_OPTIONS and 0 < given <= 65_535
