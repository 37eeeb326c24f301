"""What a phone may send, and what becomes of a time that cannot be right."""

from datetime import datetime

from folkmoot.kernel.ui.words import moment
from folkmoot.organising.models import ListeningRound
from folkmoot.organising.rules.notes import A_CLOCK_MAY_BE_FAST, OLDEST

MOST_NOTES = 100  # in one request; a phone sends the next when it has heard of these
# Bytes of one sealed note: twelve answers of the most letters, in any script, and as much again.
MOST_SEALED = 400_000
NEVER_TOLD = "Keep each answer to a page and a half. What matters most of it?"


def why_not_break_seal(n_bytes: int) -> str:
    """A note that no form would have taken is not even opened."""
    if n_bytes > MOST_SEALED:
        return f"This note is {n_bytes / 1000:,.0f} thousand letters long. {NEVER_TOLD}"
    return ""


def said_by_the_clock(
    written_at: datetime, sent_at: datetime | None, *, round: ListeningRound, at: datetime
) -> datetime:
    """When it was said, by a phone's clock that may be wrong.

    A clock that is wrong at sending was mostly wrong at writing too, so what counts is how long
    ago it was written. Else what the clock said then, if it can be; else the nearest moment that
    can: not to come, not more than a year ago.
    """
    if sent_at is not None and written_at <= sent_at and abs(at - sent_at) > A_CLOCK_MAY_BE_FAST:
        by_age = at - (sent_at - written_at)
        if _can_be(by_age, at=at):
            return by_age
    if _can_be(written_at, at=at):
        return written_at
    if written_at > at:
        return min(at, round.ended_at or at)
    return max(at - OLDEST, round.opened_at or at - OLDEST)


def _can_be(said_at: datetime, *, at: datetime) -> bool:
    return at - OLDEST <= said_at <= at + A_CLOCK_MAY_BE_FAST


def about_the_clock(written_at: datetime, kept_at: datetime) -> str:
    """What somebody is told whose phone had the wrong time; "" when it was right."""
    if written_at == kept_at:
        return ""
    return (
        f"The clock of this phone said {moment(written_at)}, which cannot be right. "
        f"The note is kept as of {moment(kept_at)}. Set the clock of this phone."
    )
