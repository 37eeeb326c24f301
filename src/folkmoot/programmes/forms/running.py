"""Running a programme: answers of funders, reasons, the team, places and gates."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from folkmoot.kernel.access.roles import GRANT_MANAGER, ROLES
from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField, TextField, whole_days
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Appointment, Says, TakingPart, TakingPartStage
from folkmoot.programmes.rules import PROGRAMME_ROLES
from folkmoot.programmes.rules.moving import PART_FOLLOWS

WORDS_FOR = {
    TakingPartStage.IN: "It goes on",
    TakingPartStage.PAUSED: "It rests for a while",
    TakingPartStage.LEFT: "It leaves before the end",
    TakingPartStage.FINISHED: "It has finished",
}


class AnswerForm(PlainForm):
    """What a funder says of a version."""

    organisation = RadiosField(label="For which funder?")
    says = RadiosField(
        choices=[(Says.YES, "We approve it as it is"), (Says.BACK, "Something has to change")],
        label="What does your funder say?",
    )
    words = TextField(
        max_length=1000, rows=4, required=False, label="What has to change, or what else to say?"
    )

    def __init__(self, *args: Any, funders: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.funders = {each.ref: each for each in funders}
        fields: dict[str, Any] = self.fields
        fields["organisation"].choices = [(each.ref, each.name) for each in funders]
        if len(funders) == 1:
            fields["organisation"].initial = funders[0].ref

    def clean(self) -> dict[str, Any]:
        """Nothing goes back without words."""
        told = super().clean() or {}
        if told.get("says") == Says.BACK and not told.get("words", "").strip():
            self.add_error("words", "Say what has to change.")
        return told

    def answer(self) -> dict[str, Any]:
        """What was filled in."""
        told = self.cleaned_data
        return {
            "organisation": self.funders[told["organisation"]],
            "approves": told["says"] == Says.YES,
            "words": told["words"],
        }


class ReasonForm(PlainForm):
    """Why."""

    why = forms.CharField(max_length=300, label="Why?", help_text="Everyone can read this.")


class RoleForm(PlainForm):
    """Who does what, for whom, from when, until when."""

    email = forms.EmailField(
        label="Their e-mail address",
        help_text="We write to them how to sign in. Only those who name the team see it.",
    )
    role = RadiosField(
        label="What will they do?",
        choices=[(role.name, role.name) for role in PROGRAMME_ROLES],
        hints={role.name: role.description for role in PROGRAMME_ROLES},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name"),
        required=False,
        label="For which organisation?",
        help_text="A decision-maker decides for one funder.",
        empty_label="None",
    )
    starts_on = DateField(label="First day", help_text="Left empty: from now.", required=False)
    ends_on = DateField(label="Last day", help_text="Left empty: until you end it.", required=False)

    def __init__(self, *args: Any, today: date, leads: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        fields: dict[str, Any] = self.fields
        for name in ("starts_on", "ends_on"):
            fields[name].earliest = today
        if not leads:
            fields["role"].choices = [(GRANT_MANAGER.name, GRANT_MANAGER.name)]

    def clean(self) -> dict[str, Any]:
        """Whole days become moments."""
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first.")
        told["starts_at"], told["ends_at"] = whole_days(first, last, today=self.today)
        return told

    def appointment(self) -> Appointment:
        """What was filled in."""
        told = self.cleaned_data
        role, organisation = ROLES[told["role"]], told["organisation"]
        return Appointment(told["email"], role, organisation, told["starts_at"], told["ends_at"])


class PlaceForm(PlainForm):
    """Which place takes part."""

    place = forms.ChoiceField(label="Which place takes part?")

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in places}
        fields: dict[str, Any] = self.fields
        fields["place"].choices = [
            ("", "Choose one"),
            *((key, each.name) for key, each in self.places.items()),
        ]

    def chosen(self) -> Place:
        """The place."""
        return self.places[self.cleaned_data["place"]]


class PartForm(PlainForm):
    """How a place goes on in a programme."""

    to = RadiosField(label="What happens?")
    why = forms.CharField(
        max_length=300, required=False, label="Why?", help_text="Everyone can read this."
    )

    def __init__(self, *args: Any, part: TakingPart, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        after = PART_FOLLOWS.get(TakingPartStage(part.stage), ())
        fields: dict[str, Any] = self.fields
        fields["to"].choices = [(each, WORDS_FOR[each]) for each in after]


class GateForm(PlainForm):
    """How a place meets the gate of the next phase."""

    because = TextField(
        max_length=600,
        rows=3,
        label="How does the place meet this?",
        help_text="What you saw, and where it can be read.",
    )
