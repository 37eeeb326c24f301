"""When what was signed may be changed: within the tolerance by the recipient, else by both."""

from collections.abc import Sequence
from datetime import date

from folkmoot.awards.models import VARIATION_ONWARDS, Award, Variation
from folkmoot.awards.returning.varying import Change
from folkmoot.kernel.ui.words import money

VARIED_IN = ("ACTIVE", "SUSPENDED")
MOST_LINES = 20
OPEN = ("DRAFT", "SUBMITTED", "ASSESSED", "APPROVED")


def why_not_draft_variation(award: Award, *, n_open: int) -> str:
    """What is under way may be changed, one variation at a time."""
    if award.stage not in VARIED_IN:
        return f"This award is “{award.get_stage_display()}”: it is not changed any more."
    if n_open:
        return "Another variation is on its way. Finish it or withdraw it first."
    return ""


def why_not_these_changes(
    award: Award,
    changes: Sequence[Change],
    *,
    because: str,
    ends_date: date | None,
    purpose: str,
    today: date,
) -> str:
    """The lines still add up to the award, and something changes."""
    if not because.strip():
        return "Say why: the other side will read it."
    if not changes or len(changes) > MOST_LINES:
        return f"A budget has 1 to {MOST_LINES} lines."
    if any(not each.heading.strip() for each in changes):
        return "Each line says what it is for."
    if any(each.becomes < 0 for each in changes):
        return "No line is less than nought."
    together = sum(each.becomes for each in changes)
    if together != award.awarded_pence:
        return (
            f"The lines add up to {money(together)}, and the award is {money(award.awarded_pence)}."
        )
    if ends_date and ends_date < max(award.starts_date, today):
        return "It cannot end on a day that is over. Choose a later one."
    ends_later = ends_date not in (None, award.ends_date)
    said_anew = bool(purpose.strip()) and purpose.strip() != award.purpose
    if not any(each.by for each in changes) and not ends_later and not said_anew:
        return "Nothing changes. Move money between lines, or change the last day or the purpose."
    return ""


def why_not_ask(variation: Variation) -> str:
    """What is being written may be asked for while the award is under way."""
    if variation.award.stage not in VARIED_IN:
        said = variation.award.get_stage_display()
        return f"This award is “{said}”: it is not changed any more."
    return _cannot(variation, "SUBMITTED")


def why_not_assess(variation: Variation, assessment: str, *, by_pk: object) -> str:
    """Somebody of the funder looks at it, and says what they think."""
    if why := _cannot(variation, "ASSESSED"):
        return why
    if variation.submitted_by_id == by_pk:
        return "You asked for this yourself. Somebody else must look at it."
    return "" if assessment.strip() else "Say what you think of it, and why."


def why_not_approve_variation(variation: Variation, *, by_pk: object) -> str:
    """The funder signs, by somebody who neither asked nor looked."""
    return _cannot(variation, "APPROVED", "ASSESSED") or _third(variation, by_pk)


def why_not_refuse(variation: Variation, because: str, *, by_pk: object) -> str:
    """The funder says no, and why."""
    if why := _cannot(variation, "REFUSED") or _third(variation, by_pk):
        return why
    return _says_why(because)


def why_not_apply(variation: Variation, changes: Sequence[Change]) -> str:
    """It comes into force on the budget it was written for."""
    if why := _cannot(variation, "APPLIED"):
        return why
    if variation.award.stage not in VARIED_IN:
        said = variation.award.get_stage_display()
        return f"This award is “{said}”: it is not changed any more."
    now = sum(each.becomes for each in changes)
    if now != variation.award.awarded_pence:
        return "The budget has changed since. Withdraw this, and write another."
    return ""


def why_not_withdraw(variation: Variation, because: str) -> str:
    """The recipient may take it back until it is in force."""
    return _cannot(variation, "WITHDRAWN") or _says_why(because)


def _cannot(variation: Variation, stage: str, only_from: str = "") -> str:
    may = stage in VARIATION_ONWARDS[variation.stage]
    if may and only_from in ("", variation.stage):
        return ""
    return f"This variation is “{variation.get_stage_display()}”, so this cannot be done now."


def _third(variation: Variation, by_pk: object) -> str:
    if by_pk in (variation.submitted_by_id, variation.assessed_by_id):
        return "You had a hand in this variation yourself. It takes somebody else for this."
    return ""


def _says_why(because: str) -> str:
    return "" if because.strip() else "Say why: the other side will read it."
