"""Planning an outing, and calling one off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import CheckboxesField, MomentField, PlainForm
from folkmoot.organising.models import OutingPlan, Street
from folkmoot.people.models import Account


class OutingForm(PlainForm):
    """Who goes where, and when they are to be back."""

    who = CheckboxesField(label="Who goes?", help_text="Two or more: nobody goes alone.")
    starts = MomentField(label="When do you go?")
    back_by = MomentField(
        label="When will you be back at the latest?",
        help_text="If nobody says you are back a quarter of an hour later, the team is told.",
    )
    streets = CheckboxesField(required=False, label="Which streets?")
    meet = forms.CharField(
        max_length=200, required=False, label="Where do you meet, and what do you bring?"
    )

    def __init__(
        self, *args: Any, listeners: Sequence[Account], streets: Sequence[Street], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.listeners, self.all_streets = listeners, streets
        fields: dict[str, Any] = self.fields
        fields["who"].choices = [(str(each.pk), each.shown_name()) for each in listeners]
        fields["streets"].choices = [(str(each.pk), each.name) for each in streets]
        if not streets:
            del self.fields["streets"]

    def clean_who(self) -> list[Account]:
        """Two or more."""
        chosen = set(self.cleaned_data["who"])
        if len(chosen) < 2:
            raise ValidationError("Choose two or more: nobody goes alone.")
        return [each for each in self.listeners if str(each.pk) in chosen]

    def clean_back_by(self) -> datetime:
        """Back after going."""
        back_by: datetime = self.cleaned_data["back_by"]
        starts = self.cleaned_data.get("starts")
        if starts and back_by <= starts:
            raise ValidationError("You cannot be back before you go.")
        return back_by

    def plan(self) -> OutingPlan:
        """What was filled in."""
        told, chosen = self.cleaned_data, set(self.cleaned_data.get("streets", []))
        return OutingPlan(
            starts_at=told["starts"],
            back_by_at=told["back_by"],
            who=told["who"],
            streets=[each for each in self.all_streets if str(each.pk) in chosen],
            meet=told["meet"],
        )


class CallOffForm(PlainForm):
    """Why nobody goes."""

    why = forms.CharField(max_length=200, label="Why is it called off?")
