"""What the courses part of this room keeps."""

from folkmoot.learning.models.badge import Badge, BadgeKey, Ended
from folkmoot.learning.models.completion import Completion, Way
from folkmoot.learning.models.course import (
    MOST_SESSIONS,
    Course,
    CourseEdition,
    Trainer,
    courses_led_by,
    led_by,
)
from folkmoot.learning.models.learner import Learner, Seat, Standing
from folkmoot.learning.models.run import Run, RunStage, Session
from folkmoot.learning.models.values import BadgeWish, CoursePlan, Meeting, RunPlan, SignUp

__all__ = [
    "MOST_SESSIONS",
    "Badge",
    "BadgeKey",
    "BadgeWish",
    "Completion",
    "Course",
    "CourseEdition",
    "CoursePlan",
    "Ended",
    "Learner",
    "Meeting",
    "Run",
    "RunPlan",
    "RunStage",
    "Seat",
    "Session",
    "SignUp",
    "Standing",
    "Trainer",
    "Way",
    "courses_led_by",
    "led_by",
]
