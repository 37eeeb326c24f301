"""What is asked of a choice, a rival by hand, what is recommended, what funders answer."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.granting.analysis.asking import Candidate
from folkmoot.granting.models import AimKind, FunderSays
from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    DateField,
    MoneyField,
    PlainForm,
    RadiosField,
    TextField,
    YesField,
)
from folkmoot.people.models import Organisation


class AskForm(PlainForm):
    """How much money there is, and for how many."""

    budget = MoneyField(min_amount=1, label="How much money is there?")
    least = forms.IntegerField(min_value=1, max_value=200, label="At least how many?")
    most = forms.IntegerField(min_value=1, max_value=200, label="At most how many?")


class AimForm(PlainForm):
    """At least and at most so many of a group."""

    group = forms.ChoiceField(label="Of which?")
    least = forms.IntegerField(required=False, min_value=0, max_value=200, label="At least")
    most = forms.IntegerField(required=False, min_value=0, max_value=200, label="At most")

    def __init__(self, *args: Any, candidates: Sequence[Candidate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["group"].choices = [("", "Choose one"), *groups_in(candidates)]

    def aim(self) -> dict[str, Any]:
        """What to ask for."""
        kind, _, value = self.cleaned_data["group"].partition(":")
        said = self.cleaned_data
        return {"kind": kind, "value": value, "least": said["least"], "most": said["most"]}


EVERY = {
    "region": "Each region",
    "settlement": "Rural and urban, each",
    "theme": "Each theme",
    "need": "Each degree of need",
    "district": "Each council area",
}


def groups_in(candidates: Sequence[Candidate]) -> list[tuple[str, str]]:
    """Every group there is, and every one of a kind; nothing of kinds nobody noted."""
    found: list[tuple[str, str]] = []
    for kind in AimKind:
        names = sorted({str(getattr(each, kind.value)) for each in candidates} - {""})
        if not names:
            continue
        found.append((f"{kind.value}:", EVERY[kind.value]))
        if kind != AimKind.DISTRICT:
            found += [(f"{kind.value}:{name}", f"{kind.label}: {name}") for name in names]
    return found


class TraitsForm(PlainForm):
    """Where an application is, and what it is about."""

    region = forms.CharField(required=False, max_length=60, label="Region")
    settlement = forms.CharField(
        required=False, max_length=20, label="Rural or urban", help_text="In one word: “rural”."
    )
    theme = forms.CharField(required=False, max_length=60, label="What it is mostly about")
    need = forms.CharField(
        required=False, max_length=20, label="How great the need is", help_text="Such as “high”."
    )


class RivalForm(PlainForm):
    """A set put together by hand."""

    chosen = CheckboxesField(required=False, label="Which would you choose?")

    def __init__(self, *args: Any, names: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["chosen"].choices = names


class RecommendForm(RivalForm):
    """What the panel recommends, what it keeps in reserve, and why."""

    reserve = CheckboxesField(
        required=False,
        label="Which are in reserve?",
        help_text="They take the place of one that falls out, until a day you say later.",
    )
    why = TextField(max_length=4000, rows=6, label="Why does the panel recommend this?")

    def __init__(self, *args: Any, names: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, names=names, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["chosen"].label = "Which does the panel recommend?"
        fields["reserve"].choices = names


class FunderForm(PlainForm):
    """What one funder answers."""

    organisation = forms.ChoiceField(label="For which funder do you answer?")
    says = RadiosField(label="What does it say?", choices=FunderSays.choices)
    words = TextField(
        required=False,
        max_length=3000,
        rows=6,
        label="In words",
        help_text="Conditions, reasons, or what links you. They stay with the decision.",
    )

    def __init__(self, *args: Any, funders: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in funders}
        fields: dict[str, Any] = self.fields
        fields["organisation"].choices = [(key, each.name) for key, each in self.known.items()]

    def funder(self) -> Organisation:
        """Which."""
        return self.known[self.cleaned_data["organisation"]]


class MinutesForm(PlainForm):
    """What was said, and until when the reserve stands."""

    minutes = TextField(
        max_length=8000, rows=10, label="Minutes", help_text="Who was there, and what was said."
    )
    until = DateField(required=False, label="Until when does the reserve stand?")


class LetterForm(PlainForm):
    """One letter, in its four parts."""

    subject = forms.CharField(max_length=160, label="What is it about?")
    text = TextField(max_length=6000, rows=8, label="The letter")
    feedback = TextField(
        max_length=4000,
        rows=8,
        label="Feedback",
        help_text="What was strong, and what would have made it stronger. No marks, no names.",
    )
    way_on = TextField(required=False, max_length=2000, rows=5, label="A way on")


class FeedbackForm(PlainForm):
    """What those in reserve can do now."""

    feedback = TextField(max_length=2000, rows=5, label="What can they do now? They read this.")


class PublishForm(PlainForm):
    """Whether those not chosen are named."""

    names_all = YesField(
        required=False, label="Name those that were not chosen too, with the reasons"
    )
