"""Money for small ideas of several places."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.awards.actions.small.shared import SharedPlan
from folkmoot.awards.forms.small import MOST_PENCE
from folkmoot.kernel.ui.forms import MoneyField, PlainForm, TextField
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme


class SharedForm(PlainForm):
    """What is set aside for all places together."""

    name = forms.CharField(max_length=120, label="What is it called?")
    what = TextField(max_length=1000, rows=3, label="What is the money for?")
    programme = forms.ChoiceField(required=False, label="Is it the money of a programme?")
    set_aside = MoneyField(
        min_amount=1, max_amount=MOST_PENCE, label="How much, for all places together?"
    )
    most = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="The most for one grant")

    def __init__(
        self,
        *args: Any,
        funder: Organisation,
        programmes: Sequence[Programme],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.funder = funder
        self.programmes = {str(each.pk): each for each in programmes}
        fields: dict[str, Any] = self.fields
        named = [(key, each.name) for key, each in self.programmes.items()]
        fields["programme"].choices = [("", "No"), *named]

    def plan(self) -> SharedPlan:
        """What is opened."""
        said = self.cleaned_data
        return SharedPlan(
            funder=self.funder,
            name=said["name"],
            what=said["what"],
            set_aside_pence=said["set_aside"],
            most_pence=said["most"],
            programme=self.programmes.get(said["programme"]),
        )


class PartForm(PlainForm):
    """A place is given its part."""

    place = forms.ChoiceField(label="Which place?")
    holder = forms.ChoiceField(
        label="Who holds the money there and pays it out?",
        help_text="People who live there decide; their convenor names them.",
    )
    pence = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="How much?")

    def __init__(self, *args: Any, places: Sequence[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in places}
        self.holders = {str(each.pk): each for each in Organisation.objects.order_by("name")}
        fields: dict[str, Any] = self.fields
        for name, several in (("place", self.places), ("holder", self.holders)):
            named = [(key, str(each)) for key, each in several.items()]
            fields[name].choices = [("", "Choose one"), *named]

    def said(self) -> dict[str, Any]:
        """The place, who holds the money, and how much."""
        told = self.cleaned_data
        place, holder = self.places[told["place"]], self.holders[told["holder"]]
        return {"place": place, "holder": holder, "pence": told["pence"]}


class PenceForm(PlainForm):
    """More, or less."""

    pence = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="How much is it now?")
