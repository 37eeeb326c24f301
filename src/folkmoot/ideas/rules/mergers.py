"""Why proposals may not become one now. Every author of each must say yes."""

from collections.abc import Sequence

from folkmoot.ideas.models import (
    LIVE,
    Author,
    Merger,
    MergerPart,
    MergerStage,
    Proposal,
    Stage,
)
from folkmoot.ideas.rules.stages import ENDED


def authors_asked(merger: Merger) -> list[Author]:
    """Every author of every proposal in the merger."""
    parts = merger.parts.values("proposal")
    authors = Author.objects.credited().filter(proposal__in=parts)
    return list(authors.select_related("person", "proposal").order_by("proposal", "-is_first"))


def authors_waited_for(merger: Merger) -> list[Author]:
    """Those who have not answered yet."""
    answered = set(merger.consents.values_list("author_id", flat=True))
    return [author for author in authors_asked(merger) if author.pk not in answered]


def why_not_part(proposal: Proposal) -> str:
    """Why this proposal cannot be made part of another."""
    if proposal.stage in LIVE:
        open_part = MergerPart.objects.filter(proposal=proposal, is_open=True)
        return f"“{proposal.title}” is in another merger already." if open_part.exists() else ""
    if proposal.stage == Stage.DECIDING:
        return f"“{proposal.title}” is in a decision, so it stays as it is."
    return ENDED.get(Stage(proposal.stage)) or f"“{proposal.title}” is still waiting to be read."


def why_not_suggest(proposals: Sequence[Proposal], reason: str) -> str:
    """Why these proposals cannot be suggested to become one."""
    if len({proposal.pk for proposal in proposals}) < 2:
        return "Choose another proposal: one alone has nothing to join."
    if len({proposal.place_id for proposal in proposals}) > 1:
        return "Only proposals of the same place can become one."
    for proposal in proposals:
        if why := why_not_part(proposal):
            return why
    return "" if reason.strip() else "Say why they belong together. The authors will read it."


def why_not_answer(merger: Merger, author: Author, *, is_yes: bool, words: str) -> str:
    """Why this author's answer is not wanted now."""
    if why := why_not_open(merger):
        return why
    if author.pk not in {each.pk for each in authors_asked(merger)}:
        return "Only the authors of these proposals are asked."
    if merger.consents.filter(author=author).exists():
        return "You have answered this already."
    if not is_yes and not words.strip():
        return "Say in a few words why not, so that the others understand."
    return ""


def why_not_open(merger: Merger) -> str:
    """Why a merger waits for nobody any more."""
    if merger.stage == MergerStage.SUGGESTED:
        return ""
    return {
        MergerStage.AGREED: "Everyone said yes, and it has been done.",
        MergerStage.STOPPED: "Someone said no, so this stopped.",
    }.get(MergerStage(merger.stage), "This was called off.")


def why_not_complete(merger: Merger) -> str:
    """Why the proposals cannot be made one yet."""
    if why := why_not_open(merger):
        return why
    waiting = authors_waited_for(merger)
    if not waiting:
        return ""
    if len(waiting) == 1:
        return "One author has not answered yet."
    return f"{len(waiting)} authors have not answered yet."


def why_not_call_off(merger: Merger, because: str) -> str:
    """Why a merger cannot be called off."""
    if why := why_not_open(merger):
        return why
    return "" if because.strip() else "Say why it is called off. The authors will read it."
