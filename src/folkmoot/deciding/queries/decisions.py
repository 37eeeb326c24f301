"""Decisions, and how one can take part in them."""

from folkmoot.deciding.models import Decision
from folkmoot.places.models import Place


def decisions_for(user: object, *, search: str = "") -> list[Decision]:
    """Decisions this user may see, latest first, with their places; one query."""
    found = Decision.objects.visible_to(user).defer("frozen", "envelope_list", "place__boundary")
    if words := search.strip():
        found = found.filter(title__icontains=words) | found.filter(place__name__icontains=words)
    return list(found.order_by("-prepared_at", "-id"))


def decisions_in(place: Place, user: object) -> list[Decision]:
    """Decisions of one place this user may see, latest first, with their counts; one query."""
    found = Decision.objects.visible_to(user).filter(place=place).select_related("count")
    return list(found.defer("frozen", "envelope_list").order_by("-prepared_at", "-id"))


def ways_to_vote(decision: Decision) -> list[str]:
    """How people can vote in this decision, each in one sentence."""
    ways = []
    if decision.by_code:
        ways.append("With the code from your letter, on this page.")
    if decision.by_roll:
        ways.append("If you are on the roll: with your name, postcode and the number on your card.")
    if decision.by_postcode:
        ways.append("If you live inside the line on the map: with your name and address.")
    if decision.in_person:
        ways.append("In the hall, on paper or on a tablet, with somebody to help.")
    return ways
