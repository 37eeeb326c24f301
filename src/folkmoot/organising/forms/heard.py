"""What a place tells of what it heard, whose words it quotes, and taking it back."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.kernel.ui.forms import PlainForm, TextField
from folkmoot.organising.models import Answer, Theme
from folkmoot.organising.rules import MOST_ANSWER_BACK, MOST_HEARD_WORDS, MOST_QUOTED


class HeardForm(PlainForm):
    """The place's own words, and how to answer back. The figures come by themselves."""

    words = TextField(
        max_length=MOST_HEARD_WORDS,
        rows=8,
        label="What did you hear?",
        help_text="In your own words, as you would say it at the hall. No names, and nothing that "
        "tells who said it.",
    )
    answer_back = TextField(
        max_length=MOST_ANSWER_BACK,
        rows=3,
        label="How can people answer back?",
        help_text="Where and when, or whom to ask: for those who say “that is not what I said”.",
    )


class QuoteForm(PlainForm):
    """Words of one answer, under one theme."""

    answer = forms.CharField(widget=forms.HiddenInput)
    theme = forms.ChoiceField(label="Under which theme?")
    words = TextField(
        max_length=4000,
        rows=3,
        label="Their words",
        help_text=f"Take away what is not needed, and change nothing. Up to {MOST_QUOTED} letters.",
    )

    def __init__(
        self, *args: Any, themes: Sequence[Theme], answers: Sequence[Answer], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.themes, self.answers = themes, answers
        fields: dict[str, Any] = self.fields
        fields["theme"].choices = [
            ("", "Choose one"),
            *((str(each.pk), each.name) for each in themes),
        ]

    def theme_chosen(self) -> Theme:
        """The theme."""
        return next(t for t in self.themes if str(t.pk) == self.cleaned_data["theme"])

    def answer_chosen(self) -> Answer | None:
        """The answer, when it is one that may be quoted."""
        asked = str(self.data.get("answer", ""))
        return next((each for each in self.answers if str(each.pk) == asked), None)


class TakeBackForm(PlainForm):
    """Why what was released is taken back."""

    why = TextField(
        max_length=500,
        rows=3,
        label="Why do you take it back?",
        help_text="Everybody who opens the page reads this from then on.",
    )
