"""When a place may tell what it heard on a page, and when it may take that back."""

from collections.abc import Mapping
from typing import Any

from folkmoot.organising.models import Answer, HeardPage, HeardStage, ListeningRound, RoundStage

LEAST_HEARD = 5  # conversations; of fewer, a page would tell who said what
MOST_HEARD_WORDS = 3000
MOST_ANSWER_BACK = 600
MOST_QUOTED = 600


def why_not_prepare(round: ListeningRound, page: HeardPage | None) -> str:
    """There is something to tell, and it is not told yet."""
    if round.stage == RoundStage.PLANNED:
        return "Nobody has been heard yet, so there is nothing to tell."
    if page is not None and page.stage != HeardStage.PREPARED:
        return "This page has been released, and stays as it is. It can be taken back."
    return ""


def why_not_heard_words(words: str, answer_back: str) -> str:
    """A page says something in the place's own words, and how to answer back."""
    if not words.strip():
        return "Say in your own words what you heard."
    if not answer_back.strip():
        return "Say how people can answer back: where, when, whom to ask."
    if len(words) > MOST_HEARD_WORDS:
        return f"What you heard has {len(words):,} letters; keep it to {MOST_HEARD_WORDS:,}."
    if len(answer_back) > MOST_ANSWER_BACK:
        return f"Keep how to answer back to {MOST_ANSWER_BACK} letters."
    return ""


def why_not_release(page: HeardPage, figures: Mapping[str, Any]) -> str:
    """The listening is over, enough people were heard, and somebody has read what they said."""
    if page.stage != HeardStage.PREPARED:
        return "This page has been released already."
    if page.round.stage not in (RoundStage.HEARD, RoundStage.CLOSED):
        return "End the listening first; then tell people what you heard."
    if figures["n_conversations"] < LEAST_HEARD:
        return (
            f"There were fewer than {LEAST_HEARD} conversations: a page would tell who said what. "
            "Tell them in person."
        )
    if not figures["n_read"]:
        return "No note has been read for its themes yet, so there is nothing to count."
    return ""


def why_not_take_back(page: HeardPage, why: str) -> str:
    """What is out is taken back with a reason that stays on the page."""
    if page.stage == HeardStage.TAKEN_BACK:
        return "This page has been taken back already."
    if page.stage != HeardStage.RELEASED:
        return "This page has not been released."
    return "" if why.strip() else "Say why you take it back; it stands on the page from then on."


def why_not_quote(page: HeardPage, answer: Answer, words: str) -> str:
    """Exactly what they said, with their yes, while the page is prepared."""
    if page.stage != HeardStage.PREPARED:
        return "This page has been released, and stays as it is. It can be taken back."
    if answer.conversation.round_id != page.round_id:
        return "That was said in another round."
    if not answer.conversation.may_quote or answer.conversation.withdrawn_at:
        return "They have not said that we may quote these words."
    if not words.strip():
        return "Which words? Leave as they are those you quote."
    if not as_said(answer.words, words):
        return "These are not exactly the words they said. Take some away, but change none."
    if len(words) > MOST_QUOTED:
        return f"Quote at most {MOST_QUOTED} letters; these are {len(words):,}."
    return ""


def as_said(said: str, quoted: str) -> str:
    """The quoted words as they stand in what was said; "" when they do not."""
    plain = quoted.strip().replace("\r\n", "\n")
    return next((each for each in (plain, plain.replace("\n", "\r\n")) if each in said), "")
