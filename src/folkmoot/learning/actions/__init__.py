"""Everything that changes what is known of courses: one transaction, one record each."""

from folkmoot.learning.actions.badges import make_badge, make_badge_key, take_down_badge
from folkmoot.learning.actions.completions import (
    confirm_completions,
    note_attendance,
    recognise_learning,
    withdraw_completion,
)
from folkmoot.learning.actions.courses import (
    change_course,
    close_course,
    end_trainer,
    name_trainer,
    publish_course,
    write_course,
)
from folkmoot.learning.actions.learners import (
    forget_learner,
    forget_learners,
    know_learner,
    leave,
    note_learner,
    sign_up,
)
from folkmoot.learning.actions.runs import (
    add_session,
    call_off_run,
    change_run,
    open_run,
    plan_run,
)

__all__ = [
    "add_session",
    "call_off_run",
    "change_course",
    "change_run",
    "close_course",
    "confirm_completions",
    "end_trainer",
    "forget_learner",
    "forget_learners",
    "know_learner",
    "leave",
    "make_badge",
    "make_badge_key",
    "name_trainer",
    "note_attendance",
    "note_learner",
    "open_run",
    "plan_run",
    "publish_course",
    "recognise_learning",
    "sign_up",
    "take_down_badge",
    "withdraw_completion",
    "write_course",
]
