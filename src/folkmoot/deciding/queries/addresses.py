"""Who on the roll a letter could be sent to."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from folkmoot.deciding.models import Channel, Decision, RollEntry, Standing, Way

NO_LIST = (
    "These letters carry no name and no address, for this decision has no list of people. Put one "
    "through each door, or hand them out."
)
LIST_EMPTY = (
    "Nobody on a list yet. Load the list of people first, with their addresses, and letters can "
    "carry them where an envelope has its window."
)
NO_ADDRESSES = (
    "Nobody on the list has an address, so these letters carry none. Put one through each door, "
    "or load the list again with a column “address”, before any letter is made."
)
ALL_SENT = "Everybody on the list with an address has a letter. More codes carry no address."


def awaiting_letters(decision: Decision) -> QuerySet[RollEntry]:
    """People from the list with an address who have no code and have not voted, in its order."""
    return _from_the_list(decision).exclude(address="").order_by("number")


@dataclass(frozen=True, slots=True)
class Addresses:
    """How many people of the list a letter can be made for, and how many it cannot."""

    n_waiting: int
    n_without: int
    sentence: str  # for the page that makes letters


def addresses_of(decision: Decision) -> Addresses:
    """What the list of this decision says about addresses, in two queries."""
    if not decision.by_roll:
        return Addresses(0, 0, NO_LIST)
    found = _from_the_list(decision).aggregate(
        n_waiting=Count("id", filter=~Q(address="")), n_without=Count("id", filter=Q(address=""))
    )
    n_waiting, n_without = found["n_waiting"], found["n_without"]
    if n_waiting:
        return Addresses(n_waiting, n_without, _waiting(n_waiting, n_without))
    sent = decision.roll.filter(way=Way.LETTER).exclude(name="").exists()
    if sent or n_without:
        return Addresses(0, n_without, ALL_SENT if sent else NO_ADDRESSES)
    return Addresses(0, 0, LIST_EMPTY)


def _waiting(n_waiting: int, n_without: int) -> str:
    people = "One person" if n_waiting == 1 else f"{n_waiting:,} people"
    has = "has" if n_waiting == 1 else "have"
    said = f"{people} on the list {has} an address and no letter yet."
    if n_without:
        others = "One more has" if n_without == 1 else f"{n_without:,} more have"
        said += f" {others} no address: take them their letter, or let them vote by name."
    return said


def _from_the_list(decision: Decision) -> QuerySet[RollEntry]:
    """Who was loaded from a list and has neither code nor vote."""
    lines = decision.roll.filter(way=Way.ROLL, standing=Standing.ADMITTED, channel=Channel.NONE)
    return lines.filter(number__isnull=False).exclude(name="")
