"""The forms of awards."""

from folkmoot.awards.forms.awards import (
    AwardForm,
    BecauseForm,
    BudgetForm,
    GivenBackForm,
    OfferForm,
    SignForm,
    SpentForm,
    SustainForm,
)
from folkmoot.awards.forms.checks import AnswerForm, CheckForm, ConditionForm
from folkmoot.awards.forms.payments import ClaimForm, PaidForm, PaymentForm

__all__ = [
    "AnswerForm",
    "AwardForm",
    "BecauseForm",
    "BudgetForm",
    "CheckForm",
    "ClaimForm",
    "ConditionForm",
    "GivenBackForm",
    "OfferForm",
    "PaidForm",
    "PaymentForm",
    "SignForm",
    "SpentForm",
    "SustainForm",
]
