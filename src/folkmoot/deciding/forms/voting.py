"""What a voter is asked: as little as there is, and why."""

from typing import Any

from django import forms

from folkmoot.deciding import codes
from folkmoot.deciding.models import Decision
from folkmoot.geodata.rules import why_not_postcode
from folkmoot.kernel.ui.forms import PlainForm, YesField

MARK_FIGURES = 16
_HEX = frozenset("0123456789abcdef")


def _code_box(**attributes: str) -> forms.TextInput:
    return forms.TextInput(
        attrs={"class": "code-box", "autocomplete": "off", "spellcheck": "false"}
        | {"autocapitalize": "characters", "autocorrect": "off"}
        | attributes
    )


class CodeForm(PlainForm):
    """The code from a letter, a card or a slip."""

    code = forms.CharField(
        label="Your voting code",
        help_text="Sixteen letters and numbers, like 7K3M\u20110TQ9\u2011X2HD\u201151VB. "
        "Dashes and capitals do not matter.",
        max_length=60,
        widget=_code_box(),
        error_messages={"required": codes.why_not_code("")},
    )

    def clean_code(self) -> str:
        """A code that could be one of ours, plainly written."""
        return _checked_code(self.cleaned_data["code"], "letter")


class ReceiptForm(PlainForm):
    """The code from a receipt."""

    receipt = forms.CharField(
        label="Your receipt code",
        help_text="Sixteen letters and numbers, from the receipt you were given when you voted.",
        max_length=60,
        widget=_code_box(),
        error_messages={"required": codes.why_not_code("", source="receipt")},
    )

    def clean_receipt(self) -> str:
        """A code that could be one of ours, plainly written."""
        return _checked_code(self.cleaned_data["receipt"], "receipt")


class MarkForm(PlainForm):
    """The mark of an envelope, or the beginning of one."""

    mark = forms.CharField(
        label="The envelope mark on your receipt",
        help_text="The sixteen figures and letters, like 4f0a 91c7 2be3 d586.",
        max_length=120,
        widget=_code_box(autocapitalize="none"),
        error_messages={"required": "Type the envelope mark from your receipt."},
    )

    def clean_mark(self) -> str:
        """At least the sixteen figures that are printed large."""
        mark = "".join(each for each in self.cleaned_data["mark"].lower() if each.isalnum())
        if set(mark) - _HEX:
            raise forms.ValidationError(
                "A mark has only the figures 0 to 9 and the letters a to f. "
                "Please check it against your receipt."
            )
        if not MARK_FIGURES <= len(mark) <= 64:
            raise forms.ValidationError(
                f"That mark has {len(mark)} figures and letters. Type the first sixteen."
            )
        return mark


class _OldEnoughForm(PlainForm):
    """Asks how old someone is only where the decision has a youngest age."""

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if decision.minimum_age:
            self.fields["old_enough"] = YesField(
                label=f"I am {decision.minimum_age} or older",
                error_messages={
                    "required": f"This vote is for people of {decision.minimum_age} and over. "
                    "Tick the box if that is you."
                },
            )


class RollForm(_OldEnoughForm):
    """Who someone is, as the list of voters has it."""

    name = forms.CharField(
        label="Your name",
        help_text="As it is on your card or letter.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    postcode = forms.CharField(
        label="Your postcode",
        max_length=10,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    number = forms.CharField(
        label="The number on your card",
        help_text="Leave this empty if there is none.",
        max_length=20,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )


class ProvisionalForm(RollForm):
    """The same, and where someone lives, so that people can settle the vote by asking round."""

    address = forms.CharField(
        label="Your address",
        help_text="So that the people who check can find you on their list. We delete it "
        "28 days after the result.",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AddressForm(_OldEnoughForm):
    """Who someone is and where they live."""

    name = forms.CharField(
        label="Your name",
        help_text="So that nobody votes twice. It is never kept with your ballot.",
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    address = forms.CharField(
        label="Your address",
        help_text="House and street. If you have no fixed address, say where you stay most.",
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    postcode = forms.CharField(
        label="Your postcode",
        help_text="Leave this empty if you do not know it.",
        max_length=10,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "autocomplete": "off"}),
    )

    def clean_postcode(self) -> str:
        """A postcode, or nothing."""
        postcode: str = self.cleaned_data["postcode"].strip()
        if postcode and (why := why_not_postcode(postcode)):
            raise forms.ValidationError(why)
        return postcode


def _checked_code(text: str, source: str) -> str:
    if why := codes.why_not_code(text, source=source):
        raise forms.ValidationError(why)
    return codes.plain(text)
