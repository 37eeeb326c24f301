"""Because of which other record this one came about."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from folkmoot.kernel.ui.forms import PlainForm
from folkmoot.organising.rules import LONGEST_HOW

Grouped = tuple[str, Sequence[tuple[str, str]]]  # a heading, and what is under it


class BecauseForm(PlainForm):
    """What led to it, or what came of it, and how."""

    other = forms.ChoiceField(label="Because of what?")
    how = forms.CharField(
        max_length=LONGEST_HOW,
        required=False,
        label="How did one lead to the other?",
        help_text="In a few words, without names. It goes when their name is withdrawn.",
    )

    def __init__(
        self, *args: Any, choices: Sequence[Grouped], onward: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        other: Any = self.fields["other"]
        other.choices = [("", "Choose one"), *choices]
        other.error_messages["required"] = "Choose what led to it."
        if onward:
            other.label = "What came of it?"
            other.error_messages["required"] = "Choose what came of it."

    def chosen(self) -> tuple[str, UUID]:
        """Its kind and its key."""
        kind, _, key = self.cleaned_data["other"].partition(":")
        return kind, UUID(key)
