"""Why something about listening may not happen now; "" when it may."""

from folkmoot.organising.rules.coding import (
    why_not_code,
    why_not_find,
    why_not_read,
    why_not_settle,
    why_not_undo,
)
from folkmoot.organising.rules.ground import (
    LEFT_IN_PEACE_DAYS,
    why_not_end_street,
    why_not_leave_in_peace,
    why_not_name,
)
from folkmoot.organising.rules.neighbours import why_not_link, why_not_meet
from folkmoot.organising.rules.notebook import (
    MOST_NOTES,
    about_the_clock,
    said_by_the_clock,
    why_not_break_seal,
)
from folkmoot.organising.rules.notes import (
    MOST_WORDS,
    NOTICED_LASTS,
    why_not_amend,
    why_not_note,
    why_not_withdraw,
    why_not_write,
)
from folkmoot.organising.rules.outings import (
    ALARM_AFTER,
    is_overdue,
    why_not_call_off,
    why_not_come_back,
    why_not_go_out,
    why_not_plan_outing,
)
from folkmoot.organising.rules.promises import why_not_end_promise, why_not_keep, why_not_promise
from folkmoot.organising.rules.rounds import (
    why_not_close,
    why_not_end,
    why_not_open,
    why_not_plan,
    why_not_replan,
    why_not_tell,
)
from folkmoot.organising.rules.themes import (
    LONGEST_WORDS,
    MOST_THEMES,
    why_not_add_theme,
    why_not_reopen,
    why_not_retire,
    why_not_theme,
)

__all__ = [
    "ALARM_AFTER",
    "LEFT_IN_PEACE_DAYS",
    "LONGEST_WORDS",
    "MOST_NOTES",
    "MOST_THEMES",
    "MOST_WORDS",
    "NOTICED_LASTS",
    "about_the_clock",
    "is_overdue",
    "said_by_the_clock",
    "why_not_add_theme",
    "why_not_amend",
    "why_not_break_seal",
    "why_not_call_off",
    "why_not_close",
    "why_not_code",
    "why_not_come_back",
    "why_not_end",
    "why_not_end_promise",
    "why_not_end_street",
    "why_not_find",
    "why_not_go_out",
    "why_not_keep",
    "why_not_leave_in_peace",
    "why_not_link",
    "why_not_meet",
    "why_not_name",
    "why_not_note",
    "why_not_open",
    "why_not_plan",
    "why_not_plan_outing",
    "why_not_promise",
    "why_not_read",
    "why_not_reopen",
    "why_not_replan",
    "why_not_retire",
    "why_not_settle",
    "why_not_tell",
    "why_not_theme",
    "why_not_undo",
    "why_not_withdraw",
    "why_not_write",
]
