"""How a programme and its places move on."""

from collections.abc import Collection, Sequence

from folkmoot.kernel.ui.words import listed
from folkmoot.programmes.models import Phase, Programme, Stage, TakingPart, TakingPartStage
from folkmoot.programmes.models.programme import FOLLOWS

NOT_YET = {
    Stage.DRAFT: "Its funders have not agreed on it yet.",
    Stage.AGREED: "It has not begun yet.",
    Stage.LIVE: "It is live.",
    Stage.SUSPENDED: "It is suspended. Let it go on first.",
    Stage.CLOSING: "It is closing already.",
    Stage.CLOSED: "It is closed, and stays so.",
}
PART_FOLLOWS = {
    TakingPartStage.IN: (TakingPartStage.PAUSED, TakingPartStage.LEFT, TakingPartStage.FINISHED),
    TakingPartStage.PAUSED: (TakingPartStage.IN, TakingPartStage.LEFT),
}


def why_not_move(programme: Programme, to: str) -> str:
    return "" if to in FOLLOWS[Stage(programme.stage)] else NOT_YET[Stage(programme.stage)]


def why_not_go_live(programme: Programme, *, silent: Sequence[str]) -> str:
    """`silent` names funders without a decision-maker today."""
    if why := why_not_move(programme, Stage.LIVE):
        return why
    if silent:
        return f"Name a decision-maker for {listed(list(silent))} first."
    return ""


def why_not_close(programme: Programme, *, still_in: Sequence[str]) -> str:
    """`still_in` names places that still take part."""
    if why := why_not_move(programme, Stage.CLOSED):
        return why
    if still_in:
        verb = "takes" if len(still_in) == 1 else "take"
        return f"{listed(list(still_in)[:6])} still {verb} part. Say first how that ended."
    return ""


def why_not_reason(why: str) -> str:
    if not why.strip():
        return "Say why. Everyone can read it."
    return "" if len(why) <= 300 else "Say why in at most 300 letters."


def why_not_take_part(programme: Programme, *, already: bool) -> str:
    if programme.stage not in (Stage.AGREED, Stage.LIVE):
        return NOT_YET[Stage(programme.stage)]
    return "That place is in the programme already." if already else ""


def why_not_part_change(part: TakingPart, to: str) -> str:
    if to in PART_FOLLOWS.get(TakingPartStage(part.stage), ()):
        return ""
    return f"{part.place.name} is there already: {part.get_stage_display().lower()}."


def why_not_enter(
    part: TakingPart, phase: Phase, *, entered: Collection[object], agreed: bool, before: object
) -> str:
    """`entered` are the phases it has entered; `before` the one that comes before this."""
    if part.programme_id != phase.programme_id:
        return "That phase is another programme's."
    if part.programme.stage != Stage.LIVE:
        return NOT_YET[Stage(part.programme.stage)]
    if part.stage != TakingPartStage.IN:
        return f"{part.place.name} does not take part now."
    if not agreed:
        return "The funders have not agreed on that phase yet."
    if phase.pk in entered:
        return f"{part.place.name} is in that phase already."
    if before is not None and before not in entered:
        return f"{part.place.name} has not been in the phase before it."
    return ""
