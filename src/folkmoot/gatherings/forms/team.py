"""Whom the team invites, and what came of it."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from folkmoot.gatherings.models import AgendaItem, Guest, Invited, Report
from folkmoot.kernel.ui.forms import CheckboxesField, ListField, PlainForm, TextField

PARTS = re.compile(r"[<>,;\t]+")
PHONE = re.compile(r"\+?[\d() .-]{6,30}")


class InviteForm(PlainForm):
    """A list of people, one a line."""

    people = ListField(
        max_lines=500,
        max_line_length=400,
        label="Whom do you invite?",
        help_text="One a line: a name, and an e-mail address or a telephone number if there is "
        "one. Such as “Dai Jones, dai@example.org”.",
    )

    def clean_people(self) -> list[Invited]:
        """Each line as a person; the line that cannot be read is named."""
        read = [_read_line(n, line) for n, line in enumerate(self.cleaned_data["people"], 1)]
        wrong = [each for each in read if isinstance(each, str)]
        if wrong:
            raise ValidationError(wrong[:10])
        return [each for each in read if isinstance(each, Invited)]


def _read_line(number: int, line: str) -> Invited | str:
    name, email, phone = "", "", ""
    for part in (each.strip() for each in PARTS.split(line)):
        if "@" in part:
            try:
                validate_email(part)
            except ValidationError:
                return f"Line {number}: “{part[:60]}” is not an e-mail address."
            email = part
        elif PHONE.fullmatch(part) and sum(figure.isdigit() for figure in part) >= 6:
            phone = part
        else:
            name = f"{name} {part}".strip()
    if len(name) > 80:
        return f"Line {number}: keep the name to 80 letters."
    return Invited(name=name, email=email, phone=phone)


class ReportForm(PlainForm):
    """Who came, by name or by head, and what was said."""

    came = CheckboxesField(required=False, label="Who came?")
    walked_in = ListField(
        max_lines=500,
        max_line_length=80,
        required=False,
        label="Who came that was not on the list?",
        help_text="One name a line, and only of people who are glad to be noted.",
    )
    n_counted = forms.IntegerField(
        min_value=0,
        max_value=100_000,
        required=False,
        label="How many came, by counting heads?",
        help_text="When you counted, this is the number told. Without it, the names above count.",
    )

    def __init__(
        self, *args: Any, guests: Sequence[Guest], agenda: Sequence[AgendaItem], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.guests, self.agenda = guests, agenda
        fields: dict[str, Any] = self.fields
        fields["came"].choices = [(str(each.pk), each.shown_name) for each in guests]
        if not guests:
            del self.fields["came"]
        for item in agenda:
            said = TextField(
                max_length=4000, rows=4, required=False, label=f"{item.title}: what was said?"
            )
            said.initial = item.said
            self.add_field(f"said_{item.number}", said)

    def report(self) -> Report:
        """What was filled in."""
        told, came = self.cleaned_data, set(self.cleaned_data.get("came", []))
        return Report(
            came=[each for each in self.guests if str(each.pk) in came],
            walked_in=told["walked_in"],
            n_counted=told["n_counted"],
            said={item: told[f"said_{item.number}"] for item in self.agenda},
        )
