"""Who someone is and how to tell them what became of it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.ideas.models import Author, Contact, Paper
from folkmoot.ideas.rules import why_not_contact
from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField, TextField

THEIR_WAYS = {"phone": "By phone: someone rings them"}
WAYS = [
    ("email", "By e-mail"),
    ("text", "By text"),
    ("phone", "By phone: someone rings you"),
    ("letter", "By letter"),
    ("none", "Not at all"),
]
THEIRS = {
    "reach_by": "How do they want to be told what became of it?",
    "email": "Their e-mail address",
    "phone": "Their phone number",
    "address": "Their name and address, as on an envelope",
}
BESIDE = {"email": "email", "text": "phone", "phone": "phone", "letter": "address"}


class ContactForm(PlainForm):
    """Name to show, and one way of telling. None of it is public but the name to show.

    `is_theirs`: the team fills it in for somebody else, and is asked in other words.
    """

    is_theirs = False

    shown_name = forms.CharField(
        max_length=80,
        required=False,
        label="Name to show",
        help_text="Anyone can read it. Leave it empty to be “A resident”.",
    )
    reach_by = RadiosField(choices=WAYS, label="How shall we tell you what became of it?")
    email = forms.EmailField(max_length=254, required=False, label="Your e-mail address")
    phone = forms.CharField(max_length=30, required=False, label="Your phone number")
    address = TextField(
        max_length=400, rows=4, required=False, label="Your name and address, as on an envelope"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "shown_name" in self.fields:
            self.fields["shown_name"].widget.attrs.pop("maxlength", None)
        if self.is_theirs:
            self._speak_of_them()

    def _speak_of_them(self) -> None:
        """Somebody of the team fills it in for somebody else."""
        for name, label in THEIRS.items():
            field = self.fields[name]
            was, field.label = str(field.label), label
            told = field.error_messages.items()
            field.error_messages = {code: str(words).replace(was, label) for code, words in told}
        reach_by: Any = self.fields["reach_by"]
        reach_by.choices = [(way, THEIR_WAYS.get(way, words)) for way, words in WAYS]
        if "shown_name" in self.fields:
            self.fields[
                "shown_name"
            ].help_text = "Anyone can read it. Leave it empty to call them “A resident”."

    def clean(self) -> dict[str, Any]:
        """A way of telling needs where to; said beside the box that needs it."""
        cleaned = super().clean() or self.cleaned_data
        way = cleaned.get("reach_by")
        beside = BESIDE.get(way or "")
        why = why_not_contact(self.contact(), theirs=self.is_theirs)
        if beside and beside not in self.errors and why:
            self.add_error(beside, why)
        return cleaned

    def contact(self) -> Contact:
        """What was given; only what the chosen way needs is kept."""
        given = self.cleaned_data
        way = given.get("reach_by") or "none"
        return Contact(
            name=(given.get("name") or given.get("shown_name") or "").strip(),
            shown_name=(given.get("shown_name") or "").strip(),
            reach_by=way,
            email=given.get("email") or "" if way == "email" else "",
            phone=(given.get("phone") or "").strip() if way in {"phone", "text"} else "",
            address=given.get("address") or "" if way == "letter" else "",
        )


class ReachForm(ContactForm):
    """How to reach an author from now on, and which, where there is more than one."""

    shown_name = None  # type: ignore[assignment]
    author = forms.ModelChoiceField(Author.objects.none(), label="Which author?")
    field_order = ("author",)

    def __init__(
        self, *args: Any, authors: Sequence[Author], is_theirs: bool = True, **kwargs: Any
    ) -> None:
        self.is_theirs = is_theirs
        super().__init__(*args, **kwargs)
        self.only = authors[0] if len(authors) == 1 else None
        if self.only:
            del self.fields["author"]
            return
        field: Any = self.fields["author"]
        keys = [author.pk for author in authors]
        field.queryset = Author.objects.filter(pk__in=keys).select_related("person")
        field.label_from_instance = lambda author: author.person.name or author.credit

    def whom(self) -> Author:
        """The author it is about."""
        chosen: Author = self.only or self.cleaned_data["author"]
        return chosen


class PaperForm(PlainForm):
    """The sheet something was written on."""

    paper_date = DateField(label="Date on the paper")
    paper_number = forms.CharField(
        max_length=40, required=False, label="Number on the paper, if it has one"
    )

    def paper(self) -> Paper:
        """The sheet."""
        return Paper(self.cleaned_data["paper_date"], self.cleaned_data["paper_number"])
