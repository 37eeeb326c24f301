"""Why something about courses may not happen now; "" when it may."""

from folkmoot.learning.rules.badges import WORDING, why_not_make_badge, why_not_take_down
from folkmoot.learning.rules.courses import (
    MOST_LINES,
    why_not_change,
    why_not_close,
    why_not_end_trainer,
    why_not_name_trainer,
    why_not_publish,
    why_not_write,
)
from folkmoot.learning.rules.learners import (
    REACHED_FOR,
    lasts_until,
    why_not_complete,
    why_not_forget,
    why_not_leave,
    why_not_link,
    why_not_note,
    why_not_recognise,
    why_not_sign_up,
    why_not_told,
    why_not_withdraw,
)
from folkmoot.learning.rules.runs import (
    MOST_SEATS,
    why_not_add_session,
    why_not_call_off,
    why_not_lead,
    why_not_open,
    why_not_plan_run,
)

__all__ = [
    "MOST_LINES",
    "MOST_SEATS",
    "REACHED_FOR",
    "WORDING",
    "lasts_until",
    "why_not_add_session",
    "why_not_call_off",
    "why_not_change",
    "why_not_close",
    "why_not_complete",
    "why_not_end_trainer",
    "why_not_forget",
    "why_not_lead",
    "why_not_leave",
    "why_not_link",
    "why_not_make_badge",
    "why_not_name_trainer",
    "why_not_note",
    "why_not_open",
    "why_not_plan_run",
    "why_not_publish",
    "why_not_recognise",
    "why_not_sign_up",
    "why_not_take_down",
    "why_not_told",
    "why_not_withdraw",
    "why_not_write",
]
