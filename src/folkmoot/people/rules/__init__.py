"""Why something about people may not happen now; "" when it may."""

from folkmoot.people.rules.accounts import (
    CLOSED_ADDRESS,
    CODE_LASTS,
    MOST_CODES,
    MOST_TRIES,
    STILL_YOU_LASTS,
    why_not_ask_code,
    why_not_close,
    why_not_end_role,
    why_not_give_role,
    why_not_identifier,
    why_not_named,
    why_not_remove_identifier,
    why_not_that_code,
    why_not_use_code,
)
from folkmoot.people.rules.claims import why_not_make_card, why_not_open_card
from folkmoot.people.rules.consents import (
    why_not_contact,
    why_not_note_consent,
    why_not_reach,
    why_not_take_back,
    why_not_told,
)

__all__ = [
    "CLOSED_ADDRESS",
    "CODE_LASTS",
    "MOST_CODES",
    "MOST_TRIES",
    "STILL_YOU_LASTS",
    "why_not_ask_code",
    "why_not_close",
    "why_not_contact",
    "why_not_end_role",
    "why_not_give_role",
    "why_not_identifier",
    "why_not_make_card",
    "why_not_named",
    "why_not_note_consent",
    "why_not_open_card",
    "why_not_reach",
    "why_not_remove_identifier",
    "why_not_take_back",
    "why_not_that_code",
    "why_not_told",
    "why_not_use_code",
]
