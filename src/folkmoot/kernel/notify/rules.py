"""Why something may not be sent now, and how long to wait before trying again."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.timezone import localdate

from folkmoot.kernel.notify.models import BY_TELEPHONE, Channel, Message, Outcome

# After the first failure a minute, then longer and longer: a mail server that is down overnight
# is found again in the morning.
GAPS = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
MOST_TRIES = len(GAPS) + 1

# Whoever does not answer is rung again at another time of day, and not for ever.
CALL_AGAIN_AFTER = timedelta(hours=4)
MOST_CALLS = 5
NEVER_ANSWERED = f"Nobody answered {MOST_CALLS} calls."
WRONG_NUMBER = "The number is wrong."
LEFT = "The person it was for has left."

TOO_LATE = "It was no longer of use by the time it could be sent."

# If the queue has lost a message that was never tried, `tend` finds it after this long.
PICKED_UP_AFTER = timedelta(minutes=5)


def why_not_queue(*, channel: str, to: str, subject: str, text: str) -> str:
    """Nothing goes to nobody, and nothing goes out empty."""
    if not to.strip():
        return "There is nobody to send this to."
    if not text.strip():
        return "There is nothing written in this message."
    if channel == Channel.EMAIL:
        return _why_not_email(to, subject)
    return ""


def why_not_send(message: Message, *, at: datetime) -> str:
    """Why a waiting message may not be sent at this moment."""
    if message.sent_at:
        return "It has been sent."
    if message.failed_at:
        return message.failed
    if message.useful_until and message.useful_until <= at:
        return TOO_LATE
    return why_not_queue(
        channel=message.channel, to=message.to, subject=message.subject, text=message.text
    )


def why_not_yet(message: Message, *, at: datetime) -> str:
    """Why a message that failed before, or is being sent by someone else, must wait."""
    if message.tries and message.next_try_at and message.next_try_at > at:
        return "It is not time to try again yet."
    return ""


def why_not_print(letters: Sequence[Message]) -> str:
    """What has gone cannot be printed: its words are no longer here."""
    if not letters:
        return "There is no letter to print."
    if any(letter.sent_at or letter.failed_at for letter in letters):
        return "Somebody else has posted one of these letters. Load the page again."
    return ""


def why_not_post(letters: Sequence[Message], posted_date: date, *, at: datetime) -> str:
    """A letter is printed first, and goes to the post between the day of writing and today."""
    if not letters:
        return "Tick the letters that are in the post."
    if why := why_not_print(letters):
        return why
    if any(letter.printed_at is None for letter in letters):
        return "One of these letters has not been printed yet. Print it first."
    if posted_date > localdate(at):
        return "That day has not come yet. Say when they are in the post."
    if any(posted_date < localdate(letter.created_at) for letter in letters):
        return "One of these letters was written after that day."
    return ""


def why_not_telephone(message: Message) -> str:
    """What is over cannot be done again: its words are no longer here."""
    if message.sent_at:
        return "Somebody on the team has done this already."
    return message.failed if message.failed_at else ""


def why_not_note(message: Message, outcome: Outcome, *, at: datetime) -> str:
    """What came of a call or a text is said once, in the words that fit it."""
    if outcome not in BY_TELEPHONE.get(Channel(message.channel), ()):
        return "That cannot be what came of it. Choose one of the answers."
    return why_not_telephone(message) or why_not_send(message, at=at)


def gap_after(tries: int) -> timedelta:
    """How long to wait after this many tries."""
    return GAPS[min(max(tries, 1), len(GAPS)) - 1]


def _why_not_email(to: str, subject: str) -> str:
    if not subject.strip() or len(subject.splitlines()) > 1:
        return "An e-mail needs a subject on one line."
    try:
        validate_email(to)
    except ValidationError:
        return "That is not an e-mail address."
    return ""
