"""Agreements: what about, who is part of it, who promises what, and what came of it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.files.forms import AttachmentField
from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField, TextField
from folkmoot.organising.models import Neighbour, Party


class AgreementForm(PlainForm):
    """What it is about."""

    title = forms.CharField(
        max_length=120, label="What is it about?", help_text="Such as “The hall on Tuesdays”."
    )
    why = TextField(max_length=1000, rows=3, required=False, label="Why do they need each other?")


class PartyForm(PlainForm):
    """Who is part of it."""

    name = forms.CharField(
        max_length=120,
        required=False,
        label="Who?",
        help_text="A group, an organisation or a person’s role. Empty for somebody you have met.",
    )
    neighbour = forms.ChoiceField(
        required=False,
        label="Or somebody you have met?",
        help_text="Their name goes from the agreement when they wish; the agreement stays.",
    )
    gains = forms.CharField(max_length=300, required=False, label="What do they gain?")
    risks = forms.CharField(max_length=300, required=False, label="Which risk do they carry?")

    def __init__(self, *args: Any, neighbours: Sequence[Neighbour], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.neighbours = neighbours
        fields: dict[str, Any] = self.fields
        known = [(str(each.pk), each.name) for each in neighbours]
        fields["neighbour"].choices = [("", "Nobody"), *known]

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("name") and cleaned.get("neighbour"):
            self.add_error(
                "neighbour", ValidationError("A group or a person: leave one of the two empty.")
            )
        elif not cleaned.get("name") and not self.errors and not cleaned.get("neighbour"):
            self.add_error("name", ValidationError("Say who it is."))
        return cleaned

    def chosen(self) -> Neighbour | None:
        """Somebody met, if it is one."""
        key = self.cleaned_data["neighbour"]
        return next((each for each in self.neighbours if str(each.pk) == key), None)


class UndertakingForm(PlainForm):
    """Who promises what, by when."""

    party = forms.ChoiceField(label="Who promises it?")
    words = forms.CharField(max_length=300, label="What do they promise?")
    due = DateField(label="By when?")

    def __init__(self, *args: Any, parties: Sequence[Party], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parties = parties
        fields: dict[str, Any] = self.fields
        fields["party"].choices = [(str(each.pk), each.called) for each in parties]

    def party_chosen(self) -> Party:
        """Who promises it."""
        return next(p for p in self.parties if str(p.pk) == self.cleaned_data["party"])


class OutcomeForm(PlainForm):
    """Kept or broken."""

    says_optional = False
    answer = RadiosField(
        choices=[("kept", "They did it"), ("broken", "They did not, and will not")],
        label="What came of it?",
    )
    outcome = forms.CharField(
        max_length=300,
        required=False,
        label="In a few words",
        help_text="If they did not: why, and what was said about it.",
    )

    def clean(self) -> dict[str, Any]:
        """What was broken says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "broken" and not (cleaned.get("outcome") or "").strip():
            self.add_error(
                "outcome",
                ValidationError("Say why it was not kept, and what was said about it."),
            )
        return cleaned


class PaperForm(PlainForm):
    """A signed paper."""

    paper = AttachmentField(
        label="Which paper?",
        help_text="A photo of it, or a document. Only the team of this place can open it.",
    )
