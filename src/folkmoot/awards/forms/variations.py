"""Variations: what is to change, and what is thought of it."""

from collections.abc import Sequence
from typing import Any

from folkmoot.awards.actions import Wanted
from folkmoot.awards.forms.awards import read_lines
from folkmoot.awards.models import BudgetLine
from folkmoot.kernel.ui.forms import DateField, ListField, MoneyField, PlainForm, TextField


class VariationForm(PlainForm):
    """The budget as it would be, the last day, the purpose, and why."""

    says_optional = True

    def __init__(self, *args: Any, lines: Sequence[BudgetLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = lines
        for line in lines:
            name = f"line-{line.number}"
            self.add_field(name, MoneyField(min_amount=0, label=line.heading))
            self.initial[name] = line.pence
        self.add_field(
            "more",
            ListField(
                max_lines=10,
                max_line_length=140,
                required=False,
                label="New lines",
                help_text="One thing a line, with its sum behind a colon: “Rooms: 600”.",
            ),
        )
        self.add_field("ends", DateField(required=False, label="Does it end on another day?"))
        self.add_field(
            "purpose",
            TextField(max_length=2000, required=False, label="Is it for something else? For what?"),
        )
        self.add_field("because", TextField(max_length=1000, rows=4, label="Why?"))

    def clean_more(self) -> list[tuple[str, int]]:
        """Headings and pence."""
        return read_lines(self.cleaned_data["more"])

    def wanted(self) -> Wanted:
        """What is to change."""
        told = self.cleaned_data
        return Wanted(
            because=told["because"],
            lines={line.number: told[f"line-{line.number}"] for line in self.lines},
            new_lines=told["more"],
            ends_date=told["ends"],
            purpose=told["purpose"],
        )


class AssessmentForm(PlainForm):
    """What is to be thought of it."""

    assessment = TextField(max_length=1000, rows=5, label="What do you think of it, and why?")
