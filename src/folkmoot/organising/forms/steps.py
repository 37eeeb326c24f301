"""What somebody did next."""

from django import forms

from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField
from folkmoot.organising.models import Did, StepKind
from folkmoot.organising.rules import MOST_STEP_WORDS


class StepForm(PlainForm):
    """What it was, on which day, in a few words."""

    kind = RadiosField(choices=StepKind, label="What was it?")
    words = forms.CharField(
        max_length=MOST_STEP_WORDS,
        required=False,
        label="What exactly, in a few words?",
        help_text="Such as “The committee of the street party”. They read it on their own page.",
    )
    done = DateField(label="On which day?")

    def did(self) -> Did:
        """What was filled in."""
        told = self.cleaned_data
        return Did(told["kind"], told["done"], told["words"])
