"""What somebody found in a note: some themes, or none, said so."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import CheckboxesField, PlainForm
from folkmoot.organising.models import Theme

NOT_ONE = "Tick at least one theme, or press “None of these”."


class CodingForm(PlainForm):
    """Themes ticked, or the button that says that there are none."""

    says_optional = False  # the button beside it says that there are none

    themes = CheckboxesField(
        required=False,
        label="What is it about?",
        error_messages={"invalid_choice": "One of those themes is not in the code book today."},
    )
    none = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.there = themes
        fields: dict[str, Any] = self.fields
        fields["themes"].choices = [(str(each.pk), each.name) for each in themes]

    def clean(self) -> dict[str, Any]:
        """Nothing ticked is not the same as nothing found."""
        cleaned = super().clean() or self.cleaned_data
        ticked, none = cleaned.get("themes"), bool(cleaned.get("none"))
        if "themes" in self.errors:
            return cleaned
        if not ticked and not none:
            self.add_error("themes", ValidationError(NOT_ONE))
        if ticked and none:
            self.add_error(
                "themes", ValidationError("Some are ticked. Press “Keep”, or untick them first.")
            )
        return cleaned

    def found(self) -> list[Theme]:
        """The themes that were ticked."""
        ticked = set(self.cleaned_data["themes"])
        return [each for each in self.there if str(each.pk) in ticked]
