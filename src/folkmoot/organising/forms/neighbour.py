"""Noting somebody who was met, what they said yes to, and whose words these were."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.kernel.ui.forms import (
    DateField,
    MomentField,
    PlainForm,
    RadiosField,
    TextField,
    YesField,
)
from folkmoot.organising.models import Met, Neighbour, Street
from folkmoot.people.models import (
    FIRST_WORDS,
    Asked,
    Basis,
    HowSaid,
    Interest,
    Organisation,
    Purpose,
    Said,
    Through,
    words_for,
)

REACH = [
    ("none", "Not at all: we meet when we meet"),
    ("letter", "By letter"),
    ("phone", "By phone"),
    ("text", "By text"),
    ("email", "By e-mail"),
]
ANSWERS = [(Said.NOT_ASKED, "I did not ask"), (Said.YES, "Yes"), (Said.NO, "No")]
ASKED_AT_ONCE = (Purpose.ASK, Purpose.TELL, Purpose.NEWS)
TO_THEM = {
    "name": "What are you called?",
    "reach_by": "How may we reach you?",
    "email": "Your e-mail address",
    "phone": "Your telephone number",
    "address": "Your address",
    "street": "Which street do you live in?",
}
QUIET = {"autocomplete": "off", "spellcheck": "false"}


class MetForm(PlainForm):
    """A name, and how to reach them or not at all."""

    name = forms.CharField(
        max_length=200,
        label="What are they called?",
        help_text="As they say it. A first name is enough.",
        widget=forms.TextInput(attrs=QUIET),
    )
    reach_by = RadiosField(choices=REACH, initial="none", label="How may they be reached?")
    email = forms.EmailField(
        max_length=254,
        required=False,
        label="Their e-mail address",
        widget=forms.EmailInput(attrs=QUIET),
    )
    phone = forms.CharField(
        max_length=30,
        required=False,
        label="Their telephone number",
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    address = TextField(max_length=400, rows=3, required=False, label="Their address")
    street = forms.ChoiceField(required=False, label="Which street do they live in?")

    def __init__(
        self,
        *args: Any,
        streets: Sequence[Street],
        asks: Sequence[Purpose] = ASKED_AT_ONCE,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.streets, self.asks = streets, asks
        fields: dict[str, Any] = self.fields
        fields["street"].choices = [
            ("", "I do not know, or it does not matter"),
            *((str(each.pk), each.name) for each in streets),
        ]
        for purpose in asks:
            box = RadiosField(
                choices=ANSWERS, initial=Said.NOT_ASKED, label=f"“{FIRST_WORDS[purpose]}”"
            )
            self.add_field(purpose, box)

    def speaks_to_them(self) -> None:
        """On their own page the form asks them, not the organiser."""
        for name, label in TO_THEM.items():
            self.fields[name].label = label
        self.fields["name"].help_text = "As you like to be called."
        self.fields["reach_by"].choices = [  # type: ignore[attr-defined]
            ("none", "Please do not contact me"),
            *REACH[1:],
        ]

    def met(self) -> Met:
        """What was filled in."""
        told = self.cleaned_data
        return Met(
            name=told["name"],
            reach_by=told["reach_by"],
            email=told["email"],
            phone=told["phone"],
            address=told["address"],
            street=next((s for s in self.streets if str(s.pk) == told["street"]), None),
            answers={purpose: told[purpose] for purpose in self.asks},
        )


def details_of(neighbour: Neighbour) -> dict[str, Any]:
    """What is kept of somebody, back in its form."""
    fields = ("name", "reach_by", "email", "phone", "address")
    told = {field: getattr(neighbour.person, field) for field in fields}
    return told | {"street": str(neighbour.street_id or "")}


class SpeakerForm(PlainForm):
    """Whose words these were, if they said that their name may stand with them."""

    neighbour = forms.ChoiceField(label="Who was it?")
    know = RadiosField(
        choices=[*ANSWERS[1:], ANSWERS[0]],
        label=f"“{FIRST_WORDS[Purpose.KNOW]}”",
        help_text="Without their yes, nobody's name stands with what was said.",
    )

    def __init__(self, *args: Any, neighbours: Sequence[Neighbour], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.neighbours = neighbours
        fields: dict[str, Any] = self.fields
        fields["neighbour"].choices = [("", "Choose one"), *(_named(each) for each in neighbours)]

    def chosen(self) -> Neighbour:
        """Who it was."""
        return next(n for n in self.neighbours if str(n.pk) == self.cleaned_data["neighbour"])


def _named(neighbour: Neighbour) -> tuple[str, str]:
    where = f", {neighbour.street.name}" if neighbour.street else ""
    return str(neighbour.pk), f"{neighbour.name}{where}"


class AnswerForm(PlainForm):
    """One question put to somebody, and their answer."""

    purpose = RadiosField(choices=Purpose, label="What were they asked?")
    through = RadiosField(
        choices=[each for each in Through.choices if each[0] != Through.NONE],
        required=False,
        label="In which way would they be reached?",
        help_text="Leave it when only their name is kept.",
    )
    said = RadiosField(choices=ANSWERS[1:], label="What did they say?")
    how = RadiosField(
        choices=[(HowSaid.SPOKEN, "They said it"), (HowSaid.WRITTEN, "They wrote it")],
        initial=HowSaid.SPOKEN,
        label="How?",
    )
    asked = MomentField(label="When were they asked?")
    wording = TextField(
        max_length=1000,
        rows=3,
        required=False,
        label="In which words, if not in ours?",
        help_text="Kept exactly, with the answer.",
    )
    organisation = forms.ChoiceField(required=False, label="For which organisation?")
    basis = RadiosField(
        choices=Basis, initial=Basis.CONSENT, label="What does the law let us do it on?"
    )
    interest = forms.ChoiceField(
        choices=Interest, required=False, label="What were they doing when they gave their details?"
    )
    details = DateField(required=False, label="When did they give them?")

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        fields: dict[str, Any] = self.fields
        fields["organisation"].choices = [
            ("", "None: a group without a legal form"),
            *((str(each.pk), each.name) for each in organisations),
        ]

    @property
    def more_to_mend(self) -> bool:
        """Whether something needs a look that is folded away."""
        return self.is_bound and any(self[name].errors for name in MORE)

    def asking(self) -> Asked:
        """What was filled in."""
        told = self.cleaned_data
        purpose = told["purpose"]
        through = Through.NONE if purpose == Purpose.KNOW else told["through"] or Through.NONE
        chosen = told["organisation"]
        return Asked(
            purpose=purpose,
            through=through,
            said=told["said"],
            wording=told["wording"].strip() or words_for(purpose, through),
            asked_at=told["asked"],
            how=told["how"],
            basis=told["basis"],
            organisation=next((o for o in self.organisations if str(o.pk) == chosen), None),
            interest=told["interest"],
            details_date=told["details"],
        )


MORE = ("wording", "organisation", "basis", "interest", "details")


class ClaimForm(PlainForm):
    """The code of a card."""

    code = forms.CharField(
        max_length=60,
        label="The code on your card",
        help_text="Five groups of four. Big and small letters are the same.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class ForgetForm(PlainForm):
    """What else goes, when somebody is forgotten."""

    with_words = YesField(required=False, label="What was said alone goes too")
    sure = YesField(label="Yes, forget it for good")
