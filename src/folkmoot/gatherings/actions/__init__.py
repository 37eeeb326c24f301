"""Everything that changes what is known of gatherings: one transaction, one record each."""

from folkmoot.gatherings.actions.days import change_day, plan_day
from folkmoot.gatherings.actions.guests import (
    change_reply,
    excuse_guest,
    expect_guest,
    forget_guests,
    forget_guests_reached,
    invite,
    note_reply,
    remind_guests,
    say_coming,
    stop_invitations,
    take_back_replies,
    take_back_reply,
)
from folkmoot.gatherings.actions.photos import (
    add_photo,
    note_photo_answer,
    remove_photo,
    take_photo_down,
)
from folkmoot.gatherings.actions.planning import (
    announce_gathering,
    announce_gatherings,
    call_off_gathering,
    call_off_gatherings,
    change_gathering,
    plan_gathering,
)
from folkmoot.gatherings.actions.reporting import tell_what_came_of_it
from folkmoot.gatherings.actions.uninviting import hold_invitations, let_invitations

__all__ = [
    "add_photo",
    "announce_gathering",
    "announce_gatherings",
    "call_off_gathering",
    "call_off_gatherings",
    "change_day",
    "change_gathering",
    "change_reply",
    "excuse_guest",
    "expect_guest",
    "forget_guests",
    "forget_guests_reached",
    "hold_invitations",
    "invite",
    "let_invitations",
    "note_photo_answer",
    "note_reply",
    "plan_day",
    "plan_gathering",
    "remind_guests",
    "remove_photo",
    "say_coming",
    "stop_invitations",
    "take_back_replies",
    "take_back_reply",
    "take_photo_down",
    "tell_what_came_of_it",
]
