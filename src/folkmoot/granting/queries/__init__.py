"""Reading about calls and applications."""

from folkmoot.granting.queries.applications import (
    area_standing,
    area_taken_by,
    endorsement_of,
    fingerprint,
    is_let_in,
    leads,
    missing_in,
    offered_in,
    on_team_of,
    open_round,
    others_in_area,
    team_of,
    words_of,
)
from folkmoot.granting.queries.calls import (
    area_in,
    invited_to,
    managers_of,
    published_sets_of,
)

__all__ = [
    "area_in",
    "area_standing",
    "area_taken_by",
    "endorsement_of",
    "fingerprint",
    "invited_to",
    "is_let_in",
    "leads",
    "managers_of",
    "missing_in",
    "offered_in",
    "on_team_of",
    "open_round",
    "others_in_area",
    "published_sets_of",
    "team_of",
    "words_of",
]
