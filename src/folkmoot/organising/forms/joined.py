"""Choosing, of two notes of one person, what is kept; and which other note it is."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms

from folkmoot.kernel.ui.forms import PlainForm, RadiosField, YesField
from folkmoot.organising.models import Neighbour, Street
from folkmoot.organising.queries.joined import SideBySide

ASKED = {
    "name": "Which name?",
    "email": "Which e-mail address?",
    "phone": "Which telephone number?",
    "address": "Which address?",
}


class JoinForm(PlainForm):
    """What is kept, wherever two notes say two things."""

    def __init__(self, *args: Any, both: SideBySide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.both = both
        for fact, could in both.facts.items():
            if len(could) > 1:
                self._ask(fact, ASKED[fact], [(each, each) for each in could], self._likely(fact))
        streets = self._streets()
        if len(streets) > 1:
            named = [(str(each.pk), each.name) for each in streets]
            self._ask("street", "Which street?", named, named[0][0])
        if both.names is not None:
            stays, goes = both.names
            label = f"“{goes.name}” and “{stays.name}” are this person too"
            self.add_field("names_too", YesField(required=False, label=label))

    def _ask(self, name: str, label: str, choices: list[tuple[str, str]], first: str) -> None:
        self.add_field(name, RadiosField(choices=choices, label=label, initial=first))

    def _likely(self, fact: str) -> str:
        """What is chosen beforehand: the fuller name, else what the one who stays says."""
        could = self.both.facts[fact]
        return max(could, key=len) if fact == "name" else could[0]

    def _streets(self) -> list[Street]:
        there = (self.both.kept.street, self.both.other.street)
        return list(dict.fromkeys(each for each in there if each is not None))

    def chosen(self) -> dict[str, str]:
        """A value for each fact of a person."""
        told = self.cleaned_data
        return {fact: told.get(fact, could[0]) for fact, could in self.both.facts.items()}

    def street(self) -> Street | None:
        """The street that is kept, if any is known."""
        streets = self._streets()
        chosen = self.cleaned_data.get("street")
        return next((each for each in streets if str(each.pk) == chosen), next(iter(streets), None))

    def names_too(self) -> bool:
        """Whether two names of those who connect people are taken for one with it."""
        return bool(self.cleaned_data.get("names_too"))


class SameNoteForm(PlainForm):
    """Which other note is of the same person."""

    other = forms.ChoiceField(label="Which other note is of the same person?")

    def __init__(self, *args: Any, others: Sequence[Neighbour], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["other"].choices = [("", "Choose one"), *(_told(each) for each in others)]

    def chosen(self) -> UUID:
        """The key of that note."""
        return UUID(self.cleaned_data["other"])


def _told(neighbour: Neighbour) -> tuple[str, str]:
    where = f", {neighbour.street.name}" if neighbour.street else ""
    return str(neighbour.pk), f"{neighbour.name}{where}"
