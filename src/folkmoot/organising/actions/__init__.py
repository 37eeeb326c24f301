"""Everything that changes what is known of listening. Keyword-only, one transaction, one record."""

from folkmoot.organising.actions.coding import code_note, settle_note, undo_coding
from folkmoot.organising.actions.forgetting import forget_neighbour
from folkmoot.organising.actions.ground import (
    add_group,
    add_street,
    change_group,
    change_street,
    end_group,
    end_street,
    forget_doors,
    leave_in_peace,
    lift_leave_in_peace,
)
from folkmoot.organising.actions.heard import (
    prepare_heard,
    quote_words,
    release_heard,
    take_back_heard,
    unquote,
)
from folkmoot.organising.actions.neighbours import (
    ask_and_link,
    change_neighbour,
    link_speaker,
    meet,
    meet_speaker,
    note_answer,
    take_back_answer,
    unlink_speaker,
)
from folkmoot.organising.actions.notebook import make_notebook_key
from folkmoot.organising.actions.notes import (
    Taken,
    forget_account,
    forget_noticed,
    note_conversation,
    take_note,
    withdraw_own_words,
    withdraw_words,
)
from folkmoot.organising.actions.outings import (
    call_off_outing,
    come_back,
    go_out,
    plan_outing,
    raise_alarm,
)
from folkmoot.organising.actions.promises import end_promise, keep_promise, make_promise
from folkmoot.organising.actions.rounds import (
    close_round,
    end_listening,
    open_round,
    plan_round,
    replan_round,
    tell_people,
)
from folkmoot.organising.actions.themes import add_theme, change_theme, reopen_theme, retire_theme

__all__ = [
    "Taken",
    "add_group",
    "add_street",
    "add_theme",
    "ask_and_link",
    "call_off_outing",
    "change_group",
    "change_neighbour",
    "change_street",
    "change_theme",
    "close_round",
    "code_note",
    "come_back",
    "end_group",
    "end_listening",
    "end_promise",
    "end_street",
    "forget_account",
    "forget_doors",
    "forget_neighbour",
    "forget_noticed",
    "go_out",
    "keep_promise",
    "leave_in_peace",
    "lift_leave_in_peace",
    "link_speaker",
    "make_notebook_key",
    "make_promise",
    "meet",
    "meet_speaker",
    "note_answer",
    "note_conversation",
    "open_round",
    "plan_outing",
    "plan_round",
    "prepare_heard",
    "quote_words",
    "raise_alarm",
    "release_heard",
    "reopen_theme",
    "replan_round",
    "retire_theme",
    "settle_note",
    "take_back_answer",
    "take_back_heard",
    "take_note",
    "tell_people",
    "undo_coding",
    "unlink_speaker",
    "unquote",
    "withdraw_own_words",
    "withdraw_words",
]
