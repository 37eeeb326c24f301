"""Partners and the council: when they may be asked, and when they may answer."""

import re
from datetime import datetime

from folkmoot.granting.models import Application, Council, Endorsement, Partner
from folkmoot.granting.rules.applying import why_not_change
from folkmoot.kernel.ui.words import moment

MOST_PARTNERS = 30
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def why_not_partner(application: Application, name: str, email: str, *, names: list[str]) -> str:
    if why := why_not_change(application):
        return why
    if not name.strip() or len(name) > 200:
        return "Write the name of the organisation, in at most 200 letters."
    if not ADDRESS.fullmatch(email.strip()):
        return "Write the e-mail address of somebody there who can say yes."
    if name.strip().casefold() in [each.casefold() for each in names]:
        return f"{name.strip()} is a partner here already."
    if name.strip().casefold() == application.lead.name.casefold():
        return f"{application.lead.name} leads the application; a partner is another organisation."
    return "" if len(names) < MOST_PARTNERS else f"Name at most {MOST_PARTNERS} partners."


def why_not_answer_now(partner: Partner) -> str:
    if partner.answered_at:
        return f"{partner.name} has answered already."
    return why_not_change(partner.application)


def why_not_answer_partner(partner: Partner, *, is_partner: bool, words: str) -> str:
    if why := why_not_answer_now(partner):
        return why
    if not words.strip():
        return "Say what you bring." if is_partner else "Say why not."
    return "" if len(words) <= 600 else "Use at most 600 letters."


def why_not_ask_council(application: Application, council: Council) -> str:
    if not application.call.wants_endorsement:
        return "This call needs no endorsement by the council."
    if why := why_not_change(application):
        return why
    if not council.council.strip() or not council.name.strip():
        return "Write which council, and the name of its chief executive."
    if not ADDRESS.fullmatch(council.email.strip()):
        return "Write their e-mail address, such as chief.executive@council.gov.uk."
    return ""


def why_not_send_again(endorsement: Endorsement, *, now_sha256: str) -> str:
    if endorsement.answered_at:
        return f"{endorsement.name} has answered already."
    if endorsement.replaced_at:
        return "Another one was asked for in its place."
    if endorsement.sha256 != now_sha256:
        return "The application has changed since. Ask for the endorsement of what it says now."
    return why_not_change(endorsement.application)


def why_not_endorse_now(endorsement: Endorsement, *, now_sha256: str, at: datetime) -> str:
    """Why the link opens nothing any more."""
    if endorsement.answered_at:
        return f"This was answered on {moment(endorsement.answered_at)}. The link works once."
    if endorsement.replaced_at:
        return "Another link was sent in place of this one."
    if at >= endorsement.expires_at:
        return (
            f"This link worked until {moment(endorsement.expires_at)}. "
            f"Ask {endorsement.application.lead.name} to send it again."
        )
    if endorsement.sha256 != now_sha256:
        return (
            "The application has changed since this was sent, so there is nothing to endorse "
            "under this link. A new one comes when they ask again."
        )
    return why_not_change(endorsement.application)


def why_not_endorse(
    endorsement: Endorsement, *, now_sha256: str, says_yes: bool, words: str, at: datetime
) -> str:
    if why := why_not_endorse_now(endorsement, now_sha256=now_sha256, at=at):
        return why
    if not says_yes and not words.strip():
        return "Say why not, so that they know what to change."
    return "" if len(words) <= 2000 else "Use at most 2,000 letters."
