"""When a visit or an interview is arranged, held, noted, and its note corrected."""

from collections.abc import Collection
from datetime import datetime

from folkmoot.granting.models import Interview, Panel
from folkmoot.kernel.ui.words import listed

FAIR = {"yes": "Yes", "mostly": "Mostly", "no": "No"}


def why_not_propose_meeting(
    panel: Panel, *, stage: str, has_one: bool, starts_at: datetime, at: datetime
) -> str:
    """While it is assessed, one at a time, some time to come."""
    if panel.marks_locked_at:
        return "The marks of this panel are locked, so no more places are met."
    if stage != "IN_ASSESSMENT":
        return "Places are met while their application is assessed."
    if has_one:
        return "A meeting is arranged already."
    return "" if starts_at > at else "That moment has passed."


def why_not_go(
    panel: Panel, from_whom: Collection[str], *, n: int, funders: Collection[str], unread: int
) -> str:
    """Enough of them, with somebody from each funder where the panel says so.

    `from_whom` are the funders they are from, `unread` how many of them do not assess it.
    """
    if unread:
        return "Whoever goes assesses the application, and has said that they have no interest."
    if n < panel.n_meeting:
        return f"At least {panel.n_meeting} assessors go, so that nobody judges alone."
    missing = sorted(set(funders) - set(from_whom))
    if panel.one_per_funder and missing:
        return f"Somebody goes from each funder: nobody is from {listed(missing)}."
    return ""


def why_not_agree_meeting(meeting: Interview) -> str:
    """The place says yes to what is proposed."""
    return _is(meeting, "PROPOSED", "There is nothing to agree to now.")


def why_not_move_meeting(meeting: Interview, starts_at: datetime, *, at: datetime) -> str:
    """Another time is proposed until it is held."""
    if meeting.stage not in ("PROPOSED", "SCHEDULED"):
        return f"This is “{meeting.get_stage_display()}”."
    return "" if starts_at > at else "That moment has passed."


def why_not_call_off(meeting: Interview, because: str) -> str:
    """Until it is held, with a reason the other side reads."""
    if meeting.stage not in ("PROPOSED", "SCHEDULED"):
        return f"This is “{meeting.get_stage_display()}”."
    return "" if because.strip() else "Say why: the other side reads it."


def why_not_note_meeting(meeting: Interview, note: str, *, at: datetime) -> str:
    """After it was held: facts, which the place will read."""
    if meeting.stage not in ("SCHEDULED", "HELD"):
        return f"This is “{meeting.get_stage_display()}”."
    if meeting.starts_at > at:
        return "It has not been held yet."
    return "" if note.strip() else "Write down who was there and what was seen."


def why_not_share_note(meeting: Interview) -> str:
    """Once it says something."""
    return _is(meeting, "HELD", "Write the note first.")


def why_not_answer_note(meeting: Interview, confirms: bool, correction: str) -> str:
    """The place confirms the facts, or says what was otherwise."""
    if why := _is(meeting, "NOTE_SHARED", "There is no note to look at."):
        return why
    return "" if confirms or correction.strip() else "Say what was otherwise."


def why_not_tell_of_us(meeting: Interview, was_fair: str) -> str:
    """Once it was held, once."""
    if meeting.stage not in ("HELD", "NOTE_SHARED", "CONFIRMED", "CORRECTED"):
        return "The meeting has not been held."
    if meeting.of_us_at:
        return "You have told us, thank you."
    return "" if was_fair in FAIR else "Say whether you were met fairly."


def _is(meeting: Interview, stage: str, otherwise: str) -> str:
    return "" if meeting.stage == stage else otherwise
