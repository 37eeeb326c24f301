"""When a promise may be made, kept, or ended."""

from datetime import date

from folkmoot.organising.models import Promise


def why_not_promise(words: str, due_date: date | None, *, today: date) -> str:
    """A promise says what, and by when."""
    if not words.strip():
        return "Say what you promised."
    if due_date is None:
        return "Say by when you will do what you promised."
    if due_date < today:
        return "That day has passed. By when will you do it?"
    return ""


def why_not_keep(promise: Promise) -> str:
    """A promise is answered once."""
    if promise.kept_at:
        return "This promise has been kept already."
    if promise.ended_at:
        return "This promise has ended: people were told it could not be kept."
    return ""


def why_not_end_promise(promise: Promise, why: str) -> str:
    """What cannot be kept is said, with the reason."""
    return why_not_keep(promise) or (
        "" if why.strip() else "Say why it could not be kept, as you told them."
    )
