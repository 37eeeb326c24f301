"""What is asked of counting officers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.deciding import rules
from folkmoot.deciding.models import CountingOfficer
from folkmoot.kernel.ui.forms import PlainForm, RadiosField
from folkmoot.people.models import Account

MOST_LETTERS = 200


def passphrase_field(label: str, **kwargs: Any) -> forms.CharField:
    """A box for a passphrase, which the page never shows again and the browser does not keep."""
    secret = forms.PasswordInput(attrs={"autocomplete": "off", "spellcheck": False})
    return forms.CharField(label=label, max_length=MOST_LETTERS, widget=secret, **kwargs)


class OfficerForm(PlainForm):
    """Who will hold one of the passphrases."""

    officer = RadiosField(
        label="Who?",
        error_messages={"invalid_choice": "Choose one of the counting officers who are listed."},
    )

    def __init__(self, *args: Any, could: Mapping[UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["officer"].choices = [(str(key), name) for key, name in could.items()]  # type: ignore[attr-defined]

    def clean_officer(self) -> Account:
        """The account that was chosen."""
        return Account.objects.get(pk=self.cleaned_data["officer"])


class PassphraseForm(PlainForm):
    """A passphrase, twice."""

    passphrase = passphrase_field("Your passphrase")
    again = passphrase_field("The same once more")

    def __init__(self, *args: Any, officer: CountingOfficer, **kwargs: Any) -> None:
        self.officer = officer
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Long enough, and twice the same."""
        given = super().clean() or {}
        first, second = given.get("passphrase"), given.get("again")
        if first and (sentence := rules.why_not_passphrase(self.officer, first)):
            self.add_error("passphrase", sentence)
        elif first and second and _words(first) != _words(second):
            self.add_error("again", "The two are not the same. Type both again.")
        return given


class BoxForm(PlainForm):
    """The passphrases of the officers who are here: as many as open the box, and no more."""

    def __init__(self, *args: Any, officers: list[CountingOfficer], needed: int, **kwargs: Any):
        self.officers, self.needed = officers, needed
        super().__init__(*args, **kwargs)
        self.says_optional = False
        for place, officer in enumerate(officers):
            label = f"Passphrase of {officer.account.shown_name()}"
            self.fields[f"officer_{place}"] = passphrase_field(label, required=False)

    def clean(self) -> dict[str, Any]:
        """Exactly as many as are needed."""
        given = super().clean() or {}
        found = {
            officer: typed
            for place, officer in enumerate(self.officers)
            if (typed := given.get(f"officer_{place}", "").strip())
        }
        if len(found) != self.needed and not self.errors:
            raise ValidationError(
                f"Fill in {self.needed} of the {len(self.officers)} passphrases; "
                f"{len(found) or 'none'} of them {'was' if len(found) == 1 else 'were'} filled in."
            )
        return {"passphrases": found}


def _words(typed: str) -> list[str]:
    return typed.casefold().split()
