"""Who may be invited, who may say they come, and how long we remember them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from folkmoot.gatherings.models import (
    Coming,
    Gathering,
    GatheringStage,
    Guest,
    Invited,
    OpenTo,
    Reply,
)

FORGOTTEN_AFTER = timedelta(days=60)
REMINDED_BEFORE = timedelta(hours=30)
MOST_INVITED = 500
MOST_PEOPLE = 50


def why_not_invite(gathering: Gathering, invited: Sequence[Invited], *, at: datetime) -> str:
    """People are invited to what has been announced and is not over."""
    if gathering.stage != GatheringStage.ANNOUNCED:
        return "Announce it first." if gathering.stage == GatheringStage.DRAFT else "It is over."
    if gathering.ends_at <= at:
        return "It is over."
    if not invited:
        return "Whom do you invite?"
    if len(invited) > MOST_INVITED:
        return f"Invite up to {MOST_INVITED} at a time; this is {len(invited)}."
    if any(not (each.name or each.email or each.phone).strip() for each in invited):
        return "Somebody here has neither a name nor an address."
    return ""


def why_not_come(gathering: Gathering, coming: Coming, *, n_coming: int, at: datetime) -> str:
    """Anyone may say they come to what everyone is welcome to, while there is room."""
    if gathering.open_to == OpenTo.INVITED:
        return "This is for those who were invited. Ask the team if you would like to come."
    return why_not_reply(gathering, coming, n_coming=n_coming, at=at)


def why_not_expect(gathering: Gathering, coming: Coming) -> str:
    """The team may put somebody on the list of what has been announced, afterwards too."""
    if gathering.stage == GatheringStage.OFF:
        return "It was called off."
    if gathering.stage == GatheringStage.DRAFT:
        return "It has not been announced."
    return _household(coming)


def why_not_reply(
    gathering: Gathering, coming: Coming, *, n_coming: int, at: datetime, guest: Guest | None = None
) -> str:
    """An answer is given before the end, for a household, and while there is room."""
    if gathering.stage == GatheringStage.OFF:
        return "It was called off."
    if gathering.stage != GatheringStage.ANNOUNCED or gathering.ends_at <= at:
        return "It is over." if gathering.announced_at else "It has not been announced."
    if why_not := _household(coming):
        return why_not
    already = guest.n_people if guest and guest.reply == Reply.COMING else 0
    return _room(gathering, coming, n_coming - already)


def _household(coming: Coming) -> str:
    if not 1 <= coming.n_people <= MOST_PEOPLE:
        return f"How many are you? From 1 to {MOST_PEOPLE}."
    if not 0 <= coming.n_children <= coming.n_people:
        return "There cannot be more children than people who come."
    if len(coming.name) > 80 or len(coming.needs) > 400:
        return "Keep the name to 80 letters and what you need to 400."
    return ""


def _room(gathering: Gathering, coming: Coming, n_others: int) -> str:
    if gathering.seats is None or coming.reply != Reply.COMING:
        return ""
    left = gathering.seats - n_others
    if coming.n_people <= left:
        return ""
    if left <= 0:
        return (
            f"It is full: there is room for {gathering.seats}. Say “Perhaps”, and the team sees "
            "that you would like to come."
        )
    return f"There is room for {left}, and you are {coming.n_people}."
