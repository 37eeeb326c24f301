"""Writing a course, and naming who may train in it."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from folkmoot.kernel.access.roles import TRAINER, TRAINER_IN_TRAINING, Role
from folkmoot.kernel.ui.forms import DateField, ListField, PlainForm, RadiosField, TextField
from folkmoot.learning.models import MOST_SESSIONS, Course, CourseEdition, CoursePlan
from folkmoot.learning.rules import MOST_LINES
from folkmoot.people.models import Organisation

TRAINING = (TRAINER, TRAINER_IN_TRAINING)


class CourseForm(PlainForm):
    """What somebody can do afterwards, how long it takes, what it asks."""

    title = forms.CharField(max_length=120, label="What is the course called?")
    able_to = ListField(
        max_lines=MOST_LINES,
        max_line_length=200,
        label="What can somebody do afterwards?",
        help_text="One thing a line, as they would say it: “Listen to somebody at their door”.",
    )
    about = TextField(
        max_length=1500,
        rows=4,
        required=False,
        label="What is it like, and whom is it for?",
    )
    units = ListField(
        max_lines=MOST_LINES,
        max_line_length=200,
        required=False,
        label="What happens, in order?",
        help_text="One part a line.",
    )
    level = forms.CharField(
        max_length=80,
        required=False,
        label="At what level is it?",
        help_text="Such as “For beginners”, or the level of a qualification.",
    )
    before = forms.CharField(
        max_length=400, required=False, label="What should somebody have done before?"
    )
    hours = forms.DecimalField(
        max_digits=5,
        decimal_places=1,
        min_value=0,
        label="How many hours does it take in all?",
        help_text="Such as 12, or 3.5.",
    )
    n_sessions = forms.IntegerField(
        min_value=1, max_value=MOST_SESSIONS, initial=1, label="In how many sessions?"
    )
    n_needed = forms.IntegerField(
        min_value=1,
        max_value=MOST_SESSIONS,
        initial=1,
        label="To how many of them must somebody have come?",
        help_text="A trainer then still confirms that they can do what it is for.",
    )
    lasts_months = forms.IntegerField(
        min_value=1,
        max_value=120,
        required=False,
        label="For how many months does it hold?",
        help_text="Leave it empty when it holds for good.",
    )
    may_train = forms.CharField(
        max_length=400,
        required=False,
        label="Who may lead it?",
        help_text="Such as “somebody who has led it twice beside a trainer”.",
    )
    hub = forms.ChoiceField(
        required=False,
        label="Which hub answers for it?",
        help_text="An organisation that gives courses, perhaps in several places. Its name stands "
        "on certificates.",
    )

    def __init__(self, *args: Any, hubs: Sequence[Organisation] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hubs = {each.ref: each for each in hubs}
        fields: dict[str, Any] = self.fields
        fields["hub"].choices = [
            ("", "None: the place itself"),
            *((ref, each.name) for ref, each in self.hubs.items()),
        ]
        for name in ("title", "level", "before", "may_train"):
            self.fields[name].widget.attrs.pop("maxlength", None)  # say it, do not cut it off

    def clean(self) -> dict[str, Any]:
        """Nobody can come to more sessions than there are."""
        cleaned = super().clean() or self.cleaned_data
        there, needed = cleaned.get("n_sessions"), cleaned.get("n_needed")
        if there and needed and needed > there:
            self.add_error("n_needed", f"There are {there}: nobody can come to {needed}.")
        return cleaned

    def plan(self) -> CoursePlan:
        """What was filled in."""
        told = self.cleaned_data
        same = ("title", "able_to", "about", "units", "level", "before", "hours", "n_sessions")
        facts = {name: told[name] for name in same}
        return CoursePlan(
            n_needed=told["n_needed"],
            lasts_months=told["lasts_months"],
            may_train=told["may_train"],
            hub=self.hubs.get(told["hub"]),
            **facts,
        )


def answers_of(course: Course, edition: CourseEdition | None) -> dict[str, Any]:
    """A course as it stands, back in its form."""
    if edition is None:
        return {}
    same = ("title", "about", "level", "before", "hours", "n_sessions", "n_needed", "lasts_months")
    facts = {name: getattr(edition, name) for name in same}
    return facts | {
        "able_to": edition.outcomes,
        "units": edition.parts,
        "may_train": edition.may_train,
        "hub": course.hub.ref if course.hub else "",
    }


class TrainerForm(PlainForm):
    """Somebody who may train, as what, and for how long."""

    email = forms.EmailField(
        max_length=254,
        label="Their e-mail address",
        help_text="They sign in with it on the day, to note who came.",
    )
    role = RadiosField(
        choices=[(role.name, role.name) for role in TRAINING],
        hints={role.name: role.description for role in TRAINING},
        initial=TRAINER.name,
        label="What are they?",
    )
    first_day = DateField(required=False, label="From which day?")
    last_day = DateField(required=False, label="Until which day?")

    def clean_last_day(self) -> Any:
        """Not before the first."""
        first, last = self.cleaned_data.get("first_day"), self.cleaned_data["last_day"]
        if first and last and last < first:
            raise ValidationError("The last day cannot be before the first.")
        return last

    def role_chosen(self) -> Role:
        """As what."""
        return next(role for role in TRAINING if role.name == self.cleaned_data["role"])

    def starts_at(self) -> datetime | None:
        """The beginning of the first day."""
        day = self.cleaned_data["first_day"]
        return datetime.combine(day, time(), timezone.get_current_timezone()) if day else None

    def ends_at(self) -> datetime | None:
        """The end of the last day."""
        day = self.cleaned_data["last_day"]
        if not day:
            return None
        return datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())
