"""When a return may be planned, opened, written, certified, sent back, accepted and skipped."""

from collections.abc import Mapping, Sequence
from datetime import date

from folkmoot.awards.models import (
    OPEN_TO_WRITE,
    RETURN_ONWARDS,
    WITH_RECIPIENT,
    Award,
    Payment,
    Return,
)
from folkmoot.awards.returning.lateness import is_overdue
from folkmoot.awards.returning.periods import Period, what_is_wrong

PLANNED_IN = ("ACTIVE", "SUSPENDED", "ENDED", "TERMINATED")
MOST_INDICATORS = 20
MOST_REMARKS = 100


def why_not_plan_returns(award: Award, periods: Sequence[Period], taken: Sequence[Period]) -> str:
    """Periods within the award that do not run into each other, once both have signed."""
    if award.stage not in PLANNED_IN:
        return f"This award is “{award.get_stage_display()}”: its returns are planned when signed."
    return what_is_wrong(periods, starts=award.starts_date, taken=taken)


def why_not_add_indicator(award: Award, name: str, *, n_there: int) -> str:
    """Something that shows whether the award does what it is for."""
    if not name.strip():
        return "Say what is measured."
    if n_there >= MOST_INDICATORS:
        return f"An award has {MOST_INDICATORS} measures at the most."
    over = award.stage in ("CLOSED", "DECLINED", "LAPSED")
    return "This award is over." if over else ""


def why_not_open(returned: Return, *, today: date) -> str:
    """It is written once its period has begun."""
    if why := _cannot(returned, "WRITING", only_from="SCHEDULED"):
        return why
    if today < returned.starts_date:
        return "Its period has not begun yet."
    return ""


def why_not_write(returned: Return) -> str:
    """It is written while it is open, by whoever writes returns for the recipient."""
    if returned.stage in OPEN_TO_WRITE:
        return ""
    return f"This return is “{returned.get_stage_display()}”, so it stays as it is."


def why_not_submit(returned: Return, missing: Sequence[str], *, today: date) -> str:
    """Whole, and its period is over."""
    if why := _cannot(returned, "SIGNING"):
        return why
    if today < returned.ends_date:
        return "Its period is not over yet. You can go on writing."
    if missing:
        shown = ", ".join(missing[:4])
        more = f" and {len(missing) - 4} more" if len(missing) > 4 else ""
        return f"Not said yet: {shown}{more}."
    return ""


def why_not_certify_return(returned: Return, *, by_pk: object) -> str:
    """The finance officer certifies what somebody else handed over."""
    if why := _cannot(returned, "SUBMITTED"):
        return why
    if returned.submitted_by_id == by_pk:
        return "You handed this over yourself. Somebody else must certify it."
    return ""


def why_not_give_back(returned: Return, because: str) -> str:
    """The finance officer may ask for it to be mended first."""
    return _cannot(returned, "WRITING", only_from="SIGNING") or _says_why(because)


def why_not_send_back_return(
    returned: Return, remarks: Mapping[str, str], fields: Sequence[str], *, by_pk: object
) -> str:
    """The funder says, field by field, what is to be mended."""
    if why := _cannot(returned, "SENT_BACK") or _funder_apart(returned, by_pk):
        return why
    said = {field: words for field, words in remarks.items() if words.strip()}
    if not said:
        return "Say beside at least one field what is to be mended."
    if len(said) > MOST_REMARKS or not said.keys() <= set(fields):
        return "One of these fields is not in this return. Open the page again."
    return ""


def why_not_accept_return(returned: Return, *, by_pk: object) -> str:
    """The funder accepts it."""
    return _cannot(returned, "ACCEPTED") or _funder_apart(returned, by_pk)


def why_not_skip(returned: Return, because: str) -> str:
    """The funder may do without one, and says why."""
    return _cannot(returned, "SKIPPED") or _says_why(because)


def why_not_wait_for(payment: Payment, returned: Return | None) -> str:
    """A payment that nobody has asked for yet may wait for a return of its own award."""
    if payment.stage != "SCHEDULED":
        return f"This payment is “{payment.get_stage_display()}”."
    if returned and returned.award_id != payment.award_id:
        return "That is a return of another award."
    return ""


def is_late(returned: Return, *, today: date) -> bool:
    """Whether the recipient still owes it after its day; worked out, never kept."""
    mine = returned.stage in WITH_RECIPIENT
    return is_overdue(returned.due_date, is_with_recipient=mine, today=today)


def _cannot(returned: Return, stage: str, only_from: str = "") -> str:
    may = stage in RETURN_ONWARDS[returned.stage]
    if may and only_from in ("", returned.stage):
        return ""
    return f"This return is “{returned.get_stage_display()}”, so this cannot be done now."


def _funder_apart(returned: Return, by_pk: object) -> str:
    if by_pk in (returned.submitted_by_id, returned.certified_by_id):
        return "You had a hand in this return yourself. Somebody else must look at it."
    return ""


def _says_why(because: str) -> str:
    return "" if because.strip() else "Say why: the other side will read it."
