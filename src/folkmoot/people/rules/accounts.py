"""Why something may not happen to an account, a code, an organisation or a role now."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from folkmoot.kernel.access.roles import STEWARD, Role
from folkmoot.people import identifiers
from folkmoot.people.models import (
    Account,
    OneTimeCode,
    OrganisationIdentifier,
    RoleHeld,
    SiteRole,
)

CODE_LASTS = timedelta(minutes=15)
MOST_TRIES = 5
# For one address. How many may come from one building is in the settings, and is generous.
MOST_CODES = ((5, timedelta(hours=1)), (15, timedelta(days=1)))
STILL_YOU_LASTS = timedelta(minutes=20)

CLOSED_ADDRESS = "closed.invalid"  # RFC 2606: nothing is ever delivered to .invalid


def why_not_ask_code(asked: Iterable[datetime], *, at: datetime) -> str:
    """Why no more codes go to an address; `asked` is when the last day's were asked for."""
    moments = sorted(asked)
    for most, span in MOST_CODES:
        recent = [moment for moment in moments if moment > at - span]
        if len(recent) >= most:
            again = recent[-most] + span
            minutes = max(1, round((again - at).total_seconds() / 60))
            wait = f"{minutes} minutes" if minutes < 60 else f"{round(minutes / 60)} hours"
            return (
                "We have sent several codes to this address. Look in your junk mail for them, "
                f"or ask again in {wait if wait != '1 minutes' else 'a minute'}."
            )
    return ""


def why_not_use_code(code: OneTimeCode | None, *, at: datetime) -> str:
    """Why a code is of no use any more, whatever is typed."""
    if code is None or code.used_at:
        return "That code has been used. Ask for a new one."
    if code.expires_at <= at:
        return "That code has run out. Ask for a new one."
    if code.tries >= MOST_TRIES:
        return "That code has been tried too often. Ask for a new one."
    return ""


def why_not_that_code(code: OneTimeCode) -> str:
    """What to say to a wrong code, once the try has been counted."""
    left = MOST_TRIES - code.tries
    if left <= 0:
        return "That code has been tried too often. Ask for a new one."
    tries = "one try" if left == 1 else f"{left} tries"
    return f"That is not the code we sent. Look at the newest e-mail; you have {tries} left."


def why_not_close(account: Account, *, at: datetime) -> str:
    """An account can be closed unless nobody would be left to look after the site."""
    held = SiteRole.objects.held_at(at).filter(account=account, role=STEWARD.name).first()
    return why_not_end_role(held, at=at) if held else ""


def why_not_give_role(role: Role, scope: str, *, has_it: bool) -> str:
    """A role is given where it belongs, to someone who does not hold it."""
    if role.scope != scope:
        return f"{role.name} is not a role people hold here."
    return f"They are {role.name} already." if has_it else ""


def why_not_end_role(held: RoleHeld, *, at: datetime) -> str:
    """A role can be ended once, and the last steward stays."""
    if held.ends_at and held.ends_at <= at:
        return "That role has ended already."
    if isinstance(held, SiteRole) and held.role == STEWARD.name:
        stewards = SiteRole.objects.held_at(at).filter(role=STEWARD.name, ends_at__isnull=True)
        if not stewards.exclude(pk=held.pk).exists():
            return "Somebody must look after this Folkmoot. Name another steward first."
    return ""


def why_not_identifier(scheme: str, value: str) -> str:
    """Why an organisation may not have this number: badly written, or someone else's."""
    if badly := identifiers.why_not_written(scheme, value):
        return badly
    taken = (
        OrganisationIdentifier.objects.filter(scheme=scheme, value=value)
        .select_related("organisation")
        .first()
    )
    if taken is None:
        return ""
    return f"{taken.organisation.name} has that number already ({taken})."


def why_not_remove_identifier(identifier: OrganisationIdentifier) -> str:
    """Every organisation keeps one identifier, and the one we made for it."""
    if identifier.scheme == identifiers.LOCAL:
        return "This is our own number for the organisation. It stays, so that old links work."
    others = identifier.organisation.identifiers.exclude(pk=identifier.pk)
    return "" if others.exists() else "An organisation keeps at least one number."


def why_not_named(name: str) -> str:
    """Things people look for need a name."""
    return "" if name.strip() else "Give the organisation a name."
