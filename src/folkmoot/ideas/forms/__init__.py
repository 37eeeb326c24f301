"""What people fill in about proposals."""

from django import forms

from folkmoot.ideas.forms.calls import TelephoneForm
from folkmoot.ideas.forms.contact import ContactForm, PaperForm, ReachForm
from folkmoot.ideas.forms.draft import DraftForm, initial_of
from folkmoot.ideas.forms.letters import PostedForm
from folkmoot.ideas.forms.officers import (
    AnswerForm,
    AssignForm,
    DecisionForm,
    DeclareForm,
    MergerForm,
    NoteForm,
)
from folkmoot.ideas.forms.small import (
    BecauseForm,
    ConsentForm,
    InviteForm,
    NameForm,
    PaperConsentForm,
    ReportForm,
    SupportForm,
    WelcomeForm,
)
from folkmoot.kernel.ui.forms.guarded import GuardedForm

__all__ = [
    "AnswerForm",
    "AssignForm",
    "BecauseForm",
    "ConsentForm",
    "ContactForm",
    "DecisionForm",
    "DeclareForm",
    "DraftForm",
    "GuardedForm",
    "InviteForm",
    "MergerForm",
    "NameForm",
    "NoteForm",
    "PaperAuthorForm",
    "PaperConsentForm",
    "PaperForm",
    "PaperProposalForm",
    "PostedForm",
    "PutForm",
    "ReachForm",
    "ReportForm",
    "SupportForm",
    "TelephoneForm",
    "WelcomeForm",
    "initial_of",
]


class PutForm(ContactForm, DraftForm, GuardedForm):
    """Putting a proposal forward, account or not."""


class PaperProposalForm(PaperForm, ContactForm, DraftForm):
    """Typing in what someone wrote on paper."""

    is_theirs = True
    field_order = ("paper_number", "paper_date")  # as on the page, so that mistakes come so too
    name = forms.CharField(
        max_length=200,
        required=False,
        label="Their name",
        help_text="For the team only. It is not shown.",
    )


class PaperAuthorForm(PaperForm, ContactForm):
    """Someone who said on paper that they are an author too."""

    is_theirs = True
    name = forms.CharField(
        max_length=200,
        required=False,
        label="Their name",
        help_text="For the team only. It is not shown.",
    )
