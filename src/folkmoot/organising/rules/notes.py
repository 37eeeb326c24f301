"""What a note of a conversation must say, and when it can be taken."""

from datetime import datetime, timedelta

from folkmoot.kernel.ui.words import day
from folkmoot.organising.models import Conversation, ListeningRound, Note, RoundStage
from folkmoot.places.models import Place

MOST_WORDS = 4000  # letters an answer; a page and a half
MOST_NOTICED = 2000
MOST_PROMISE = 300
SAY_BY_WHEN = "Say by when you will do what you promised."
NOTICED_LASTS = timedelta(days=90)
A_CLOCK_MAY_BE_FAST = timedelta(minutes=10)
OLDEST = timedelta(days=366)


def why_not_note(note: Note, *, round: ListeningRound, place: Place, at: datetime) -> str:
    """Why this note cannot be taken, in the order in which it would be mended."""
    return (
        why_not_write(round, note.said_at)
        or _why_not_words(note)
        or _why_not_belongs(note, round=round, place=place)
        or _why_not_time(note, at=at)
    )


def why_not_write(round: ListeningRound, said_at: datetime) -> str:
    """Notes are taken while the round is open, and afterwards when it was said by then."""
    if round.stage == RoundStage.PLANNED:
        return "This round of listening has not begun."
    if round.ended_at is not None and said_at > round.ended_at:
        return (
            f"This round ended on {day(round.ended_at)}, before this was said. "
            "Note it in the round that is open now."
        )
    return ""


def _why_not_words(note: Note) -> str:
    said = [words for words in note.answers.values() if words.strip()]
    named = any(any(each) for each in note.named.values())
    if not said and not named and not note.promise.strip():
        return "Write down at least one thing they said."
    for question, words in note.answers.items():
        if len(words) > MOST_WORDS:
            return (
                f"“{question.words}” has {len(words):,} letters; keep it to {MOST_WORDS:,}. "
                "What matters most of it?"
            )
    if len(note.noticed) > MOST_NOTICED:
        return f"What you noticed has {len(note.noticed):,} letters; keep it to {MOST_NOTICED:,}."
    if len(note.promise) > MOST_PROMISE:
        return f"Keep a promise to {MOST_PROMISE} letters; this has {len(note.promise):,}."
    if note.promise.strip() and note.promise_date is None:
        return SAY_BY_WHEN
    return ""


def _why_not_belongs(note: Note, *, round: ListeningRound, place: Place) -> str:
    if round.place_id != place.pk:
        return "That round of listening is of another place."
    if note.street is not None and note.street.place_id != place.pk:
        return "That street is in another place."
    if any(group.place_id != place.pk for group in note.groups):
        return "One of those groups is of another place."
    if any(question.round_id != round.pk for question in note.answers):
        return "One of those questions is of another round."
    if note.outing is not None and note.outing.round_id != round.pk:
        return "That outing is of another round."
    if not 1 <= note.n_people <= 500:
        return "Say how many people took part: one to 500."
    return why_not_amend(note.amends) if note.amends else ""


def _why_not_time(note: Note, *, at: datetime) -> str:
    if note.said_at > at + A_CLOCK_MAY_BE_FAST:
        return f"It cannot have been said on {day(note.said_at)}: that is still to come."
    if note.said_at < at - OLDEST:
        return f"{day(note.said_at)} is more than a year ago. Look at the date."
    return ""


def why_not_amend(conversation: Conversation) -> str:
    """A note is put right once; then the later one is."""
    if conversation.withdrawn_at:
        return "What was said here has been withdrawn."
    if hasattr(conversation, "amended_by"):
        return "This note has been put right already. Put the later one right."
    return ""


def why_not_withdraw(conversation: Conversation) -> str:
    """Words are taken back once."""
    if conversation.withdrawn_at:
        return "What was said here has been withdrawn already."
    return ""


def why_not_withdraw_alone(conversation: Conversation) -> str:
    """What several people said together is not one person's to take back."""
    if conversation.n_people > 1:
        return "Others said this too. You can take your name away from it; ask the team for more."
    return why_not_withdraw(conversation)
