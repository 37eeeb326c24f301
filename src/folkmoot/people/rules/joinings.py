"""When two persons can be one, which stays, what is kept of both; and when they can part."""

from collections.abc import Mapping

from folkmoot.people.models import Joining, Person

FACTS = ("name", "reach_by", "email", "phone", "address")
NOBODY = "none"  # of `reach_by`: please do not contact me


def strictest_reach(kept: Person, other: Person) -> str:
    """How the one may be reached: not at all, if either said so; else as the one who stays said."""
    return NOBODY if NOBODY in (kept.reach_by, other.reach_by) else kept.reach_by


def facts_of_both(kept: Person, other: Person) -> dict[str, tuple[str, ...]]:
    """For each fact, what the one could be noted as: what both say, or each of two."""
    found: dict[str, tuple[str, ...]] = {"reach_by": (strictest_reach(kept, other),)}
    for fact in FACTS:
        told = (getattr(kept, fact), getattr(other, fact))
        found.setdefault(fact, tuple(dict.fromkeys(each for each in told if each)) or ("",))
    return found


def why_not_join(kept: Person, other: Person, chosen: Mapping[str, str]) -> str:
    """Two persons we still know, neither joined elsewhere, at most one of whom signs in."""
    if kept.pk == other.pk:
        return "That is the same note."
    if not (kept.name and other.name):
        return "We no longer know who they are."
    if kept.same_as_id or other.same_as_id:
        return "One of the two notes was joined with another already. Join with that one."
    if kept.account_id and other.account_id:
        return (
            "Both sign in, and an account is theirs alone. Ask them which one they keep and to "
            "close the other; then join the notes."
        )
    if other.account_id:
        return "The note of the one who signs in is the one that stays."
    could = facts_of_both(kept, other)
    wrong = next((fact for fact in FACTS if chosen.get(fact) not in could[fact]), "")
    return f"Choose one of the two for the {WORDS[wrong]}." if wrong else ""


WORDS = {
    "name": "name", "reach_by": "way to reach them", "email": "e-mail address",
    "phone": "telephone number", "address": "address",
}  # fmt: skip


def why_not_part(joining: Joining, later: Joining | None) -> str:
    """What was joined last is taken apart first, so that everything is exactly where it was."""
    if joining.parted_at:
        return "They have been taken apart already."
    if not joining.kept.name:
        return "They asked to be forgotten, so nothing is left to take apart."
    if joining.kept.same_as_id:
        return "This note was joined with another later. Take that apart first."
    if later is not None:
        return "Another note was joined with this one later. Take that apart first."
    return ""


def why_not_two(one: Person, other: Person) -> str:
    """Two notes of which neither is joined with the other."""
    if one.pk == other.pk:
        return "That is the same note."
    if one.pk == other.same_as_id or other.pk == one.same_as_id:
        return "They are joined. Take them apart first."
    return ""
