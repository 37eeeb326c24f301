"""What people type about themselves and about organisations."""

from typing import Any

from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms

from folkmoot.kernel.ui.forms import Plain, PlainForm
from folkmoot.people.actions.codes import FIGURES
from folkmoot.people.identifiers import SCHEMES
from folkmoot.people.models import Organisation

EMAIL = {"autocomplete": "email", "spellcheck": "false"}
CODE = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "class": "govuk-input--width-10 govuk-input--extra-letter-spacing",
    "spellcheck": "false",
}


class AddressForm(PlainForm):
    """Where to send a code."""

    email = forms.EmailField(
        label="Your e-mail address", max_length=254, widget=forms.EmailInput(attrs=EMAIL)
    )


class CodeForm(PlainForm):
    """The code that came."""

    code = forms.CharField(
        label="The code from the e-mail",
        help_text="Eight figures, such as 4827 1953.",
        max_length=40,
        widget=forms.TextInput(attrs=CODE),
    )

    def clean_code(self) -> str:
        """What could be a code: a figure left out by mistake costs none of the few tries."""
        code: str = self.cleaned_data["code"]
        n_figures = sum(each.isdecimal() for each in code)
        if n_figures != FIGURES:
            figures = "one figure" if n_figures == 1 else f"{n_figures or 'no'} figures"
            raise forms.ValidationError(f"That code has {figures}. It needs eight.")
        return code


class NameForm(PlainForm):
    """What others on the team read."""

    says_optional = False  # "Not now" stands under it
    name = forms.CharField(
        label="What should we call you?",
        help_text="The people you work with here see this name.",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class PasskeyForm(Plain, AddWebAuthnForm):  # type: ignore[misc]
    """A passkey the browser has just made, and what to call it."""

    passwordless = None  # every key we keep is one that signs in by itself
    name = forms.CharField(
        label="What is this device?",
        help_text="So that you know it again, such as “My phone”.",
        max_length=60,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"name": "", **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = (
            "The passkey was not made. Press the button again and follow your device."
        )

    def clean_name(self) -> str:
        """A passkey with no name is still a passkey."""
        return " ".join(self.cleaned_data["name"].split()) or "A device"


class PasskeyNameForm(PlainForm):
    """What to call a passkey."""

    name = forms.CharField(label="What is this device?", max_length=60)


class OrganisationForm(PlainForm):
    """What is known about an organisation."""

    name = forms.CharField(label="Name of the organisation", max_length=200)
    kind = forms.ChoiceField(
        label="What kind of organisation is it?",
        choices=Organisation.Kind.choices,
    )
    website = forms.URLField(
        label="Its website",
        required=False,
        max_length=200,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "url"}),
    )


class IdentifierForm(PlainForm):
    """A number from an official list."""

    scheme = forms.ChoiceField(
        label="Which list is the number from?",
        choices=[(scheme.code, scheme.name) for scheme in SCHEMES.values()],
    )
    value = forms.CharField(
        label="The number",
        help_text="As the list writes it. Zeros at the front count.",
        max_length=60,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
    )


class NewOrganisationForm(OrganisationForm):
    """An organisation to add, with its first number if it has one."""

    scheme = forms.ChoiceField(
        label="Is it on an official list?",
        choices=[
            ("", "No, or I do not know"),
            *((scheme.code, scheme.name) for scheme in SCHEMES.values()),
        ],
        required=False,
    )
    value = forms.CharField(
        label="Its number on that list",
        help_text="As the list writes it. Zeros at the front count.",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        """A list and a number come together."""
        cleaned = super().clean() or {}
        if cleaned.get("scheme") and not cleaned.get("value", "").strip():
            self.add_error("value", "Fill in its number on that list, or choose “No”.")
        if cleaned.get("value", "").strip() and not cleaned.get("scheme"):
            self.add_error("scheme", "Choose which list the number is from.")
        return cleaned

    def numbers(self) -> tuple[tuple[str, str], ...]:
        """The number given, if any."""
        scheme = self.cleaned_data["scheme"]
        return ((scheme, self.cleaned_data["value"]),) if scheme else ()


class GiveRoleForm(PlainForm):
    """Whom to name."""

    email = forms.EmailField(
        label="Their e-mail address",
        help_text="We write to them. They sign in with this address.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
