"""When a concern may be raised, moved out of a note, passed on and closed."""

from datetime import date

from folkmoot.organising.models import Concern, ConcernStage, Conversation

MOST_CONCERN = 60_000  # letters: a whole note, and more
MOST_STEP = 4000
KEPT_YEARS = {ConcernStage.PASSED: 7, ConcernStage.NO_STEP: 1}  # suggested, at closing
MOST_YEARS = 30  # the record of a child is kept until they are well grown


def why_not_raise(words: str) -> str:
    """A concern says something."""
    if not words.strip():
        return "Write down what you saw or heard first, and then pass it on."
    if len(words) > MOST_CONCERN:
        return f"That is {len(words):,} letters; keep it to {MOST_CONCERN:,}."
    return ""


def why_not_move(conversation: Conversation) -> str:
    """Words are moved out of the note that stands."""
    if conversation.withdrawn_at:
        return "There are no words in this note any more."
    if hasattr(conversation, "amended_by"):
        return "A later note puts this one right. Look at that one."
    return ""


def why_not_pass_on(concern: Concern, to: str) -> str:
    """It was read first, is not closed, and goes to somebody."""
    return _why_not_step(concern) or (
        "" if to.strip() else "Say to whom you passed it on: name, job and telephone number."
    )


def why_not_leave(concern: Concern, why: str) -> str:
    """That no further step is needed has a reason."""
    if concern.stage == ConcernStage.PASSED:
        return "It has been passed on. Close it when you know what came of it."
    return _why_not_step(concern) or ("" if why.strip() else "Say why no further step is needed.")


def why_not_close_concern(concern: Concern, keep_until: date | None, *, today: date) -> str:
    """It is closed once something has been said of it, and kept until a day."""
    if why := _why_not_step(concern):
        return why
    if concern.stage == ConcernStage.LOOKED:
        return "Say first whether you pass it on, or why no further step is needed."
    if keep_until is None or keep_until <= today:
        return "Say until which day this record is kept: a day to come."
    if keep_until.year > today.year + MOST_YEARS:
        return f"A record is kept for {MOST_YEARS} years at the most. Choose an earlier day."
    return ""


def keep_until(concern: Concern, *, today: date) -> date:
    """The day we suggest: years from today, on the first of the month."""
    years = KEPT_YEARS.get(ConcernStage(concern.stage), 7)
    return date(today.year + years, today.month, 1)


def _why_not_step(concern: Concern) -> str:
    if concern.stage == ConcernStage.RAISED:
        return "Read it first."
    if concern.stage == ConcernStage.CLOSED:
        return "This concern is closed."
    return ""
