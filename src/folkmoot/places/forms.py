"""What we ask about a place, and no more."""

import json
from datetime import date
from typing import Any

from django import forms

from folkmoot.kernel.access.roles import ROLES
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.forms import (
    DateField,
    PlainForm,
    RadiosField,
    TextField,
    UploadField,
    whole_days,
)
from folkmoot.kernel.ui.forms.fields import MEGABYTE
from folkmoot.places import queries, rules
from folkmoot.places.analysis.boundaries import why_not_boundary
from folkmoot.places.analysis.reading import MOST_BYTES, Geometry, read_bytes, read_text
from folkmoot.places.models import DEFAULT_COLOUR, Place

SWAPPED = (
    "Latitude and longitude look swapped: this drawing is far from the one before, "
    "and would meet it with the two the other way round."
)


class ColourInput(forms.TextInput):
    """The browser's own colour picker."""

    input_type = "color"


class PlaceForm(PlainForm):
    """What a place says of itself."""

    name = forms.CharField(label="What do people call the place?", max_length=120)
    summary = TextField(
        label="What is it like?",
        help_text="A few sentences for someone who has never been. Everyone can read this.",
        max_length=600,
        required=False,
    )
    reach = forms.CharField(
        label="How do people reach the team?",
        help_text="A telephone number, and where somebody is when. Everyone can read this, and it "
        "stands wherever we say: ask the people who run this.",
        max_length=200,
        required=False,
    )
    population = forms.IntegerField(
        label="About how many people live there?",
        help_text="Shown on the place’s page, and used to say how many people took part.",
        min_value=1,
        max_value=10_000_000,
        required=False,
    )


class NewPlaceForm(PlainForm):
    """A place's name, its address, and who leads it."""

    name = PlaceForm.base_fields["name"]
    summary = PlaceForm.base_fields["summary"]
    slug = forms.CharField(
        label="Its web address",
        help_text="The end of its address, like wrens-cross. Left empty, we make it from the name.",
        max_length=60,
        required=False,
    )
    convenor = forms.EmailField(
        label="Who will lead it?",
        help_text="Their e-mail address. We write to them. You can also name them later.",
        required=False,
    )


class DrawForm(PlainForm):
    """A boundary: drawn, pasted, typed corner by corner, or chosen as a file."""

    drawing = TextField(label="The boundary", required=False, rows=8)
    file = UploadField(
        label="Or choose a file",
        help_text="GeoJSON, with one area in it.",
        max_megabytes=MOST_BYTES / MEGABYTE,
        required=False,
    )
    reason = TextField(label="Why has the line moved?", rows=2, max_length=300, required=False)

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        self.place = place
        self.was = json.dumps(place.boundary) if place.boundary else ""
        super().__init__(*args, initial={"drawing": self.was}, **kwargs)
        reason = self.fields["reason"]
        if place.boundary:
            reason.help_text = "People will read it beside the old drawing."
            reason.required = True
            reason.error_messages["required"] = rules.why_not_reason(place, "")
        else:
            reason.label = "Who drew it, and how?"
            reason.help_text = "For example: walked by 14 residents in May."

    def clean(self) -> dict[str, Any]:
        """The geometry in the file, else in the box."""
        given = super().clean() or {}
        if "file" not in given or "drawing" not in given:
            return given
        name = "file" if given["file"] else "drawing"
        try:
            given["geometry"] = self._geometry(given)
        except Refused as refusal:
            self.add_error(name, str(refusal))
        return given

    def _geometry(self, given: dict[str, Any]) -> Geometry:
        if given["file"] and given["drawing"].strip() not in ("", self.was.strip()):
            raise Refused("There is a drawing and a file. Leave one of them out.")
        found = read_bytes(given["file"].read()) if given["file"] else read_text(given["drawing"])
        if sentence := why_not_boundary(found):
            raise Refused(sentence)
        if queries.drawn_swapped(self.place, found):
            raise Refused(SWAPPED)
        return found


class ColourForm(PlainForm):
    """The place's own colour."""

    colour = forms.CharField(
        label="The place’s colour",
        help_text="White words stand on it. If it is too pale for that, we make it darker.",
        initial=DEFAULT_COLOUR,
        max_length=7,
        widget=ColourInput(attrs={"class": "place-colour-box"}),
    )


class RoleForm(PlainForm):
    """Who does what, from when, until when."""

    email = forms.EmailField(
        label="Their e-mail address",
        help_text="We write to them how to sign in. Only those who name the team see it.",
    )
    role = RadiosField(
        label="What will they do?",
        choices=[(role.name, role.name) for role in rules.PLACE_ROLES],
        hints={role.name: role.description for role in rules.PLACE_ROLES},
    )
    starts_on = DateField(label="First day", help_text="Left empty: from now.", required=False)
    ends_on = DateField(label="Last day", help_text="Left empty: until you end it.", required=False)

    def __init__(self, *args: Any, today: date, only: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for name in ("starts_on", "ends_on"):
            self.fields[name].earliest = today  # type: ignore[attr-defined]
        if only:
            self.fields["role"].choices = [(name, name) for name in only]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Whole days become moments: from the first minute of one to the last of the other."""
        given = super().clean() or {}
        first, last = given.get("starts_on"), given.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", "The last day cannot be before the first.")
        given["starts_at"], given["ends_at"] = whole_days(first, last, today=self.today)
        return given

    def clean_role(self) -> Any:
        return ROLES[self.cleaned_data["role"]]
