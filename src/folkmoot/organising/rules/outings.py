"""When people may go out, and when they are late coming back."""

from datetime import datetime, timedelta

from folkmoot.organising.models import ListeningRound, Outing, OutingStage, RoundStage

ALARM_AFTER = timedelta(minutes=15)
LONGEST = timedelta(hours=12)


def why_not_plan_outing(
    round: ListeningRound, starts_at: datetime, back_by_at: datetime, *, at: datetime
) -> str:
    """An outing belongs to a round, and ends on the day it begins."""
    if round.stage not in (RoundStage.PLANNED, RoundStage.OPEN):
        return "This round of listening has ended."
    if back_by_at <= starts_at:
        return "They cannot be back before they go."
    if back_by_at - starts_at > LONGEST:
        return "Nobody should be out for more than twelve hours."
    if back_by_at <= at:
        return "That time has passed."
    return ""


def why_not_go_out(outing: Outing, *, n_members: int, n_still_listening: int) -> str:
    """Nobody goes alone, and nobody goes who has left the team."""
    if outing.stage != OutingStage.PLANNED:
        return f"This outing is not waiting to begin: {outing.get_stage_display().lower()}."
    if outing.round.stage != RoundStage.OPEN:
        return "The round of listening is not open."
    if n_members < 2:
        return "Nobody goes alone: add somebody who goes along."
    if n_still_listening < n_members:
        return "Somebody named here no longer listens in this place. Choose who goes anew."
    return ""


def why_not_come_back(outing: Outing) -> str:
    """Only those who are out can come back."""
    if outing.stage == OutingStage.BACK:
        return "They are back already."
    if outing.stage != OutingStage.OUT:
        return "They have not gone out."
    return ""


def why_not_call_off(outing: Outing, why: str) -> str:
    """What has begun is ended by coming back."""
    if outing.stage == OutingStage.OUT:
        return "They are out. Note that they are back."
    if outing.stage != OutingStage.PLANNED:
        return f"This outing is over: {outing.get_stage_display().lower()}."
    return "" if why.strip() else "Say why, so that nobody stands waiting."


def is_overdue(outing: Outing, *, at: datetime) -> bool:
    """Whether they should have been back a quarter of an hour ago."""
    return outing.stage == OutingStage.OUT and at >= outing.back_by_at + ALARM_AFTER
