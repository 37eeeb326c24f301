"""Everything that changes a decision. Keyword-only, one transaction, one record each."""

from folkmoot.deciding.actions.addressing import make_letters
from folkmoot.deciding.actions.box import WrongPassphrase, open_box
from folkmoot.deciding.actions.casting import (
    Receipts,
    admit_in_person,
    cast_ballot,
    claim_by_postcode,
    claim_place_on_roll,
    note_help,
)
from folkmoot.deciding.actions.closing import close_voting, extend_voting
from folkmoot.deciding.actions.counting import (
    count_again,
    count_votes,
    publish_result,
    stop_count,
    write_count,
)
from folkmoot.deciding.actions.finding import keep_findings
from folkmoot.deciding.actions.importing import import_election
from folkmoot.deciding.actions.limiting import add_limit, change_limit, remove_limit
from folkmoot.deciding.actions.opening import (
    abandon_decision,
    name_counting_officer,
    open_voting,
    remove_counting_officer,
    set_passphrase,
    veto_option,
)
from folkmoot.deciding.actions.paper import (
    check_in_paper,
    check_in_seen,
    reconcile_paper,
    register_papers,
    settle_paper,
    type_paper,
)
from folkmoot.deciding.actions.preparing import (
    add_option,
    change_decision,
    change_option,
    move_option,
    prepare_decision,
    remove_option,
)
from folkmoot.deciding.actions.roll import (
    forget_voters,
    load_roll,
    make_codes,
    withdraw_codes,
)
from folkmoot.deciding.actions.settling import Look, look_at_votes
from folkmoot.deciding.actions.trying import ask_what_if, keep_what_if

__all__ = [
    "Look",
    "Receipts",
    "WrongPassphrase",
    "abandon_decision",
    "add_limit",
    "add_option",
    "admit_in_person",
    "ask_what_if",
    "cast_ballot",
    "change_decision",
    "change_limit",
    "change_option",
    "check_in_paper",
    "check_in_seen",
    "claim_by_postcode",
    "claim_place_on_roll",
    "close_voting",
    "count_again",
    "count_votes",
    "extend_voting",
    "forget_voters",
    "import_election",
    "keep_findings",
    "keep_what_if",
    "load_roll",
    "look_at_votes",
    "make_codes",
    "make_letters",
    "move_option",
    "name_counting_officer",
    "note_help",
    "open_box",
    "open_voting",
    "prepare_decision",
    "publish_result",
    "reconcile_paper",
    "register_papers",
    "remove_counting_officer",
    "remove_limit",
    "remove_option",
    "set_passphrase",
    "settle_paper",
    "stop_count",
    "type_paper",
    "veto_option",
    "withdraw_codes",
    "write_count",
]
