"""An award: what was decided, its budget, its agreement, and why it stops."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.awards.actions import AwardPlan
from folkmoot.awards.open_grants.grants import Area
from folkmoot.awards.queries.decided import ChosenOne, Part
from folkmoot.kernel.ui.forms import (
    DateField,
    ListField,
    MoneyField,
    PlainForm,
    TextField,
    YesField,
)
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place


class AwardForm(PlainForm):
    """Who gives how much to whom, for what and how long."""

    funder = forms.ChoiceField(label="Which funder?")
    place = forms.ModelChoiceField(Place.objects.order_by("name"), label="For which place?")
    recipient = forms.ChoiceField(label="Who holds the money?")
    partnership = forms.ChoiceField(
        required=False,
        label="Who decides on it?",
        help_text="Leave this empty when the one who holds the money decides alone.",
    )
    title = forms.CharField(max_length=139, label="What is it called?")
    purpose = TextField(max_length=2000, label="What is it for?")
    awarded = MoneyField(min_amount=1, label="How much?")
    decided = DateField(label="On which day was it decided?")
    starts = DateField(label="When does it begin?")
    ends = DateField(label="When does it end?")

    def __init__(self, *args: Any, funders: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in Organisation.objects.order_by("name")}
        everybody = [(key, each.name) for key, each in self.known.items()]
        fields: dict[str, Any] = self.fields
        fields["funder"].choices = [(str(each.pk), each.name) for each in funders]
        for name in ("recipient", "partnership"):
            fields[name].choices = [("", "Choose one"), *everybody]

    def clean(self) -> dict[str, Any]:
        """It ends after it begins."""
        cleaned = super().clean() or self.cleaned_data
        starts, ends = cleaned.get("starts"), cleaned.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", ValidationError("It ends before it begins. Choose a later day."))
        return cleaned

    def plan(self) -> AwardPlan:
        """What was decided."""
        said = self.cleaned_data
        return AwardPlan(
            funder=self.known[said["funder"]],
            place=said["place"],
            recipient=self.known[said["recipient"]],
            partnership=self.known.get(said["partnership"]),
            title=said["title"],
            purpose=said["purpose"],
            awarded_pence=said["awarded"],
            decided_date=said["decided"],
            starts_date=said["starts"],
            ends_date=said["ends"],
        )


class DecidedAwardForm(AwardForm):
    """What is still to be said of an award for what the funders decided on together."""

    def __init__(self, *args: Any, row: ChosenOne, part: Part, **kwargs: Any) -> None:
        self.row, self.part = row, part
        piece = row.application
        begun = {
            "recipient": str(piece.lead_id),
            "title": piece.title,
            "purpose": f"What “{piece.title}” asked for in “{piece.call.name}”.",
            "awarded": f"{part.share_pence / 100:.2f}",
        }
        super().__init__(*args, funders=[part.funder], initial=begun, **kwargs)
        del self.fields["funder"], self.fields["decided"]
        if piece.place:
            del self.fields["place"]

    def plan(self) -> AwardPlan:
        """What is said here; the day and the rest are as they were decided."""
        piece = self.row.application
        self.cleaned_data["funder"] = str(self.part.funder.pk)
        self.cleaned_data["place"] = piece.place or self.cleaned_data["place"]
        self.cleaned_data["decided"] = self.cleaned_data["starts"]  # the decision says it
        return super().plan()


class BudgetForm(PlainForm):
    """What the money is for, a line each."""

    lines = ListField(
        max_lines=20,
        max_line_length=140,
        label="What is the money for?",
        help_text="One thing a line, with its sum behind a colon: “Rooms: 6,000”.",
    )

    def clean_lines(self) -> list[tuple[str, int]]:
        """Headings and pence."""
        return read_lines(self.cleaned_data["lines"])


def read_lines(lines: Sequence[str]) -> list[tuple[str, int]]:
    """Lines of a budget as people write them: a heading, a colon, a sum."""
    money, found = MoneyField(min_amount=0), []
    for number, line in enumerate(lines, 1):
        heading, colon, said = line.rpartition(":")
        if not colon:
            raise ValidationError(f"Line {number}: put a colon before the sum, like “Rooms: 60”.")
        try:
            pence = money.clean(said.strip())
        except ValidationError as wrong:
            raise ValidationError(f"Line {number}: {wrong.messages[0]}") from wrong
        found.append((heading.strip(), pence))
    return found


class AwardAreasForm(PlainForm):
    """The official areas of those who gain."""

    areas = ListField(
        required=False,
        max_lines=60,
        max_line_length=180,
        label="The official areas",
        help_text="One a line: code, name, and the year of its bounds. Such as: E05011358, Ancoats "
        "and Beswick, 2023. Wards, council areas or small areas of the census will do.",
    )

    def clean_areas(self) -> list[Area]:
        """Each line as an area; a name may have commas in it."""
        found = []
        for number, line in enumerate(self.cleaned_data["areas"], 1):
            cells = [cell.strip() for cell in line.replace("\t", ",").split(",")]
            if len(cells) < 3 or not all((cells[0], cells[1], cells[-1])):
                raise ValidationError(
                    f"Line {number}, “{line[:40]}”: write a code, a name and a year, with commas."
                )
            found.append(Area(", ".join(cells[1:-1]), cells[0].upper(), cells[-1]))
        return found


class OfferForm(PlainForm):
    """The agreement, and until when it can be signed."""

    terms = TextField(
        max_length=40_000,
        rows=16,
        label="The agreement",
        help_text="Both sides sign these words. Nobody can change them afterwards.",
    )
    lapses = DateField(label="Until when can it be signed?")


class SignForm(PlainForm):
    """A yes to the agreement as it stands there."""

    agreed = YesField(
        label="I have read the agreement and sign it for my organisation",
        error_messages={"required": "Tick the box to sign."},
    )


class BecauseForm(PlainForm):
    """Why."""

    because = TextField(max_length=600, rows=3, label="Why? The other side will read it.")


class SpentForm(PlainForm):
    """What was spent of what was paid."""

    spent = MoneyField(min_amount=0, label="How much of what was paid has been spent?")


class GivenBackForm(PlainForm):
    """What has come back."""

    given_back = MoneyField(min_amount=1, label="How much has come back?")


class SustainForm(PlainForm):
    """Who carries it on."""

    carried_on = TextField(
        max_length=600, rows=3, label="Who carries on what, now the money is gone?"
    )
