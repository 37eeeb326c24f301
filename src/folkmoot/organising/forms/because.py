"""Because of which other record this one came about."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from folkmoot.kernel.ui.forms import PlainForm
from folkmoot.organising.rules import LONGEST_HOW

Grouped = tuple[str, Sequence[tuple[str, str]]]  # a heading, and what is under it


class BecauseForm(PlainForm):
    """What led to it, and how."""

    cause = forms.ChoiceField(label="Because of what?")
    how = forms.CharField(
        max_length=LONGEST_HOW,
        required=False,
        label="How did one lead to the other?",
        help_text="In a few words, without names. It goes when their name is withdrawn.",
    )

    def __init__(self, *args: Any, choices: Sequence[Grouped], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cause: Any = self.fields["cause"]
        cause.choices = [("", "Choose one"), *choices]
        cause.error_messages["required"] = "Choose what led to it."

    def chosen(self) -> tuple[str, UUID]:
        """Its kind and its key."""
        kind, _, key = self.cleaned_data["cause"].partition(":")
        return kind, UUID(key)
