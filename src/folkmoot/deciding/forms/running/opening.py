"""What is asked when a decision moves on."""

from typing import Any

from django import forms

from folkmoot.deciding.models import Option
from folkmoot.kernel.ui.forms import PlainForm, RadiosField, TextField


class ReasonForm(PlainForm):
    """Why, in words everyone will read."""

    because = TextField(label="Why is it called off?", max_length=300, rows=3)


class StrikeOutForm(PlainForm):
    """Which option, and on which of the grounds."""

    option = RadiosField(label="Which option?")
    because = TextField(
        label="Which of the grounds applies, and why?",
        help_text="Everyone will read this beside the option.",
        max_length=600,
        rows=4,
    )

    def __init__(self, *args: Any, options: list[Option], **kwargs: Any) -> None:
        self.options = {str(option.number): option for option in options}
        super().__init__(*args, **kwargs)
        self.fields["option"].choices = [  # type: ignore[attr-defined]
            (str(option.number), f"{option.number}. {option.title}") for option in options
        ]

    def clean_option(self) -> Option:
        """The option of that number."""
        return self.options[self.cleaned_data["option"]]


class ReconcileForm(PlainForm):
    """Why papers checked in and papers numbered differ."""

    because = forms.CharField(
        label="Why do the numbers differ?",
        help_text="For example: two envelopes were empty. Everyone will be able to read this.",
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
