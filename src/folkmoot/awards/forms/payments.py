"""Payments: planned, asked for, and paid."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import DateField, MoneyField, PlainForm, TextField


class PaymentForm(PlainForm):
    """How much, and when."""

    pence = MoneyField(min_amount=1, label="How much?")
    due = DateField(required=False, label="On which day is it due?")
    milestone = forms.CharField(
        max_length=200,
        required=False,
        label="Or when what is done?",
        help_text="Such as “The kitchen has passed its inspection”. Fill in the day or this.",
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        cleaned = super().clean() or self.cleaned_data
        if "due" not in self.errors and bool(cleaned.get("due")) == bool(cleaned.get("milestone")):
            self.add_error(
                "due", ValidationError("Say on which day it is due, or when what is done.")
            )
        return cleaned


class ClaimForm(PlainForm):
    """What it is for."""

    claim = TextField(max_length=1000, rows=4, label="What is it for?")


class PaidForm(PlainForm):
    """When it left the account."""

    paid = DateField(label="On which day did the money leave your account?")
    bank_reference = forms.CharField(max_length=60, required=False, label="The bank’s reference")
