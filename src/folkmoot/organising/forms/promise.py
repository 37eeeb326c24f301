"""What came of a promise."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import PlainForm, RadiosField


class PromiseForm(PlainForm):
    """Kept, or not to be kept."""

    answer = RadiosField(
        choices=[("kept", "I have done it"), ("ended", "It cannot be done, and I have told them")],
        label="What came of it?",
    )
    outcome = forms.CharField(
        max_length=300,
        required=False,
        label="In a few words",
        help_text="If it cannot be done: why, as you told them.",
    )

    def clean(self) -> dict[str, Any]:
        """What could not be kept says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "ended" and not (cleaned.get("outcome") or "").strip():
            self.add_error(
                "outcome", ValidationError("Say why it could not be done, as you told them.")
            )
        return cleaned
