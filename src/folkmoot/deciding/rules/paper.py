"""Why a vote on paper may not be checked in: by post, by hand, or from somebody in the hall."""

from datetime import datetime

from folkmoot.deciding.models import Decision, RollEntry, Stage, Standing
from folkmoot.deciding.rules.voting import why_not_begun, why_not_cast_now


def why_not_paper_now(decision: Decision, *, came_in_time: bool, at: datetime) -> str:
    """Why no paper ballot may be checked in: after closing, only what was there before."""
    if why_not := why_not_begun(decision):
        return why_not
    if decision.stage not in {Stage.OPEN, Stage.CLOSED}:
        return "The box has been opened, so no more paper can be checked in."
    if decision.takes_votes(at) or came_in_time:
        return ""
    return "It came after voting had closed. Put it aside, unopened, and keep it."


def why_not_paper(
    decision: Decision, entry: RollEntry, *, told_code: bool, came_in_time: bool, at: datetime
) -> str:
    """Why a paper ballot may not be checked in for this entry.

    Where there is a code, the number is not enough: it is printed in order, and whoever guesses
    one would take a vote away from somebody else.
    """
    if closed := why_not_paper_now(decision, came_in_time=came_in_time, at=at):
        return closed
    if entry.decision_id != decision.pk:
        return "That code is for another decision."
    if entry.code_hash and not told_code:
        return (
            "The number alone is not enough. Type the sixteen letters and numbers of the code: "
            "the letter should lie in the outer envelope. If it does not, keep the envelope shut."
        )
    if entry.standing != Standing.ADMITTED:
        return (
            "Settle whether this person may vote first. Keep the envelope shut until then. If they "
            "are here, hand them a device instead."
        )
    if entry.has_voted:
        return (
            f"A vote has come in for this already ({entry.get_channel_display().lower()}). "
            "Put the envelope aside, unopened."
        )
    return ""


def why_not_paper_in_hall(decision: Decision, entry: RollEntry, *, at: datetime) -> str:
    """Why somebody whose letter is lost may not vote on paper in the hall.

    That they were seen there, by their name and address, stands in place of the code.
    """
    if closed := why_not_cast_now(decision, at=at, in_hall=True):
        return closed
    if not entry.name:
        return "No name stands on this line, so only its code shows whose it is."
    return why_not_paper(decision, entry, told_code=True, came_in_time=True, at=at)
