"""What we tell people about proposals, by the channel each of them chose."""

from folkmoot.ideas.notices.again import ask_supporters_again, put_again
from folkmoot.ideas.notices.answers import answered, assigned, joined_decision, outcome
from folkmoot.ideas.notices.authors import (
    changed,
    confirm_support,
    ended,
    invited,
    link_again,
    link_lost,
    put,
    shown,
)
from folkmoot.ideas.notices.mergers import merger_asked, merger_ended, merger_made

__all__ = [
    "answered",
    "ask_supporters_again",
    "assigned",
    "changed",
    "confirm_support",
    "ended",
    "invited",
    "joined_decision",
    "link_again",
    "link_lost",
    "merger_asked",
    "merger_ended",
    "merger_made",
    "outcome",
    "put",
    "put_again",
    "shown",
]
