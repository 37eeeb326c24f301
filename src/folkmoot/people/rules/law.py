"""What the law lets us send to somebody, and on what: a table, as one pure rule.

For the United Kingdom: the Privacy and Electronic Communications Regulations 2003 (regulations 21
and 22), with section 114 of the Data (Use and Access) Act 2025. docs/consent.md has it as a table.
"""

from dataclasses import dataclass
from datetime import date

from folkmoot.kernel.ui.words import day
from folkmoot.people.models import Organisation
from folkmoot.people.models.consents import CHARITIES_MAY_FROM, ELECTRONIC, Basis, Purpose

# What the Regulations call direct marketing: to ask for help and to send news, but not to tell
# somebody what became of what they said.
MARKETING = (Purpose.ASK, Purpose.NEWS)
FOR_NOTHING_ELSE = {
    Basis.SAFEGUARDING: "We may write to keep somebody safe, and for nothing else.",
    Basis.CONTRACT: "We may write about what was agreed with them, and about nothing else.",
    Basis.LEGAL: "We may write what the law asks us to, and nothing else.",
}
NEEDS_A_YES = "An e-mail or a text needs their own yes."


@dataclass(frozen=True, slots=True)
class Ground:
    """On what we would reach somebody: a basis, and what it depends on."""

    basis: str
    legal_form: str = Organisation.Kind.GROUP  # of whoever sends
    details_date: date | None = None  # when they gave their details
    interest: str = ""  # what they were doing when they did


def why_not_by_law(ground: Ground, purpose: str, through: str) -> str:
    """Why the law does not let us; somebody's own no comes before all of this.

    >>> why_not_by_law(Ground("legitimate"), "news", "email")
    'An e-mail or a text needs their own yes.'
    >>> why_not_by_law(Ground("legitimate"), "news", "letter")
    ''
    """
    if purpose not in MARKETING or ground.basis == Basis.CONSENT:
        return ""
    if ground.basis == Basis.CHARITY:
        return why_not_charity(ground, through)
    if ground.basis == Basis.LEGITIMATE:
        return NEEDS_A_YES if through in ELECTRONIC else ""
    return FOR_NOTHING_ELSE[Basis(ground.basis)]


def why_not_charity(ground: Ground, through: str) -> str:
    """Section 114 of the Act: charities alone, from a day on, never backwards, never by phone."""
    if ground.legal_form != Organisation.Kind.CHARITY:
        return "Only a charity may write to somebody who has not said yes; ask them."
    if through not in ELECTRONIC:
        return "That a charity may write without a yes holds for e-mail and text alone; ask them."
    if ground.details_date is None or ground.details_date < CHARITIES_MAY_FROM:
        return (
            f"That holds for details given from {day(CHARITIES_MAY_FROM)} on, and not for earlier "
            "ones. Say when they gave them, or ask them."
        )
    return "" if ground.interest else "Say what they were doing when they gave their details."
