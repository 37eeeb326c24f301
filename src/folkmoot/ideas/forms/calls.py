"""What came of a call, or of a text."""

from typing import Any

from django import forms

from folkmoot.kernel.notify.models import BY_TELEPHONE, Channel, Message, Outcome
from folkmoot.kernel.notify.rules import MOST_CALLS
from folkmoot.kernel.ui.forms import PlainForm, RadiosField

HINTS = {
    Outcome.REACHED: "We forget the words, and keep who rang and when.",
    Outcome.NO_ANSWER: "It comes back on the list later in the day. "
    f"After {MOST_CALLS} calls nobody need try again.",
    Outcome.SENT: "We forget the words, and keep who sent it and when.",
    Outcome.WRONG_NUMBER: "Nobody rings or texts it again. Find another way to tell them.",
}


class TelephoneForm(PlainForm):
    """One answer, of those that fit a call or a text."""

    outcome = RadiosField(hints=HINTS, label="What came of it?")

    def __init__(self, *args: Any, message: Message, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["outcome"]
        if isinstance(field, forms.ChoiceField):
            fitting = BY_TELEPHONE[Channel(message.channel)]
            field.choices = [(one.value, one.label) for one in fitting]

    @property
    def outcome_said(self) -> Outcome:
        """The answer."""
        return Outcome(self.cleaned_data["outcome"])
