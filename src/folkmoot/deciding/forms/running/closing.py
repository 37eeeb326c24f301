"""What is asked when voting ends, before its time or after it."""

from datetime import datetime
from typing import Any

from django import forms

from folkmoot.deciding import rules
from folkmoot.deciding.models import Decision
from folkmoot.kernel.ui.forms import MomentField, PlainForm, TextField


class CloseForm(PlainForm):
    """Before the closing time, why; after it, nothing."""

    because = TextField(
        label="Why does it close before its time?",
        help_text="Everyone will read it, on the public page.",
        max_length=300,
        rows=3,
    )

    def __init__(self, *args: Any, early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["because"]


class ExtendForm(PlainForm):
    """Until when, and why."""

    until = MomentField(label="Until when can people vote?")
    because = TextField(
        label="Why do people get longer?",
        help_text="Everyone will read it, on the public page. For example: the letters to Mill "
        "Street came a week late.",
        max_length=300,
        rows=3,
    )

    def __init__(self, *args: Any, decision: Decision, at: datetime, **kwargs: Any) -> None:
        self.decision, self.at = decision, at
        super().__init__(*args, **kwargs)

    def clean_until(self) -> datetime:
        """Later than what people were told, never earlier."""
        until: datetime = self.cleaned_data["until"]
        if why := rules.why_not_extend(self.decision, until, "any reason", at=self.at):
            raise forms.ValidationError(why)
        return until
