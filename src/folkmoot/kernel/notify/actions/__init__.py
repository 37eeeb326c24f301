"""Telling people. A message is written down with the change it tells of, and sent after commit."""

from folkmoot.kernel.notify.actions.by_hand import (
    ask_to_call,
    ask_to_text,
    call_off_messages,
    note_by_telephone,
    note_posted,
    note_printed,
    put_off,
    send_letter,
)
from folkmoot.kernel.notify.actions.emails import (
    hold_email,
    note_failed,
    note_sent,
    post_email,
    send_email,
    start_sending,
)
from folkmoot.kernel.notify.actions.forgetting import (
    forget_messages,
    forget_messages_about,
    forget_what_has_served,
)

__all__ = [
    "ask_to_call",
    "ask_to_text",
    "call_off_messages",
    "forget_messages",
    "forget_messages_about",
    "forget_what_has_served",
    "hold_email",
    "note_by_telephone",
    "note_failed",
    "note_posted",
    "note_printed",
    "note_sent",
    "post_email",
    "put_off",
    "send_email",
    "send_letter",
    "start_sending",
]
