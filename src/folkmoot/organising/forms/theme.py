"""One line of the code book."""

from django import forms

from folkmoot.kernel.ui.forms import PlainForm, TextField
from folkmoot.organising.rules import LONGEST_WORDS


class ThemeForm(PlainForm):
    """A theme: its name, what belongs to it, and what does not."""

    name = forms.CharField(
        max_length=80,
        label="What is the theme called?",
        help_text="In words people here would use, such as “Getting about”.",
    )
    belongs = TextField(
        max_length=LONGEST_WORDS,
        rows=3,
        label="What belongs to it?",
        help_text="Name the things themselves: buses, crossings, dark paths. These words are also "
        "what suggestions look for.",
    )
    belongs_not = TextField(
        max_length=LONGEST_WORDS,
        rows=3,
        required=False,
        label="What does not belong to it?",
        help_text="What two people might put here, and where it goes instead.",
    )
