"""Why something may not happen to a decision now. An empty answer means it may."""

from folkmoot.deciding.rules.ballots import why_not_these_choices
from folkmoot.deciding.rules.boxes import (
    why_not_count,
    why_not_name_officer,
    why_not_passphrase,
    why_not_publish,
    why_not_register_papers,
    why_not_seal_paper,
    why_not_type_paper,
)
from folkmoot.deciding.rules.stages import (
    misfit,
    why_not_abandon,
    why_not_change,
    why_not_close,
    why_not_draw_lots,
    why_not_open,
    why_not_settings,
    why_not_veto,
)
from folkmoot.deciding.rules.voting import (
    why_not_admit,
    why_not_cast,
    why_not_cast_now,
    why_not_claim,
    why_not_enrol,
    why_not_make_codes,
    why_not_paper,
    why_not_settle,
    why_not_settle_now,
    why_not_withdraw_codes,
)

__all__ = [
    "misfit",
    "why_not_abandon",
    "why_not_admit",
    "why_not_cast",
    "why_not_cast_now",
    "why_not_change",
    "why_not_claim",
    "why_not_close",
    "why_not_count",
    "why_not_draw_lots",
    "why_not_enrol",
    "why_not_make_codes",
    "why_not_name_officer",
    "why_not_open",
    "why_not_paper",
    "why_not_passphrase",
    "why_not_publish",
    "why_not_register_papers",
    "why_not_seal_paper",
    "why_not_settings",
    "why_not_settle",
    "why_not_settle_now",
    "why_not_these_choices",
    "why_not_type_paper",
    "why_not_veto",
    "why_not_withdraw_codes",
]
