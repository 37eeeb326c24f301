"""Forms of the listening room."""

from folkmoot.organising.forms.agreement import (
    AgreementForm,
    OutcomeForm,
    PaperForm,
    PartyForm,
    UndertakingForm,
)
from folkmoot.organising.forms.because import BecauseForm
from folkmoot.organising.forms.circulars import CircularForm, SendForm, StopTextForm
from folkmoot.organising.forms.coding import (
    CodingForm,
)
from folkmoot.organising.forms.concern import (
    ConcernForm,
    WhomToCallForm,
)
from folkmoot.organising.forms.contact_lists import (
    ColumnsForm,
    ContactFileForm,
    TakeForm,
)
from folkmoot.organising.forms.gifts import (
    AskingForm,
    GiftForm,
    NeighbourAskForm,
    OpportunityForm,
    TagForm,
    TaggedForm,
    WishAskingForm,
    WishForm,
)
from folkmoot.organising.forms.ground import (
    DoorForm,
    GroupForm,
    StreetForm,
)
from folkmoot.organising.forms.heard import (
    HeardForm,
    QuoteForm,
    TakeBackForm,
)
from folkmoot.organising.forms.joined import (
    JoinForm,
    SameNoteForm,
)
from folkmoot.organising.forms.naming import (
    DayMetForm,
    NamesForm,
    SameForm,
)
from folkmoot.organising.forms.neighbour import (
    AnswerForm,
    ClaimForm,
    ForgetForm,
    MetForm,
    SpeakerForm,
)
from folkmoot.organising.forms.note import (
    NoteForm,
)
from folkmoot.organising.forms.notebook import (
    NotebookForm,
)
from folkmoot.organising.forms.outing import (
    CallOffForm,
    OutingForm,
)
from folkmoot.organising.forms.own_answers import OwnAnswersForm, VoiceForm
from folkmoot.organising.forms.partnership import PartnersForm, WorksWithForm
from folkmoot.organising.forms.promise import (
    PromiseForm,
)
from folkmoot.organising.forms.round import (
    RoundForm,
    TellingForm,
)
from folkmoot.organising.forms.steps import StepForm
from folkmoot.organising.forms.theme import (
    ThemeForm,
)

__all__ = [
    "AgreementForm",
    "AnswerForm",
    "AskingForm",
    "BecauseForm",
    "CallOffForm",
    "CircularForm",
    "ClaimForm",
    "CodingForm",
    "ColumnsForm",
    "ConcernForm",
    "ContactFileForm",
    "DayMetForm",
    "DoorForm",
    "ForgetForm",
    "GiftForm",
    "GroupForm",
    "HeardForm",
    "JoinForm",
    "MetForm",
    "NamesForm",
    "NeighbourAskForm",
    "NoteForm",
    "NotebookForm",
    "OpportunityForm",
    "OutcomeForm",
    "OutingForm",
    "OwnAnswersForm",
    "PaperForm",
    "PartnersForm",
    "PartyForm",
    "PromiseForm",
    "QuoteForm",
    "RoundForm",
    "SameForm",
    "SameNoteForm",
    "SendForm",
    "SpeakerForm",
    "StepForm",
    "StopTextForm",
    "StreetForm",
    "TagForm",
    "TaggedForm",
    "TakeBackForm",
    "TakeForm",
    "TellingForm",
    "ThemeForm",
    "UndertakingForm",
    "VoiceForm",
    "WhomToCallForm",
    "WishAskingForm",
    "WishForm",
    "WorksWithForm",
]
