"""When a badge may be made and taken down."""

from datetime import datetime

from folkmoot.learning.models import Badge, BadgeWish, Completion

# What somebody says yes to; kept with the badge as it was asked.
WORDING = (
    "Make me a badge of this course: a signed file, and a page on which anyone I show it to can "
    "see whether it is true. I can take it down at any time; then the page says so, and copies I "
    "gave away no longer hold."
)


def why_not_make_badge(
    completion: Completion, wish: BadgeWish, *, has_one: bool, at: datetime
) -> str:
    """A badge is made of what was completed and stands, for somebody with a page of their own."""
    learner = completion.learner
    if learner.forgotten_at or learner.neighbour is None or learner.neighbour.forgotten_at:
        return "A badge belongs on somebody's own page. Ask the team for a card first."
    if completion.withdrawn_at:
        return "What was completed has been withdrawn."
    if completion.has_ended(at):
        return "What was completed no longer holds. Do it again first."
    if has_one:
        return "You have a badge of it. Take that down first, if you want another."
    return "Keep the name to 80 letters." if len(wish.shown_name.strip()) > 80 else ""


def why_not_take_down(badge: Badge) -> str:
    """Taken down once."""
    return "It has been taken down already." if badge.ended_at else ""
