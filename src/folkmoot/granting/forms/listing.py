"""What narrows the list of applications."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.granting.models import ApplicationStage, CallArea
from folkmoot.granting.queries.listing import SORTS, Wish
from folkmoot.kernel.ui.forms import PlainForm
from folkmoot.places.models import Place

HANDED_IN = [each for each in ApplicationStage.choices if each[0] != ApplicationStage.DRAFT]


class ListForm(PlainForm):
    """Stage, area, place, words, and in which order."""

    says_optional = False
    stage = forms.ChoiceField(label="How far", choices=[("", "All"), *HANDED_IN], required=False)
    area = forms.ChoiceField(label="Council area", required=False)
    place = forms.ChoiceField(label="Place", required=False)
    words = forms.CharField(label="Words", max_length=100, required=False)
    sort = forms.ChoiceField(
        label="In which order",
        choices=[(name, words) for name, (words, _) in SORTS.items()],
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        areas: Sequence[CallArea],
        places: Sequence[Place],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["area"].choices = [("", "All"), *((each.code, each.name) for each in areas)]
        fields["place"].choices = [("", "All"), *((each.slug, each.name) for each in places)]
        if not areas:
            del self.fields["area"]
        if not places:
            del self.fields["place"]

    def wish(self) -> Wish:
        """What was asked; what nobody can ask is left out."""
        self.is_valid()
        told = {name: value for name, value in self.cleaned_data.items() if value}
        return Wish(**told)
