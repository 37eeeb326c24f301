"""The two questions that find people who connect others; and whether two names are one person's."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from folkmoot.kernel.ui.forms import DateField, ListField, PlainForm, YesField
from folkmoot.organising.models import NAMING_ASKS, QUESTIONS, NamedPerson, Naming
from folkmoot.organising.rules import LONGEST_NAME, MOST_NAMES, why_not_name_them

NAMES = tuple(f"{part}_{asks}" for asks in NAMING_ASKS for part in ("named", "nobody"))
HINT = (
    "One name a line, or what people call them: “the lady at the chip shop”. Only the team sees it."
)


def naming_fields(asked: Mapping[str, str] | None = None) -> dict[str, forms.Field]:
    """A box of names and a tick for “nobody”, for each of the two questions, as they were asked."""
    fields: dict[str, forms.Field] = {}
    for asks in NAMING_ASKS:
        fields[f"named_{asks}"] = ListField(
            max_lines=MOST_NAMES,
            max_line_length=LONGEST_NAME,
            required=False,
            label=(asked or QUESTIONS).get(asks, QUESTIONS[asks]),
            help_text=HINT,
            widget=forms.Textarea(attrs={"rows": 2}),
        )
        fields[f"nobody_{asks}"] = YesField(required=False, label="I asked; they could name nobody")
    return fields


def check_names(form: forms.Form) -> None:
    """Say beside each box what is wrong with it."""
    for asks in NAMING_ASKS:
        box = f"named_{asks}"
        names = form.cleaned_data.get(box) or []
        why = next((why for why in map(why_not_name_them, names) if why), "")
        if names and form.cleaned_data.get(f"nobody_{asks}"):
            why = "Either write down names, or say that they could name nobody."
        if why:
            form.add_error(box, ValidationError(why))


def names_typed(told: Mapping[str, Any]) -> dict[str, tuple[list[str], bool]]:
    """For each question: the names, and whether they could name nobody."""
    return {
        asks: (list(told.get(f"named_{asks}") or []), bool(told.get(f"nobody_{asks}")))
        for asks in NAMING_ASKS
    }


def as_kept(namings: Iterable[Naming]) -> dict[str, Any]:
    """What was kept, back in its boxes."""
    kept: dict[str, Any] = {}
    for each in namings:
        kept[f"named_{each.asks}"] = [person.name for person in each.people.all()]
        kept[f"nobody_{each.asks}"] = each.is_nobody
    return kept


class NamesForm(PlainForm):
    """Whom they named."""

    says_optional = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in naming_fields().items():
            self.add_field(name, field)

    def clean(self) -> dict[str, Any]:
        """Names are names."""
        super().clean()
        check_names(self)
        return self.cleaned_data


class SameForm(PlainForm):
    """Whom this is the same person as."""

    same_as = forms.ChoiceField(label="The same person as")

    def __init__(
        self,
        *args: Any,
        perhaps: Sequence[NamedPerson],
        others: Sequence[NamedPerson],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["same_as"].choices = [
            ("", "Choose a name"),
            *((str(each.pk), each.name) for each in (*perhaps, *others)),
        ]
        fields["same_as"].error_messages["required"] = "Choose whom they are the same as."

    def chosen(self) -> UUID:
        """The one they are the same as."""
        return UUID(self.cleaned_data["same_as"])


class DayMetForm(PlainForm):
    """Since when the team knows them."""

    met = DateField(label="When did somebody of the team meet them?")

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["met"].initial = localdate(at)
