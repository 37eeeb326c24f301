"""Forms of the listening room."""

from folkmoot.organising.forms.ground import DoorForm, GroupForm, StreetForm
from folkmoot.organising.forms.note import NoteForm
from folkmoot.organising.forms.notebook import NotebookForm
from folkmoot.organising.forms.outing import CallOffForm, OutingForm
from folkmoot.organising.forms.promise import PromiseForm
from folkmoot.organising.forms.round import RoundForm, TellingForm
from folkmoot.organising.forms.theme import ThemeForm

__all__ = [
    "CallOffForm",
    "DoorForm",
    "GroupForm",
    "NoteForm",
    "NotebookForm",
    "OutingForm",
    "PromiseForm",
    "RoundForm",
    "StreetForm",
    "TellingForm",
    "ThemeForm",
]
