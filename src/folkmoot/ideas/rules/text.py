"""What a proposal must say, and how much of it."""

from datetime import date
from typing import Any

from folkmoot.ideas.models import Contact, Draft, Paper, Proposal, ProposalText

MOST_PENCE = 10**13  # a hundred thousand million pounds: a slip of the finger, not a proposal
FEWEST_FIGURES = 9  # of a telephone number with its area code
LABELS = {
    "title": "the name",
    "what": "what it is",
    "why": "why",
    "where_words": "where",
    "running_by": "who would carry the running cost",
    "theme": "the theme",
}
SUMS = ("cost_least_pence", "cost_most_pence", "running_pence")


def why_not_text(draft: Draft) -> str:
    """Why these words and sums cannot be a proposal."""
    if not draft.title.strip():
        return "Give your proposal a name."
    if not draft.what.strip():
        return "Say what you would like to happen."
    return _why_not_length(draft) or _why_not_sums(draft) or _why_not_where(draft)


def _why_not_length(draft: Draft) -> str:
    for name, label in LABELS.items():
        kept: Any = ProposalText._meta.get_field(name)
        most = kept.max_length
        length = len(getattr(draft, name))
        if length > most:
            return f"Use at most {most} letters for {label}; you have {length}."
    return ""


def _why_not_sums(draft: Draft) -> str:
    sums = [getattr(draft, name) for name in SUMS]
    if any(amount is not None and not 0 <= amount <= MOST_PENCE for amount in sums):
        return "A sum of money is nothing or more, and not as large as that."
    return why_not_range(draft.cost_least_pence, draft.cost_most_pence)


def why_not_range(least: int | None, most: int | None) -> str:
    """Least and most belong together, in that order."""
    if (least is None) != (most is None):
        return "Write both the least and the most it may cost, or neither."
    if least is not None and most is not None and least > most:
        return "The least it may cost cannot be more than the most."
    return ""


def _why_not_where(draft: Draft) -> str:
    if (draft.longitude is None) != (draft.latitude is None):
        return "A point on the map needs both its numbers."
    if draft.longitude is None or draft.latitude is None:
        return ""
    on_earth = -180 <= draft.longitude <= 180 and -90 <= draft.latitude <= 90
    return "" if on_earth else "That point is nowhere on the map. Choose it again."


def why_not_contact(contact: Contact, *, theirs: bool = False) -> str:
    """A way of telling someone needs where to. `theirs`: said to whoever fills it in for them."""
    whose, whom = ("their", "them") if theirs else ("your", "you")
    if len(contact.shown_name) > 80:
        return f"Use at most 80 letters for {whose} name; you have {len(contact.shown_name)}."
    needed = {
        "email": (contact.email, f"Write {whose} e-mail address, so that we can write to {whom}."),
        "phone": (contact.phone, f"Write {whose} phone number, so that we can ring {whom}."),
        "text": (contact.phone, f"Write {whose} phone number, so that we can text {whom}."),
        "letter": (contact.address, f"Write {whose} address, so that a letter finds {whom}."),
        "none": ("-", ""),
    }
    if contact.reach_by not in needed:
        return f"Choose how {'they' if theirs else 'you'} would like to hear from us."
    given, sentence = needed[contact.reach_by]
    if not given.strip():
        return sentence
    return _why_not_phone(given) if contact.reach_by in {"phone", "text"} else ""


def _why_not_phone(phone: str) -> str:
    n_figures = sum(each.isdecimal() for each in phone)
    short = f"That phone number has only {n_figures} figures. Write it with its area code."
    return short if n_figures < FEWEST_FIGURES else ""


def why_not_paper(paper: Paper, today: date) -> str:
    """A paper has a date that has been."""
    return "Write the date on the paper; it cannot be in the future." if paper.date > today else ""


def words_that_differ(proposal: Proposal, draft: Draft) -> list[str]:
    """Fields the draft would change."""
    return [name for name, new in draft.as_fields().items() if getattr(proposal, name) != new]
