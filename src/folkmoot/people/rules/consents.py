"""Whether somebody may be written to, rung or called on, for what; and what may be noted of it."""

from datetime import datetime, timedelta

from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Consent, Organisation, Person
from folkmoot.people.models.consents import (
    CHARITIES_MAY_FROM,
    ELECTRONIC,
    Asked,
    Basis,
    Purpose,
    Said,
    Through,
)

A_CLOCK_MAY_BE_FAST = timedelta(minutes=10)
# What the Privacy and Electronic Communications Regulations call direct marketing: to ask for
# help and to send news, but not to tell somebody what became of what they said.
MARKETING = (Purpose.ASK, Purpose.NEWS)
FOR_NOTHING_ELSE = {
    Basis.SAFEGUARDING: "We may write to keep somebody safe, and for nothing else.",
    Basis.CONTRACT: "We may write about what was agreed with them, and about nothing else.",
    Basis.LEGAL: "We may write what the law asks us to, and nothing else.",
}
NEEDS = {
    Through.EMAIL: ("email", "We have no e-mail address for them."),
    Through.PHONE: ("phone", "We have no telephone number for them."),
    Through.TEXT: ("phone", "We have no telephone number for them."),
    Through.LETTER: ("address", "We have no address for them."),
}


def why_not_contact(person: Person, purpose: str, channel: str, at: datetime) -> str:
    """Why this person may not be reached for this purpose, in this way, at this moment.

    One query: the newest answer to just this question decides. Somebody who was never asked has
    not said yes.
    """
    if why := why_not_reach(person, channel):
        return why
    there = Consent.objects.filter(person=person, purpose=purpose, through=channel)
    return why_not_told(there.filter(asked_at__lte=at).newest_first().first(), purpose, channel)


def why_not_reach(person: Person, channel: str) -> str:
    """Why nothing would arrive, or would not be welcome whatever it says."""
    if not person.name:
        return "We no longer know who they are."
    if channel not in Through.values:
        return "Choose how they are reached."
    if channel not in NEEDS:
        return ""
    if person.reach_by == "none":
        return "They asked not to be contacted."
    field, sentence = NEEDS[Through(channel)]
    return "" if getattr(person, field) else sentence


def why_not_told(newest: Consent | None, purpose: str, channel: str) -> str:
    """Why the newest answer does not let us; for lists, where it has been read already."""
    if newest is None or newest.said == Said.NOT_ASKED:
        return "They have not been asked whether we may."
    if newest.said == Said.NO:
        when = day(newest.asked_at)
        return (
            f"They took their yes back on {when}."
            if newest.takes_back_id
            else (f"They said no on {when}.")
        )
    if purpose not in MARKETING:
        return ""
    if newest.basis == Basis.LEGITIMATE and channel in ELECTRONIC:
        return "An e-mail or a text needs their own yes."
    return FOR_NOTHING_ELSE.get(Basis(newest.basis), "")


def why_not_note_consent(person: Person, asked: Asked, *, at: datetime) -> str:
    """Why this answer cannot be kept as it stands, in the order in which it would be mended."""
    if not person.name:
        return "We no longer know who they are."
    if not asked.wording.strip():
        return "Keep the words in which they were asked."
    if asked.asked_at > at + A_CLOCK_MAY_BE_FAST:
        return f"They cannot have been asked on {day(asked.asked_at)}: that is still to come."
    if (asked.purpose == Purpose.KNOW) != (asked.through == Through.NONE):
        return "Say how they may be reached; to keep a name with what was said, nobody is reached."
    return _why_not_charity(asked) if asked.basis == Basis.CHARITY else ""


def _why_not_charity(asked: Asked) -> str:
    """Section 114 of the Act: charities alone, from a day on, never backwards, never by phone."""
    if asked.legal_form != Organisation.Kind.CHARITY:
        return "Only a charity may write to somebody who has not said yes; ask them."
    if asked.through not in ELECTRONIC:
        return "That a charity may write without a yes holds for e-mail and text alone; ask them."
    if asked.details_date is None or asked.details_date < CHARITIES_MAY_FROM:
        return (
            f"That holds for details given from {day(CHARITIES_MAY_FROM)} on, and not for earlier "
            "ones. Say when they gave them, or ask them."
        )
    return "" if asked.interest else "Say what they were doing when they gave their details."


def why_not_take_back(consent: Consent) -> str:
    """A yes is taken back once, and only a yes."""
    if consent.said != Said.YES:
        return "They did not say yes, so there is nothing to take back."
    if Consent.objects.filter(takes_back=consent).exists():
        return "This yes has been taken back already."
    return ""
