"""Writing a message to many, looking it over, and noting that somebody wants no more."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.kernel.ui.forms import PlainForm, RadiosField, TextField, YesField
from folkmoot.organising.models import PURPOSES, THROUGH, Among, Circular, Drafted

PURPOSE_WORDS = {
    "news": "News of the place, or an invitation",
    "ask": "Asking for help with something",
    "tell": "What became of what they said",
}
THROUGH_HINTS = {
    "email": "Sent from here, one to each.",
    "text": "Put on the team's list; somebody sends each by telephone, from 9 am to 8 pm.",
    "letter": "Put on the pile of letters; somebody prints and posts them.",
    "phone": "A list of calls, with what to say.",
}


class CircularForm(PlainForm):
    """What it is for, how it goes, to whom, and the words."""

    purpose = RadiosField(
        choices=[(each.value, PURPOSE_WORDS[each.value]) for each in PURPOSES],
        label="What is it for?",
        help_text="It goes only to those who said yes to just this.",
    )
    through = RadiosField(
        choices=[(each.value, each.label) for each in THROUGH],
        hints=THROUGH_HINTS,
        label="How is it sent?",
    )
    whom = forms.ChoiceField(label="To whom, of those who said yes?")
    subject = forms.CharField(
        max_length=120,
        label="What is it about?",
        help_text="One line; of an e-mail, the subject. Such as “Street party on 6 June”.",
    )
    text = TextField(
        max_length=4000,
        rows=12,
        label="The message",
        help_text="{name} becomes the name of whoever reads it, {street} their street, {place} the "
        "place, {me} your name. In whose name it is, why they get it and how to have no more is "
        "added to each.",
    )

    def __init__(self, *args: Any, whom: Sequence[tuple[str, str, object]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows = {value: row for value, _, row in whom}
        fields: dict[str, Any] = self.fields
        fields["whom"].choices = [(value, label) for value, label, _ in whom]

    def drafted(self) -> Drafted:
        """What was filled in."""
        told = self.cleaned_data
        row: Any = self.rows[told["whom"]]
        return Drafted(
            purpose=told["purpose"],
            through=told["through"],
            subject=told["subject"],
            text=told["text"],
            among=Among(told["whom"].partition(":")[0]),
            which=row,
        )


def written_in(circular: Circular) -> dict[str, str]:
    """A circular, back in its form."""
    of_which: Any = circular.of_which
    return {
        "purpose": circular.purpose,
        "through": circular.through,
        "whom": f"{circular.among}:{of_which.pk}" if of_which else circular.among,
        "subject": circular.subject,
        "text": circular.text,
    }


class SendForm(PlainForm):
    """The second step: how many, seen; and a tick."""

    n_expected = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=10_000_000)
    sure = YesField(label="I have read it as they will, and it is to go now")


class StopTextForm(PlainForm):
    """A text that came back."""

    number = forms.CharField(
        max_length=30,
        label="From which number did it come?",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    words = forms.CharField(
        max_length=160, label="What did it say?", help_text="Such as STOP.", initial="STOP"
    )
