"""Planning when a course is given: for how many, led by whom, in which sessions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.gatherings.models import ACCESS, Childcare, Gathering
from folkmoot.kernel.ui.forms import CheckboxesField, MomentField, PlainForm, RadiosField
from folkmoot.learning.models import Meeting, Run, RunPlan, Trainer
from folkmoot.learning.rules import MOST_SEATS


class RunForm(PlainForm):
    """For how many, and who leads it."""

    seats = forms.IntegerField(
        min_value=1,
        max_value=MOST_SEATS,
        initial=12,
        label="For how many people is there room?",
        help_text="When it is full, people go on a waiting list and move up by themselves.",
    )
    trainers = CheckboxesField(label="Who leads it?")

    def __init__(self, *args: Any, trainers: Sequence[Trainer], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.may = {str(each.pk): each for each in trainers}
        fields: dict[str, Any] = self.fields
        fields["trainers"].choices = [
            (key, f"{each.account.shown_name()}: {each.role.lower()}")
            for key, each in self.may.items()
        ]

    def plan(self) -> RunPlan:
        """What was filled in."""
        told = self.cleaned_data
        return RunPlan(told["seats"], [self.may[key] for key in told["trainers"]])


def answers_of(run: Run) -> dict[str, Any]:
    """A run, back in its form."""
    return {"seats": run.seats, "trainers": [str(each.pk) for each in run.trainers.all()]}


class SessionForm(PlainForm):
    """When and where one session is."""

    starts = MomentField(label="When does it begin?")
    ends = MomentField(label="When does it end?")
    where = forms.CharField(
        max_length=200,
        label="Where is it?",
        help_text="As one tells somebody who is new here: the building, the street, which door.",
    )
    access = CheckboxesField(
        choices=list(ACCESS.items()),
        required=False,
        label="What is there?",
        help_text="Only what you have seen for yourself.",
    )
    access_words = forms.CharField(
        max_length=400, required=False, label="What else should people know before they set out?"
    )
    childcare = RadiosField(choices=Childcare, initial=Childcare.NONE, label="And children?")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("where", "access_words"):
            self.fields[name].widget.attrs.pop("maxlength", None)

    def clean_ends(self) -> datetime:
        """After it begins."""
        ends: datetime = self.cleaned_data["ends"]
        starts = self.cleaned_data.get("starts")
        if starts and ends <= starts:
            raise ValidationError("It cannot end before it begins.")
        return ends

    def meeting(self) -> Meeting:
        """What was filled in."""
        told = self.cleaned_data
        return Meeting(
            starts_at=told["starts"],
            ends_at=told["ends"],
            where=told["where"],
            access=told["access"],
            access_words=told["access_words"],
            childcare=told["childcare"],
        )


def like(last: Gathering | None) -> dict[str, Any]:
    """The next session is often where the last one was."""
    if last is None:
        return {}
    return {
        "where": last.where,
        "access": [name for name in ACCESS if getattr(last, name)],
        "access_words": last.access_words,
        "childcare": last.childcare,
    }
