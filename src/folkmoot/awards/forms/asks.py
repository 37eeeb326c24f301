"""From when a funder asks its questions, and in which returns."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.awards.models import Award, WhichReturns
from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField


class AskForm(PlainForm):
    """Which returns ask a set of questions, and from when."""

    from_date = DateField(
        label="From when?",
        help_text="Returns of periods that end on this day or later, and are not begun.",
    )
    which = RadiosField(choices=WhichReturns, initial=WhichReturns.EVERY, label="Which returns?")
    award = forms.ChoiceField(required=False, label="Of which awards?")

    def __init__(self, *args: Any, awards: Sequence[Award], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.awards = {str(each.pk): each for each in awards}
        fields: dict[str, Any] = self.fields
        fields["award"].choices = [
            ("", "All of them, and those to come"),
            *((key, f"{each.title} ({each.ref})") for key, each in self.awards.items()),
        ]

    def clean_award(self) -> Award | None:
        """The award, or None for all."""
        return self.awards.get(self.cleaned_data["award"])
