"""What we ask of those who apply, of their partners and of the council."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from folkmoot.granting.models import (
    AskedAgain,
    Beginning,
    Call,
    CallArea,
    Council,
    Endorsement,
    FirstQuestion,
)
from folkmoot.kernel.questions.actions import Typing
from folkmoot.kernel.questions.asking import Asked, Kind
from folkmoot.kernel.questions.boxes import Choices, box_for
from folkmoot.kernel.questions.queries import Standing
from folkmoot.kernel.questions.reading import read
from folkmoot.kernel.ui.forms import PlainForm, RadiosField, TextField
from folkmoot.places.models import Place

YES_NO = (("yes", "Yes"), ("no", "No"))


class FitForm(PlainForm):
    """A few questions before anybody applies. Nothing of it is kept."""

    def __init__(self, *args: Any, asked: Sequence[FirstQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = asked
        for each in asked:
            self.add_field(f"q{each.number}", RadiosField(label=each.text, choices=YES_NO))

    def unfit(self) -> list[FirstQuestion]:
        """What does not fit, each with why and what else there is."""
        told = self.cleaned_data
        return [each for each in self.asked if (told[f"q{each.number}"] == "yes") != each.fits]


class BeginForm(PlainForm):
    """Who applies, for what, for which area and place."""

    title = forms.CharField(
        max_length=120,
        label="What is it about?",
        help_text="A few words, such as: Food on Mill Lane.",
    )
    lead = forms.CharField(
        max_length=200,
        label="Which organisation leads?",
        help_text="Its full name. It speaks for the partnership; others join as partners.",
    )
    area = forms.ChoiceField(label="Which council area is it for?", required=False)
    place = forms.ChoiceField(
        label="Which place is it for?",
        required=False,
        help_text="Places where you are a convenor. Leave it out if yours is not here yet.",
    )

    def __init__(
        self,
        *args: Any,
        call: Call,
        areas: Sequence[CallArea],
        places: Sequence[Place],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in places}
        fields: dict[str, Any] = self.fields
        fields["area"].choices = [("", "Choose one"), *((a.code, a.name) for a in areas)]
        fields["area"].required = call.one_per_area
        fields["place"].choices = [("", "None"), *((key, p.name) for key, p in self.places.items())]
        fields["place"].required = call.by_invitation
        if not areas:
            del self.fields["area"]
        if not places and not call.by_invitation:
            del self.fields["place"]

    def beginning(self) -> Beginning:
        """What was filled in."""
        told = self.cleaned_data
        place = self.places.get(told.get("place", ""))
        return Beginning(told["title"], told["lead"], told.get("area", ""), place)


class ColleagueForm(PlainForm):
    """Who writes along."""

    email = forms.EmailField(
        label="Their e-mail address", help_text="We write to them how to sign in."
    )
    may_lead = RadiosField(
        label="What will they do?",
        choices=[("no", "Write along"), ("yes", "Lead it too")],
        hints={"yes": "Ask partners and the council, name who writes, hand it in."},
        initial="no",
    )

    def colleague(self) -> dict[str, Any]:
        """What was filled in."""
        told = self.cleaned_data
        return {"email": told["email"], "may_lead": told["may_lead"] == "yes"}


class PartnerForm(PlainForm):
    """A partner, and whom to ask there."""

    name = forms.CharField(max_length=200, label="Which organisation?")
    email = forms.EmailField(
        label="Who can say yes for it?",
        help_text="An e-mail address. They get a link and need no account.",
    )


class CouncilForm(PlainForm):
    """Whom in the council to ask."""

    council = forms.CharField(
        max_length=200, label="Which council?", help_text="Such as: Burnley Borough Council."
    )
    name = forms.CharField(max_length=120, label="What is its chief executive called?")
    email = forms.EmailField(
        label="Their e-mail address",
        help_text="The link works once, for three weeks, and nobody needs an account.",
    )

    def whom(self) -> Council:
        """What was filled in."""
        return Council(**self.cleaned_data)


def council_of(endorsement: Endorsement | None) -> dict[str, str]:
    """Whom was asked last, to be put right."""
    if endorsement is None:
        return {}
    return {
        "council": endorsement.council,
        "name": endorsement.name,
        "email": endorsement.email,
    }


class SaysForm(PlainForm):
    """Yes or no, in one's own words."""

    says = RadiosField(label="What do you say?")
    words = TextField(max_length=2000, rows=4, required=False, label="In your own words")
    name = forms.CharField(max_length=120, label="Who are you?", help_text="Your name and post.")

    def __init__(
        self,
        *args: Any,
        yes: str,
        no: str,
        words: str = "",
        longest: int = 2000,
        asks_name: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["says"].choices = [("yes", yes), ("no", no)]
        fields["words"].help_text = words
        fields["words"].max_length = longest
        if not asks_name:
            del self.fields["name"]

    @property
    def yes(self) -> bool:
        """Whether they said yes."""
        return bool(self.cleaned_data["says"] == "yes")


class WithdrawForm(PlainForm):
    """Why they do not ask any more."""

    why = TextField(
        max_length=600,
        rows=3,
        label="Why?",
        help_text="The funders read this. It helps them, and changes nothing for you.",
    )


class AskedForm(PlainForm):
    """The answers the programme asked about, each with what is asked of it."""

    def __init__(
        self,
        *args: Any,
        asked: Sequence[tuple[AskedAgain, Asked]],
        stands: Mapping[tuple[str, int], Standing],
        offered: Mapping[str, Choices],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.asked, self.stands, self.offered = asked, stands, offered
        for again, each in asked:
            name = f"{again.key}-{again.turn}"
            field = box_for(each, offered.get(each.meaning or each.key))
            field.required = False
            field.help_text = f"They ask: {again.words}"
            self.add_field(name, field)
            standing = stands.get((again.key, again.turn))
            self.initial[name] = standing.typed if standing else None

    def clean(self) -> dict[str, Any]:
        """Each is an answer, or says what to mend."""
        told = super().clean() or {}
        for again, each in self.asked:
            name = f"{again.key}-{again.turn}"
            if name in told and each.kind is not Kind.FILE:
                among = self.offered.get(each.meaning or each.key)
                keys = [key for key, _ in among] if among is not None else None
                if why := read(each, told[name], offered=keys).wrong:
                    self.add_error(name, why)
        return told

    def typing(self) -> list[Typing]:
        """What was typed, whole or not: it is kept either way."""
        found = []
        for again, each in self.asked:
            name = f"{again.key}-{again.turn}"
            at = (again.key, again.turn)
            seen = self.stands[at].version if at in self.stands else 0
            if each.kind is Kind.FILE:
                if file := self.cleaned_data.get(name):
                    found.append(Typing(again.key, None, seen, again.turn, file=file))
                continue
            typed = self[name].value() if name in self.errors else self.cleaned_data.get(name)
            found.append(Typing(again.key, typed, seen, again.turn))
        return found
