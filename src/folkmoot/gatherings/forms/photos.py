"""A photo: the picture, words for those who cannot see it, and who is in it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.gatherings.models import Guest, NewPhoto
from folkmoot.kernel.files.forms import PictureField
from folkmoot.kernel.ui.forms import CheckboxesField, ListField, PlainForm, RadiosField
from folkmoot.kernel.ui.forms.guarded import GuardedForm

WHO = [
    ("people", "The people named below"),
    ("nobody", "Nobody: it shows hands, backs, food, or people too small to tell"),
]


class PhotoForm(PlainForm):
    """One photo."""

    picture = PictureField(
        label="Which photo?",
        help_text="Where and when it was taken is removed from it.",
    )
    words = forms.CharField(
        max_length=300,
        label="What is to be seen?",
        help_text="Read out to people who cannot see it, such as “A long table in the street, "
        "with forty people eating”.",
    )
    who = RadiosField(choices=WHO, label="Who can be recognised in it?")
    guests = CheckboxesField(required=False, label="Which of the guests?")
    others = ListField(
        max_lines=40, max_line_length=80, required=False, label="Which grown-ups? One name a line"
    )
    children = ListField(
        max_lines=40,
        max_line_length=80,
        required=False,
        label="Which children? One name a line",
        help_text="For each of them a parent or guardian is asked.",
    )

    def __init__(self, *args: Any, guests: Sequence[Guest], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on_list = guests
        fields: dict[str, Any] = self.fields
        fields["words"].widget.attrs.pop("maxlength", None)
        fields["guests"].choices = [(str(each.pk), each.shown_name) for each in guests]
        if not guests:
            del fields["guests"]

    def new_photo(self) -> NewPhoto:
        """What was filled in."""
        told, ticked = self.cleaned_data, set(self.cleaned_data.get("guests", []))
        return NewPhoto(
            picture=told["picture"],
            words=told["words"],
            is_of_nobody=told["who"] == "nobody",
            guests=[each for each in self.on_list if str(each.pk) in ticked],
            others=told["others"],
            children=told["children"],
        )


class DownForm(GuardedForm):
    """Anybody asks for a photo to be taken down; they need not say why."""

    why = forms.CharField(
        max_length=200,
        required=False,
        label="Anything the team should know?",
        help_text="You need not say who you are.",
    )
