"""What may happen to a programme, in words."""

from folkmoot.programmes.rules.moving import (
    why_not_close,
    why_not_enter,
    why_not_go_live,
    why_not_move,
    why_not_part_change,
    why_not_reason,
    why_not_take_part,
)
from folkmoot.programmes.rules.starting import KEPT_SLUGS, why_not_name, why_not_summary
from folkmoot.programmes.rules.team import (
    PROGRAMME_ROLES,
    why_not_end_role,
    why_not_give,
    why_not_name_for,
)
from folkmoot.programmes.rules.writing import (
    MOST_CRITERIA,
    MOST_YEARS,
    why_not_add_phase,
    why_not_answer,
    why_not_criteria,
    why_not_draft,
    why_not_extend,
    why_not_fund,
    why_not_propose,
    why_not_terms,
    why_not_write,
)

__all__ = [
    "KEPT_SLUGS",
    "MOST_CRITERIA",
    "MOST_YEARS",
    "PROGRAMME_ROLES",
    "why_not_add_phase",
    "why_not_answer",
    "why_not_close",
    "why_not_criteria",
    "why_not_draft",
    "why_not_end_role",
    "why_not_enter",
    "why_not_extend",
    "why_not_fund",
    "why_not_give",
    "why_not_go_live",
    "why_not_move",
    "why_not_name",
    "why_not_name_for",
    "why_not_part_change",
    "why_not_propose",
    "why_not_reason",
    "why_not_summary",
    "why_not_take_part",
    "why_not_terms",
    "why_not_write",
]
