"""Saying whether one comes: few boxes, no account."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.gatherings.models import Childcare, Coming, Gathering, Guest, Reply
from folkmoot.kernel.ui.forms import PlainForm, RadiosField
from folkmoot.kernel.ui.forms.guarded import GuardedForm

ANSWERS = [
    (Reply.COMING, "I am coming"),
    (Reply.PERHAPS, "Perhaps"),
    (Reply.NOT_COMING, "I cannot come"),
]


class AnswerForm(PlainForm):
    """What one's own page lets one change."""

    reply = RadiosField(choices=ANSWERS, initial=Reply.COMING, label="Are you coming?")
    n_people = forms.IntegerField(
        min_value=1, max_value=50, initial=1, label="How many of you, with yourself?"
    )
    n_children = forms.IntegerField(
        min_value=0,
        max_value=50,
        initial=0,
        required=False,
        label="How many of you are children to look after?",
    )
    needs = forms.CharField(
        max_length=400,
        required=False,
        label="What would make it easier for you?",
        help_text="Such as a lift, a seat near the front, or food you do not eat. Only the team "
        "reads it, and it is forgotten 60 days afterwards.",
    )
    name = forms.CharField(max_length=80, required=False, label="Your name")

    def __init__(self, *args: Any, gathering: Gathering, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if gathering.childcare == Childcare.NONE:
            del self.fields["n_children"]
        self.fields["needs"].widget.attrs.pop("maxlength", None)
        self.fields["name"].widget.attrs.pop("maxlength", None)

    def clean(self) -> dict[str, Any]:
        """Children are among those who come."""
        cleaned = super().clean() or self.cleaned_data
        children, people = cleaned.get("n_children") or 0, cleaned.get("n_people")
        if people is not None and children > people:
            self.add_error(
                "n_children", ValidationError("There cannot be more children than people who come.")
            )
        return cleaned

    def coming(self) -> Coming:
        """What was filled in."""
        told = self.cleaned_data
        return Coming(
            reply=told["reply"],
            name=told["name"],
            email=told.get("email", ""),
            phone=told.get("phone", ""),
            n_people=told["n_people"],
            n_children=told.get("n_children") or 0,
            needs=told["needs"],
        )


class ComingForm(AnswerForm, GuardedForm):
    """What anyone can tell us on the gathering's page."""

    email = forms.EmailField(
        max_length=254,
        required=False,
        label="Your e-mail address",
        help_text="If you want to be told when something changes. We write about this and "
        "nothing else.",
    )


def answers_of(guest: Guest) -> dict[str, Any]:
    """What a guest has said, back in the form."""
    return {
        "reply": Reply.COMING if guest.reply == Reply.ASKED else guest.reply,
        "n_people": guest.n_people,
        "n_children": guest.n_children,
        "needs": guest.needs,
        "name": guest.name,
    }
