"""The forms of awards."""

from folkmoot.awards.forms.awards import (
    AwardAreasForm,
    AwardForm,
    BecauseForm,
    BudgetForm,
    DecidedAwardForm,
    GivenBackForm,
    OfferForm,
    SignForm,
    SpentForm,
    SustainForm,
)
from folkmoot.awards.forms.checks import AnswerForm, CheckForm, ConditionForm
from folkmoot.awards.forms.payments import ClaimForm, PaidForm, PaymentForm
from folkmoot.awards.forms.returned import (
    FiguresForm,
    IndicatorForm,
    PlanReturnsForm,
    SendBackForm,
    SheetForm,
    WaitForm,
)
from folkmoot.awards.forms.variations import (
    AssessmentForm,
    VariationForm,
)

__all__ = [
    "AnswerForm",
    "AssessmentForm",
    "AwardAreasForm",
    "AwardForm",
    "BecauseForm",
    "BudgetForm",
    "CheckForm",
    "ClaimForm",
    "ConditionForm",
    "DecidedAwardForm",
    "FiguresForm",
    "GivenBackForm",
    "IndicatorForm",
    "OfferForm",
    "PaidForm",
    "PaymentForm",
    "PlanReturnsForm",
    "SendBackForm",
    "SheetForm",
    "SignForm",
    "SpentForm",
    "SustainForm",
    "VariationForm",
    "WaitForm",
]
