"""Bringing a list of contacts: the file, what its columns hold, whom to take, what they said."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from folkmoot.kernel.contacts.reading import read_contacts
from folkmoot.kernel.contacts.text import words_of
from folkmoot.kernel.contacts.values import Contact, Contacts, Part
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    DateField,
    PlainForm,
    RadiosField,
    TextField,
    UploadField,
    YesField,
)
from folkmoot.organising.models import FromList
from folkmoot.organising.queries.contact_lists import Beside
from folkmoot.people.models import Purpose, Said

HOLDS = [
    (Part.NOTHING.value, "Nothing we take"),
    (Part.NAME.value, "The name"),
    (Part.FIRST.value, "The first name"),
    (Part.LAST.value, "The surname"),
    (Part.EMAIL.value, "The e-mail address"),
    (Part.PHONE.value, "The telephone number"),
    (Part.ADDRESS.value, "The address, or a part of it"),
    (Part.STREET.value, "The street alone"),
]
KNOWN = {value for value, _ in HOLDS}
SAID = [
    (Said.NOT_ASKED.value, "I did not ask, or do not know"),
    (Said.YES.value, "They all said yes, and I have the words they were asked in"),
]
NEWS_AND = [(each.value, each.label) for each in (Purpose.ASK, Purpose.TELL, Purpose.NEWS)]


class ContactFileForm(PlainForm):
    """The list itself, as a file or as words."""

    says_optional = False  # one of the two is wanted

    file = UploadField(
        required=False,
        max_megabytes=1,
        kinds=(".csv", ".txt", ".tsv", ".vcf", ".vcard"),
        label="The file",
        help_text="A sheet saved as CSV, or contacts as vCards; at most 500 people at a time.",
    )
    pasted = TextField(
        required=False,
        rows=6,
        max_length=200_000,
        label="Or paste the rows here",
        help_text="One person a line, with commas, semicolons or tabs between.",
    )

    def clean(self) -> dict[str, Any]:
        """Whichever of the two there is, as text."""
        told = super().clean() or {}
        file, pasted = told.get("file"), told.get("pasted", "")
        if self.errors:
            return told
        if not file and not pasted.strip():
            raise forms.ValidationError("Choose a file, or paste the rows.")
        try:
            told["text"] = words_of(file.read()) if file else pasted
            told["read"] = read_contacts(told["text"])
        except Refused as why:
            self.add_error("file" if file else "pasted", str(why))
        return told


def columns_told(sent: QueryDict) -> tuple[dict[int, Part] | None, bool | None]:
    """What was chosen for each column, and whether the first row is heads; None where not asked."""
    found = {}
    for name in sent:
        number, value = name.removeprefix("column_"), sent.get(name, "")
        if name.startswith("column_") and number.isdecimal() and value in KNOWN:
            found[int(number)] = Part(value)
    return (found, "heads_first" in sent) if found else (None, None)


class ColumnsForm(PlainForm):
    """What each column holds."""

    heads_first = YesField(required=False, label="The first row says what the columns are")

    def __init__(self, *args: Any, read: Contacts, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["heads_first"].initial = read.heads_first
        for number, head in enumerate(read.heads):
            held = read.parts.get(number, Part.NOTHING).value
            label = f"“{head or f'Column {number + 1}'}” holds"
            box = forms.ChoiceField(choices=HOLDS, required=False, label=label, initial=held)
            self.add_field(f"column_{number}", box)


class TakeForm(PlainForm):
    """Whom to take, where they come from, and what they were asked: once for all of them."""

    take = CheckboxesField(
        label="Whom to take",
        error_messages={"required": "Tick at least one person to take."},
    )
    came_from = forms.CharField(
        max_length=200,
        label="Where does this list come from?",
        help_text="Such as “Sign-up sheet of the summer fair, 2026”. Each of them can read it.",
    )
    said = RadiosField(
        choices=SAID,
        initial=Said.NOT_ASKED,
        label="May we write to them?",
        help_text="Nobody who was not asked is written to; ask them when you meet.",
    )
    purposes = CheckboxesField(choices=NEWS_AND, required=False, label="If they said yes: to what?")
    wording = TextField(
        max_length=1000,
        rows=3,
        required=False,
        label="If they said yes: in which words were they asked?",
    )
    asked = DateField(required=False, label="If they said yes: when?")

    def __init__(self, *args: Any, each: str, beside: Sequence[Beside], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.contact.row): one.contact for one in beside}
        box: Any = self.fields["take"]
        box.choices = [(row, f"{each} {row}: {_told(one)}") for row, one in self.people.items()]
        box.hints = {str(one.contact.row): _perhaps(each, one) for one in beside}
        new = [
            one
            for one in beside
            if not one.known and not any(r < one.contact.row for r, _ in one.rows)
        ]
        box.initial = [str(one.contact.row) for one in new]

    def taken(self) -> list[Contact]:
        """Those who were ticked."""
        return [self.people[row] for row in self.cleaned_data["take"]]

    def told(self) -> FromList:
        """What is said of all of them."""
        told = self.cleaned_data
        return FromList(
            came_from=told["came_from"],
            said=told["said"],
            purposes=told["purposes"],
            wording=told["wording"],
            asked_date=told["asked"],
        )


def _told(contact: Contact) -> str:
    parts = (contact.name, contact.email, contact.phone, contact.address, contact.street)
    return ", ".join(" ".join(each.split()) for each in parts if each)


def _perhaps(each: str, one: Beside) -> str:
    """Whom they may be already, and why."""
    told = [f"We may know them as {who.name}: {' '.join(why)}" for who, why in one.known]
    told += [f"{each} {row} may be the same: {' '.join(why)}" for row, why in one.rows]
    return " ".join(told)
