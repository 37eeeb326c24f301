"""Planning a gathering or a day of action, and calling a gathering off."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.gatherings.models import (
    ACCESS,
    Childcare,
    DayOfAction,
    DayPlan,
    Gathering,
    GatheringPlan,
    Kind,
    OpenTo,
)
from folkmoot.gatherings.rules import MOST_AGENDA
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    DateField,
    ListField,
    MomentField,
    PlainForm,
    RadiosField,
    TextField,
)
from folkmoot.kernel.ui.words import day
from folkmoot.places.models import Place
from folkmoot.places.queries import read_point


class GatheringForm(PlainForm):
    """What, when, where, who is welcome, and what makes it easier to come."""

    title = forms.CharField(max_length=120, label="What is it called?")
    kind = RadiosField(choices=Kind, label="What kind of gathering is it?")
    about = TextField(
        max_length=1500,
        rows=5,
        required=False,
        label="What is it about?",
        help_text="Why should somebody come who has never come before?",
    )
    starts = MomentField(label="When does it begin?")
    ends = MomentField(label="When does it end?")
    where = forms.CharField(
        max_length=200,
        label="Where is it?",
        help_text="As one tells somebody who is new here: the building, the street, which door.",
    )
    point = forms.CharField(max_length=80, required=False, label="Where is it, on the map?")
    open_to = RadiosField(choices=OpenTo, initial=OpenTo.EVERYONE, label="Who can come?")
    seats = forms.IntegerField(
        min_value=1,
        max_value=100_000,
        required=False,
        label="For how many is there room?",
        help_text="Leave it empty when it does not matter.",
    )
    access = CheckboxesField(
        choices=list(ACCESS.items()),
        required=False,
        label="What is there?",
        help_text="Only what you have seen for yourself.",
    )
    access_words = forms.CharField(
        max_length=400,
        required=False,
        label="What else should people know before they set out?",
        help_text="Such as the bus that stops there, or that the hall is cold.",
    )
    childcare = RadiosField(choices=Childcare, initial=Childcare.NONE, label="And children?")
    ask = forms.CharField(
        max_length=200,
        required=False,
        label="Whom can people ask, and how?",
        help_text="Everyone can read this: a name and a number that may be public.",
    )
    agenda = ListField(
        max_lines=MOST_AGENDA,
        max_line_length=200,
        required=False,
        label="What happens, in order?",
        help_text="One thing a line. Afterwards you write what was said under each.",
    )
    day = forms.ChoiceField(required=False, label="Is it part of a day of action?")

    def __init__(
        self, *args: Any, place: Place, days: Sequence[DayOfAction] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.place, self.days = place, {str(each.pk): each for each in days}
        fields: dict[str, Any] = self.fields
        fields["day"].choices = [
            ("", "No"),
            *((key, f"{each.name}, {day(each.starts_date)}") for key, each in self.days.items()),
        ]
        if not days:
            del self.fields["day"]
        for name in ("title", "where", "access_words", "ask"):
            self.fields[name].widget.attrs.pop("maxlength", None)  # say it, do not cut it off

    def clean_point(self) -> tuple[float, float] | None:
        """Longitude and latitude, or nothing."""
        try:
            return read_point(self.place, self.cleaned_data["point"])
        except Refused as refusal:
            raise ValidationError(str(refusal)) from refusal

    def clean_ends(self) -> datetime:
        """After it begins."""
        ends: datetime = self.cleaned_data["ends"]
        starts = self.cleaned_data.get("starts")
        if starts and ends <= starts:
            raise ValidationError("It cannot end before it begins.")
        return ends

    def plan(self) -> GatheringPlan:
        """What was filled in."""
        told = self.cleaned_data
        return GatheringPlan(
            kind=told["kind"],
            title=told["title"],
            about=told["about"],
            starts_at=told["starts"],
            ends_at=told["ends"],
            where=told["where"],
            point=told["point"],
            open_to=told["open_to"],
            seats=told["seats"],
            childcare=told["childcare"],
            access=told["access"],
            access_words=told["access_words"],
            ask=told["ask"],
            agenda=told["agenda"],
            day=self.days.get(told.get("day", "")),
        )


def answers_of(gathering: Gathering) -> dict[str, Any]:
    """A gathering, back in its form."""
    placed = gathering.latitude is not None
    return {
        "title": gathering.title,
        "kind": gathering.kind,
        "about": gathering.about,
        "starts": gathering.starts_at,
        "ends": gathering.ends_at,
        "where": gathering.where,
        "point": f"{gathering.latitude}, {gathering.longitude}" if placed else "",
        "open_to": gathering.open_to,
        "seats": gathering.seats,
        "access": [name for name in ACCESS if getattr(gathering, name)],
        "access_words": gathering.access_words,
        "childcare": gathering.childcare,
        "ask": gathering.ask,
        "agenda": list(gathering.agenda.values_list("title", flat=True)),
        "day": str(gathering.day_id or ""),
    }


class CallOffForm(PlainForm):
    """Why it does not take place."""

    why = forms.CharField(
        max_length=300,
        label="Why does it not take place?",
        help_text="Everyone who said they come reads this.",
    )


class DayForm(PlainForm):
    """A day of action."""

    name = forms.CharField(max_length=120, label="What is it called?")
    why = TextField(max_length=1000, rows=4, label="What is it for?")
    starts = DateField(label="On which day?")
    ends = DateField(required=False, label="And the last day, if it lasts longer?")

    def plan(self) -> DayPlan:
        """What was filled in."""
        told = self.cleaned_data
        return DayPlan(
            name=told["name"],
            why=told["why"],
            starts_date=told["starts"],
            ends_date=told["ends"] or told["starts"],
        )
