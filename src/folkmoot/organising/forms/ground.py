"""Streets, groups, and doors to be left in peace."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.timezone import localdate

from folkmoot.kernel.ui.forms import DateField, PlainForm
from folkmoot.organising.models import Street
from folkmoot.organising.rules import LEFT_IN_PEACE_DAYS


class StreetForm(PlainForm):
    """A street."""

    name = forms.CharField(max_length=80, label="Name of the street, block or close")
    homes = forms.IntegerField(
        min_value=0, max_value=100_000, required=False, label="About how many homes?"
    )


class GroupForm(PlainForm):
    """A group of people whose voice would be missed."""

    name = forms.CharField(
        max_length=80,
        label="Name of the group",
        help_text="Something that matters for being heard, such as “Under 25” or “Renting”.",
    )
    people = forms.IntegerField(
        min_value=0,
        max_value=10_000_000,
        required=False,
        label="About how many of them live here?",
    )
    source = forms.CharField(max_length=200, required=False, label="Where is that number from?")


class DoorForm(PlainForm):
    """A door where people want to be left in peace."""

    street = forms.ChoiceField(label="Which street?")
    house = forms.CharField(
        max_length=40, label="Which door?", help_text="Its number or name. Never who lives there."
    )
    until = DateField(label="Until when?")

    def __init__(self, *args: Any, streets: Sequence[Street], at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.streets = streets
        fields: dict[str, Any] = self.fields
        fields["street"].choices = [(str(each.pk), each.name) for each in streets]
        fields["until"].initial = localdate(at) + timedelta(days=LEFT_IN_PEACE_DAYS)

    def street_chosen(self) -> Street:
        """The street."""
        return next(s for s in self.streets if str(s.pk) == self.cleaned_data["street"])
