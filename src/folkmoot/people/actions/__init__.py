"""Everything that changes accounts, codes, organisations and roles."""

from folkmoot.people.actions.accounts import (
    account_for,
    add_passkey,
    change_email,
    close_account,
    name_account,
    remove_passkey,
    rename_passkey,
    sign_out_everywhere,
)
from folkmoot.people.actions.claims import end_cards, make_card, open_card
from folkmoot.people.actions.codes import ask_code, try_code
from folkmoot.people.actions.consents import (
    note_consent,
    note_consents,
    note_first_answers,
    take_back_consent,
    take_back_consents,
)
from folkmoot.people.actions.joinings import (
    forget_person,
    join_persons,
    part_persons,
    tell_apart,
)
from folkmoot.people.actions.organisations import (
    add_identifier,
    add_organisation,
    edit_organisation,
    prefer_identifier,
    remove_identifier,
)
from folkmoot.people.actions.roles import (
    end_organisation_role,
    end_site_role,
    give_organisation_role,
    give_site_role,
)

__all__ = [
    "account_for",
    "add_identifier",
    "add_organisation",
    "add_passkey",
    "ask_code",
    "change_email",
    "close_account",
    "edit_organisation",
    "end_cards",
    "end_organisation_role",
    "end_site_role",
    "forget_person",
    "give_organisation_role",
    "give_site_role",
    "join_persons",
    "make_card",
    "name_account",
    "note_consent",
    "note_consents",
    "note_first_answers",
    "open_card",
    "part_persons",
    "prefer_identifier",
    "remove_identifier",
    "remove_passkey",
    "rename_passkey",
    "sign_out_everywhere",
    "take_back_consent",
    "take_back_consents",
    "tell_apart",
    "try_code",
]
