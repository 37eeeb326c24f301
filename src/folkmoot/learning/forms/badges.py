"""Asking for a badge, and checking one that somebody shows."""

from typing import Any

from django import forms

from folkmoot.kernel.ui.forms import PlainForm, RadiosField, TextField
from folkmoot.learning.models import BadgeWish

HIDDEN, NAMED = "hidden", "named"


class BadgeForm(PlainForm):
    """What a badge says of its holder."""

    says = RadiosField(
        choices=[
            (HIDDEN, "Nothing of me that one can read"),
            (NAMED, "My name"),
        ],
        hints={
            HIDDEN: "Whoever knows your e-mail address, or the name we know you by, can check that "
            "it is yours. Nobody else learns who you are.",
            NAMED: "Everyone you show it to reads your name, and so does everyone they show it to.",
        },
        initial=HIDDEN,
        label="What should it say of you?",
    )
    name = forms.CharField(max_length=80, required=False, label="Your name, as it should stand")

    def clean(self) -> dict[str, Any]:
        """A name when it is to be shown."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("says") == NAMED and not (cleaned.get("name") or "").strip():
            self.add_error("name", "Write your name as it should stand, or choose the other.")
        return cleaned

    def wish(self) -> BadgeWish:
        """What was filled in."""
        told = self.cleaned_data
        return BadgeWish(told["name"] if told["says"] == NAMED else "")


class CheckForm(PlainForm):
    """A badge that somebody shows, and perhaps whose it is said to be."""

    badge = TextField(
        max_length=20_000,
        rows=6,
        label="What is in the file?",
        help_text="Open it, and copy all of it here: three long words with dots between.",
    )
    identity = forms.CharField(
        max_length=254,
        required=False,
        label="Whose is it said to be?",
        help_text="Their e-mail address, or their name. We look whether it fits, and keep neither.",
    )
