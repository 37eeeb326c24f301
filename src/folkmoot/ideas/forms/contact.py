"""Who someone is and how to tell them what became of it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.ideas.models import Author, Contact, Paper
from folkmoot.ideas.rules import why_not_contact
from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField, TextField

WAYS = [
    ("email", "By e-mail"),
    ("text", "By text"),
    ("phone", "By phone: someone rings you"),
    ("letter", "By letter"),
    ("none", "Not at all"),
]
BESIDE = {"email": "email", "text": "phone", "phone": "phone", "letter": "address"}


class ContactForm(PlainForm):
    """Name to show, and one way of telling. None of it is public but the name to show."""

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

    def clean(self) -> dict[str, Any]:
        """A way of telling needs where to; said beside the box that needs it."""
        cleaned = super().clean() or self.cleaned_data
        way = cleaned.get("reach_by")
        beside = BESIDE.get(way or "")
        if beside and beside not in self.errors and (why := why_not_contact(self.contact())):
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

    def __init__(self, *args: Any, authors: Sequence[Author], **kwargs: Any) -> None:
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
