"""What is asked of those who help people vote."""

from typing import Any

from django import forms

from folkmoot.deciding import codes
from folkmoot.kernel.ui.forms import PlainForm, RadiosField, TextField

SURE, DOUBT = "sure", "doubt"


class FindForm(PlainForm):
    """Someone on the roll: by code, by number, or by name and postcode."""

    code = forms.CharField(label="Code or number from their letter", max_length=40, required=False)
    name = forms.CharField(label="Name", max_length=200, required=False)
    postcode = forms.CharField(label="Postcode", max_length=10, required=False)
    number = forms.CharField(
        label="Number on their card",
        help_text="If there is one. It shows that it is them: do not read it out, ask for it.",
        max_length=20,
        required=False,
    )
    says_optional = False

    def clean(self) -> dict[str, Any]:
        """One of the two ways, and a code that could be one."""
        given = super().clean() or {}
        code = given.get("code", "")
        if code and not code.strip().isdecimal() and (sentence := codes.why_not_code(code)):
            self.add_error("code", sentence)
        if not code and not (given.get("name") and given.get("postcode")):
            self.add_error("code", "Type a code or a number, or a name and a postcode.")
        return given


class CallerForm(PlainForm):
    """Someone on the telephone who is not on the roll: anyone can say a name and an address."""

    name = forms.CharField(label="Their name", max_length=200)
    address = TextField(label="Their address", max_length=300, rows=2, required=False)
    postcode = forms.CharField(label="Their postcode", max_length=10)
    doubt = forms.CharField(
        label="What should those know who look into it?",
        help_text="For example: I know her voice. Or: said an address that I could not find.",
        max_length=250,
        required=False,
    )

    def facts(self) -> dict[str, str]:
        """What was given, as the action wants it."""
        given = self.cleaned_data
        doubt = given["doubt"].strip()
        told = {name: given[name] for name in ("name", "address", "postcode")}
        return told | {"doubt": f"By phone, to a helper who says: {doubt}" if doubt else ""}


class PersonForm(PlainForm):
    """Someone who is not on the roll, and whether we could check that they may vote."""

    name = forms.CharField(label="Their name", max_length=200)
    address = TextField(label="Their address", max_length=300, rows=2, required=False)
    postcode = forms.CharField(label="Their postcode", max_length=10)
    sure = RadiosField(
        label="Could you check that they may vote?",
        choices=[
            (SURE, "Yes: I know them, or I have seen something that shows it"),
            (DOUBT, "Not now: take the vote, and let people settle it before the count"),
        ],
    )
    doubt = forms.CharField(
        label="What could not be checked?",
        help_text="Only if you could not check.",
        max_length=300,
        required=False,
    )
    says_optional = False

    def clean(self) -> dict[str, Any]:
        """A doubt has its words."""
        given = super().clean() or {}
        if given.get("sure") == DOUBT and not given.get("doubt", "").strip():
            self.add_error("doubt", "Say what could not be checked, for those who settle it.")
        return given

    def facts(self) -> dict[str, str]:
        """What was given, as the action wants it."""
        given = self.cleaned_data
        doubt = given["doubt"].strip() if given["sure"] == DOUBT else ""
        return {name: given[name] for name in ("name", "address", "postcode")} | {"doubt": doubt}
