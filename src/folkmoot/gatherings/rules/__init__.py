"""Why something about gatherings may not happen now; "" when it may."""

from folkmoot.gatherings.rules.guests import (
    FORGOTTEN_AFTER,
    MOST_INVITED,
    REMINDED_BEFORE,
    why_not_come,
    why_not_expect,
    why_not_invite,
    why_not_reply,
)
from folkmoot.gatherings.rules.photos import (
    MOST_PHOTOS,
    WHAT_IS_ASKED,
    why_not_add_photo,
    why_not_answer,
    why_not_down,
    why_not_photograph,
)
from folkmoot.gatherings.rules.planning import (
    MOST_AGENDA,
    why_not_announce,
    why_not_call_off,
    why_not_change,
    why_not_plan,
    why_not_plan_day,
    why_not_report,
)

__all__ = [
    "FORGOTTEN_AFTER",
    "MOST_AGENDA",
    "MOST_INVITED",
    "MOST_PHOTOS",
    "REMINDED_BEFORE",
    "WHAT_IS_ASKED",
    "why_not_add_photo",
    "why_not_announce",
    "why_not_answer",
    "why_not_call_off",
    "why_not_change",
    "why_not_come",
    "why_not_down",
    "why_not_expect",
    "why_not_invite",
    "why_not_photograph",
    "why_not_plan",
    "why_not_plan_day",
    "why_not_reply",
    "why_not_report",
]
