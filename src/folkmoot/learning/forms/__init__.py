"""Forms of the courses part of this room."""

from folkmoot.learning.forms.badges import BadgeForm, CheckForm
from folkmoot.learning.forms.courses import CourseForm, TrainerForm
from folkmoot.learning.forms.learners import (
    AttendanceForm,
    BecauseForm,
    CallOffForm,
    ConfirmForm,
    JoinForm,
    KnowForm,
    NoteForm,
)
from folkmoot.learning.forms.runs import RunForm, SessionForm

__all__ = [
    "AttendanceForm",
    "BadgeForm",
    "BecauseForm",
    "CallOffForm",
    "CheckForm",
    "ConfirmForm",
    "CourseForm",
    "JoinForm",
    "KnowForm",
    "NoteForm",
    "RunForm",
    "SessionForm",
    "TrainerForm",
]
