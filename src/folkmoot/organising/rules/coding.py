"""When a note may be coded, by whom, and when two may settle it."""

from collections.abc import Sequence

from folkmoot.organising.models import Coding, Conversation, Theme
from folkmoot.people.models import Account

MOST_CODERS = 2


def why_not_read(conversation: Conversation) -> str:
    """Only what stands as it was said is coded."""
    if conversation.withdrawn_at:
        return "What was said here has been taken back."
    if hasattr(conversation, "amended_by"):
        return "This note has been put right. Code the later one."
    return ""


def why_not_code(conversation: Conversation, standing: Sequence[Coding], by: Account) -> str:
    """Each on their own, at most two, and neither after both have: then they talk."""
    if why := why_not_read(conversation):
        return why
    if any(each.settled_with_id for each in standing):
        return "Two people have settled what this note is about."
    coders = {each.coder_id for each in standing}
    if by.pk in coders and len(coders) > 1:
        return "You have both read this note. Settle it together."
    if by.pk not in coders and len(coders) >= MOST_CODERS:
        return "Two people have read this note already."
    return ""


def why_not_find(themes: Sequence[Theme], conversation: Conversation) -> str:
    """Themes are those of the place, as the code book has them today."""
    if any(theme.place_id != conversation.place_id for theme in themes):
        return "One of those themes is of another place."
    if retired := next((theme for theme in themes if theme.retired_at), None):
        return f"“{retired.name}” has been retired from the code book."
    return ""


def why_not_undo(coding: Coding, standing: Sequence[Coding], by: Account) -> str:
    """One's own, while nobody else has read the note: afterwards it is settled in talk."""
    if coding.coder_id != by.pk:
        return "Only the one who coded it takes it back."
    if coding.ended_at:
        return "That has been undone already."
    if coding.settled_with_id:
        return "What two have settled, they settle again together."
    if len(standing) > 1:
        return "You have both read this note. Settle it together."
    return ""


def why_not_settle(conversation: Conversation, standing: Sequence[Coding], by: Account) -> str:
    """Two have read it, each alone, and one of them writes down what they came to."""
    if why := why_not_read(conversation):
        return why
    coders = {each.coder_id for each in standing if not each.settled_with_id}
    if len(coders) < MOST_CODERS:
        return "It takes two who have each read this note."
    if by.pk not in coders:
        return "The two who read this note settle it."
    return ""
