"""Reading about people. Nothing here changes anything."""

from folkmoot.people.queries.accounts import (
    HeldRole,
    custodians,
    everything_about,
    organisation_with_numbers,
    organisations_for,
    passkeys_of,
    roles_held_by,
    stewards,
)
from folkmoot.people.queries.claims import card_by_secret, card_of, card_open
from folkmoot.people.queries.consents import (
    answer_to,
    consents_of,
    consents_standing,
    standing_of,
)
from folkmoot.people.queries.joinings import (
    joinings_of,
    notes_of,
    told_apart,
)

__all__ = [
    "HeldRole",
    "answer_to",
    "card_by_secret",
    "card_of",
    "card_open",
    "consents_of",
    "consents_standing",
    "custodians",
    "everything_about",
    "joinings_of",
    "notes_of",
    "organisation_with_numbers",
    "organisations_for",
    "passkeys_of",
    "roles_held_by",
    "standing_of",
    "stewards",
    "told_apart",
]
