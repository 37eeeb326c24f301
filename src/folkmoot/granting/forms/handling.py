"""What we ask of those who run a call."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.granting.models import Doubt
from folkmoot.granting.queries import Answered
from folkmoot.kernel.ui.forms import MomentField, PlainForm, TextField


class ReopenForm(PlainForm):
    """Another deadline, and why."""

    closes_at = MomentField(label="Until when?")
    why = forms.CharField(
        max_length=600, label="Why?", help_text="Everyone can read this, for good."
    )


class WhyForm(PlainForm):
    """Why; everyone reads it."""

    why = forms.CharField(max_length=600, label="Why?", help_text="Everyone who applies reads it.")


class LetInForm(PlainForm):
    """An exception for one application."""

    ref = forms.CharField(
        max_length=20,
        label="Which application?",
        help_text="Its reference: seven letters and figures, which its team finds on its page.",
    )
    until_at = MomentField(label="Until when may it be handed in?")
    because = forms.CharField(max_length=600, label="Why?", help_text="This stays on record.")


class FindForm(PlainForm):
    """What is said to the team of an application."""

    words = TextField(
        max_length=2000,
        rows=5,
        label="What do you say to them?",
        help_text="They read exactly this.",
    )

    def __init__(self, *args: Any, required: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = required


class AskForm(PlainForm):
    """What is asked about, answer by answer."""

    words = TextField(
        max_length=2000, rows=3, label="What do you say to them?", help_text="In a sentence or two."
    )

    def __init__(self, *args: Any, answers: Sequence[Answered], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.answers = answers
        for each in answers:
            label = each.text + (f" ({each.turn + 1})" if each.turns else "")
            told = each.said if len(each.said) < 300 else f"{each.said[:300]}…"
            self.add_field(
                f"{each.key}-{each.turn}",
                forms.CharField(
                    max_length=600,
                    required=False,
                    label=f"About “{label}”",
                    help_text=f"They wrote: {told}" if told else "They wrote nothing.",
                ),
            )

    def clean(self) -> dict[str, Any]:
        """At least one answer is asked about."""
        told = super().clean() or {}
        if not any(told.get(f"{each.key}-{each.turn}") for each in self.answers):
            self.add_error(None, "Say of at least one answer what you ask.")
        return told

    def asked(self) -> dict[str, Any]:
        """What was filled in."""
        told = self.cleaned_data
        doubts = [
            Doubt(each.key, told[f"{each.key}-{each.turn}"], each.turn)
            for each in self.answers
            if told[f"{each.key}-{each.turn}"]
        ]
        return {"words": told["words"], "doubts": doubts}
