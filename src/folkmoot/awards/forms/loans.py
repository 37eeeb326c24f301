"""Loans: what is offered, on which terms, what is asked for, what came back."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.awards.actions.loans import LoanOffer, PlanTerms
from folkmoot.awards.models import HowRepaid
from folkmoot.kernel.ui.forms import DateField, MoneyField, PlainForm, RadiosField, TextField
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place

MOST_PENCE = 10**11


class RateField(forms.CharField):
    """Per cent a year: `6`, `6.5` or `6.25`; gives hundredths of a per cent."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "decimal"}))
        super().__init__(max_length=8, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A kept rate goes back into the box as per cent."""
        return f"{value // 100}.{value % 100:02}" if isinstance(value, int) else value

    def clean(self, value: Any) -> Any:
        """Whole hundredths of a per cent."""
        whole, _, part = super().clean(value).strip().rstrip("%").strip().partition(".")
        digits = whole.isascii() and whole.isdecimal() and (not part or part.isdecimal())
        if not digits or not part.isascii() or len(part) > 2:
            raise ValidationError("Write per cent a year, such as 6 or 4.25.")
        found = int(whole) * 100 + int((part + "00")[:2])
        if found > 10_000:
            raise ValidationError("The rate is 100 per cent a year at the most.")
        return found


class TermsForm(PlainForm):
    """How a loan comes back."""

    rate = RateField(label="Interest, per cent a year")
    first = DateField(label="When is the first payment due?")
    n_payments = forms.IntegerField(
        min_value=1, max_value=600, label="In how many payments is it repaid?"
    )
    every_months = forms.IntegerField(
        min_value=1, max_value=12, initial=1, label="How many months apart?"
    )
    repaid = RadiosField(choices=HowRepaid.choices, label="How does the capital come back?")
    n_interest_only = forms.IntegerField(
        min_value=0,
        max_value=120,
        initial=0,
        label="How many of the first payments are of interest only?",
    )

    def terms(self) -> PlanTerms:
        """What was filled in."""
        said = self.cleaned_data
        return PlanTerms(
            rate_hundredths=said["rate"],
            first_date=said["first"],
            n_payments=said["n_payments"],
            every_months=said["every_months"],
            repaid=said["repaid"],
            n_interest_only=said["n_interest_only"],
        )


class LoanForm(TermsForm):
    """Who lends how much to whom, for what."""

    lender = forms.ChoiceField(label="Who lends it?")
    place = forms.ModelChoiceField(Place.objects.order_by("name"), label="For which place?")
    borrower = forms.ChoiceField(label="Who borrows it?")
    title = forms.CharField(max_length=139, label="What is it called?")
    purpose = TextField(max_length=2000, rows=3, label="What is it for?")
    most = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="How much at the most?")
    words = TextField(
        max_length=20_000,
        rows=10,
        label="The agreement",
        help_text="Both sides sign these words. Nobody can change them afterwards.",
    )
    field_order = ("lender", "place", "borrower", "title", "purpose", "most")

    def __init__(self, *args: Any, lenders: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in Organisation.objects.order_by("name")}
        fields: dict[str, Any] = self.fields
        fields["lender"].choices = [(str(each.pk), each.name) for each in lenders]
        everybody = [(key, each.name) for key, each in self.known.items()]
        fields["borrower"].choices = [("", "Choose one"), *everybody]

    def offer(self) -> LoanOffer:
        """What is offered."""
        said = self.cleaned_data
        return LoanOffer(
            place=said["place"],
            lender=self.known[said["lender"]],
            borrower=self.known[said["borrower"]],
            title=said["title"],
            purpose=said["purpose"],
            most_pence=said["most"],
            words=said["words"],
            terms=self.terms(),
        )


class NewPlanForm(TermsForm):
    """A holiday, more time, another rate."""

    why = TextField(max_length=600, rows=3, label="Why? The other side will read it.")
    field_order = ("why",)


class DrawForm(PlainForm):
    """Part of the loan."""

    pence = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="How much?")
    what = forms.CharField(max_length=300, label="What is it for?")


class CameBackForm(PlainForm):
    """What came back, and when."""

    pence = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="How much came back?")
    on = DateField(label="On which day did it reach your account?")
    kind = RadiosField(
        choices=[("repayment", "A repayment"), ("settlement", "It clears the loan")],
        initial="repayment",
        label="What is it?",
        help_text="To clear the loan before its time takes what is owed on that day, to the penny.",
    )
