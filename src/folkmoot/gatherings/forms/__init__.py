"""Forms of the room of gatherings."""

from folkmoot.gatherings.forms.coming import AnswerForm, ComingForm
from folkmoot.gatherings.forms.planning import CallOffForm, DayForm, GatheringForm
from folkmoot.gatherings.forms.team import InviteForm, ReportForm

__all__ = [
    "AnswerForm",
    "CallOffForm",
    "ComingForm",
    "DayForm",
    "GatheringForm",
    "InviteForm",
    "ReportForm",
]
