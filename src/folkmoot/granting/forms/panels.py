"""A panel: its terms, who is on it, and what is changed by hand."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from folkmoot.granting.models import Application, Assessor
from folkmoot.kernel.ui.forms import DateField, PlainForm, TextField, YesField, whole_days
from folkmoot.people.models import Organisation


class PanelForm(PlainForm):
    """How many read each, and when they are brought together."""

    n_each = forms.IntegerField(
        min_value=1, max_value=12, label="How many assessors read each application?"
    )
    wide_points = forms.IntegerField(
        min_value=5,
        max_value=100,
        label="From how many points apart are they brought together?",
        help_text="Of a hundred. 25 is one step of the scale and a little more.",
    )
    n_meeting = forms.IntegerField(
        min_value=1, max_value=12, label="How many assessors at least visit a place?"
    )
    one_per_funder = YesField(required=False, label="At a visit there is somebody from each funder")


class AppointForm(PlainForm):
    """Who assesses, for whom, until when."""

    email = forms.EmailField(label="Their e-mail address")
    organisation = forms.ChoiceField(required=False, label="From which funder are they?")
    most = forms.IntegerField(
        required=False, min_value=1, max_value=200, label="How many do they read at the most?"
    )
    ends = DateField(required=False, label="Until when?", help_text="Leave it empty for no end.")

    def __init__(self, *args: Any, funders: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in funders}
        fields: dict[str, Any] = self.fields
        fields["organisation"].choices = [
            ("", "None: they are independent"),
            *((key, each.name) for key, each in self.known.items()),
        ]

    def funder(self) -> Organisation | None:
        """The funder they are from."""
        return self.known.get(self.cleaned_data["organisation"])

    def ends_at(self) -> datetime | None:
        """The end of their last day."""
        last = self.cleaned_data["ends"]
        return whole_days(None, last, today=last)[1] if last else None


class ReasonForm(PlainForm):
    """Why."""

    because = TextField(max_length=300, rows=3, label="Why?")


class ByHandForm(PlainForm):
    """Which application goes to whom besides, and why."""

    application = forms.ChoiceField(label="Which application?")
    assessor = forms.ChoiceField(label="To whom?")
    because = TextField(max_length=300, rows=3, label="Why do you change it by hand?")

    def __init__(
        self,
        *args: Any,
        applications: Sequence[Application],
        assessors: Sequence[Assessor],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.pieces = {str(each.pk): each for each in applications}
        self.people = {str(each.pk): each for each in assessors}
        fields: dict[str, Any] = self.fields
        fields["application"].choices = [
            ("", "Choose one"),
            *((key, each.title) for key, each in self.pieces.items()),
        ]
        fields["assessor"].choices = [
            ("", "Choose one"),
            *((key, each.account.shown_name()) for key, each in self.people.items()),
        ]
