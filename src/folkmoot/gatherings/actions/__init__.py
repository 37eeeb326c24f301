"""Everything that changes what is known of gatherings: one transaction, one record each."""

from folkmoot.gatherings.actions.days import change_day, plan_day
from folkmoot.gatherings.actions.guests import (
    change_reply,
    forget_guests,
    forget_guests_reached,
    invite,
    note_reply,
    remind_guests,
    say_coming,
    stop_invitations,
    take_back_reply,
)
from folkmoot.gatherings.actions.planning import (
    announce_gathering,
    call_off_gathering,
    change_gathering,
    plan_gathering,
)
from folkmoot.gatherings.actions.reporting import tell_what_came_of_it

__all__ = [
    "announce_gathering",
    "call_off_gathering",
    "change_day",
    "change_gathering",
    "change_reply",
    "forget_guests",
    "forget_guests_reached",
    "invite",
    "note_reply",
    "plan_day",
    "plan_gathering",
    "remind_guests",
    "say_coming",
    "stop_invitations",
    "take_back_reply",
    "tell_what_came_of_it",
]
