"""What somebody ticks on their own page, and in whose name a team asks them."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import CheckboxesField, PlainForm, YesField
from folkmoot.organising.rules import ways_to_reach
from folkmoot.people.models import (
    Asked,
    Consent,
    HowSaid,
    Organisation,
    Person,
    Purpose,
    Said,
    Through,
    question_for,
    words_for,
)

ASKED_HERE = (Purpose.NEWS, Purpose.ASK, Purpose.TELL, Purpose.INTRODUCE, Purpose.KNOW)


class OwnAnswersForm(PlainForm):
    """Every question, with a box for each way: a tick is a yes, a tick taken away ends it."""

    says_optional = False
    shown = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        person: Person,
        standing: Sequence[Consent],
        asker: Organisation | None,
        **kwargs: Any,
    ) -> None:
        self.asker = asker
        self.yes = {(c.purpose, c.through): c for c in standing if c.said == Said.YES}
        super().__init__(*args, **kwargs)
        ways = ways_to_reach(person)
        for purpose in ASKED_HERE:
            self._ask(purpose, (Through.NONE,) if purpose == Purpose.KNOW else ways)
        self.initial["shown"] = self.digest

    def _ask(self, purpose: Purpose, ways: Sequence[Through]) -> None:
        """One question, with the ways that are open and those in which a yes stands."""
        stand = [Through(way) for about, way in self.yes if about == purpose]
        offered = [way for way in Through if way in ways or way in stand]
        box = CheckboxesField(
            choices=[(w.value, "Yes" if w == Through.NONE else w.label) for w in offered],
            required=False,
            label=question_for(purpose, self._name),
        )
        self.initial[purpose.value] = [way.value for way in stand]
        self.add_field(purpose.value, box)

    @property
    def _name(self) -> str:
        return self.asker.name if self.asker else ""

    @property
    def digest(self) -> str:
        """Of the words on the page, so that nobody says yes to others than they read."""
        kind = self.asker.kind if self.asker else ""
        words = [kind, *(question_for(purpose, self._name) for purpose in ASKED_HERE)]
        return hashlib.sha256("\n".join(words).encode()).hexdigest()

    def clean(self) -> dict[str, Any]:
        """Refuse when the words have changed since the page was opened."""
        told = super().clean() or self.cleaned_data
        if told.get("shown") != self.digest:
            again = self.data.copy()  # type: ignore[attr-defined]
            again["shown"] = self.digest
            self.data = again
            raise ValidationError(
                "The words of a question have changed since you opened this page. Read them "
                "again, and press the button once more."
            )
        return told

    def given(self, at: datetime) -> list[Asked]:
        """Each new yes, in the words that stood on the page."""
        return [
            Asked(
                purpose,
                way,
                Said.YES,
                words_for(purpose, way, self._name),
                at,
                how=HowSaid.OWN_PAGE,
                organisation=self.asker,
            )
            for purpose in ASKED_HERE
            for way in self.cleaned_data[purpose.value]
            if (purpose.value, way) not in self.yes
        ]

    def back(self) -> list[Consent]:
        """Each yes whose tick was taken away."""
        return [
            consent
            for (purpose, way), consent in self.yes.items()
            if way not in self.cleaned_data.get(purpose, [way])
        ]


class VoiceForm(PlainForm):
    """In whose name."""

    organisation = forms.ChoiceField(
        required=False,
        label="Which organisation answers for what the team asks and sends?",
        help_text="By law somebody does. What it is by law (a charity, a council…) is kept with "
        "every answer from then on.",
    )
    sure = YesField(label="Whoever answers for it knows of it, and agrees")

    def __init__(self, *args: Any, organisations: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisations = organisations
        fields: dict[str, Any] = self.fields
        fields["organisation"].choices = [
            ("", "None: the team is a group without a legal form"),
            *(
                (str(each.pk), f"{each.name} ({each.get_kind_display().lower()})")
                for each in organisations
            ),
        ]

    def chosen(self) -> Organisation | None:
        """The organisation, if one was chosen."""
        key = self.cleaned_data["organisation"]
        return next((each for each in self.organisations if str(each.pk) == key), None)
