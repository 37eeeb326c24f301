"""What a safeguarding lead does with a concern; and whom to ring in a place."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField, TextField
from folkmoot.organising.models import ConcernStage
from folkmoot.organising.rules import MOST_STEP

PASS_ON = ("passed", "I have passed it on")
LEAVE = ("left", "No further step is needed")
CLOSE = ("closed", "Close it")
CHOICES = {
    ConcernStage.LOOKED: [PASS_ON, LEAVE],
    ConcernStage.PASSED: [PASS_ON, CLOSE],
    ConcernStage.NO_STEP: [PASS_ON, CLOSE],
}


class ConcernForm(PlainForm):
    """Passed on to whom, left with a reason, or closed with the day until which it is kept."""

    says_optional = False  # which of the boxes is asked for depends on the answer
    answer = RadiosField(choices=[], label="What happens with it?")
    to = forms.CharField(
        max_length=300,
        required=False,
        label="To whom did you pass it on?",
        help_text="Name, job and telephone number, and when.",
    )
    words = TextField(
        max_length=MOST_STEP,
        rows=4,
        required=False,
        label="In a few words",
        help_text="What was agreed; or why no further step is needed; or what came of it.",
    )
    keep_until = DateField(
        required=False,
        label="Keep the record until",
        help_text="Then it is removed for good. For a child: until they are 25.",
    )

    def __init__(self, *args: Any, stage: str, suggested: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = CHOICES.get(ConcernStage(stage), [])
        fields: dict[str, Any] = self.fields
        fields["answer"].choices = choices
        fields["keep_until"].initial = suggested
        if CLOSE not in choices:
            del self.fields["keep_until"]

    def clean(self) -> dict[str, Any]:
        """Each answer needs its own box."""
        cleaned = super().clean() or self.cleaned_data
        answer = cleaned.get("answer")
        needs = {
            "passed": ("to", "Say to whom you passed it on: name, job and telephone number."),
            "left": ("words", "Say why no further step is needed."),
            "closed": ("keep_until", "Say until which day the record is kept."),
        }
        name, sentence = needs.get(answer or "", ("", ""))
        if name and name not in self.errors and not cleaned.get(name):
            self.add_error(name, ValidationError(sentence))
        return cleaned


class WhomToCallForm(PlainForm):
    """Whom to ring."""

    words = TextField(
        max_length=1000,
        rows=6,
        required=False,
        label="Whom to ring here",
        help_text="One a line: who it is, the number, and when they answer. Such as the council's "
        "teams for children and for adults, by day and at night.",
    )
