"""Forms in our words: every field asks plainly, keeps what was typed, and says how to mend it."""

from folkmoot.kernel.ui.forms import choosing, writing  # noqa: F401 - they tell `draw` what they know
from folkmoot.kernel.ui.forms.fields import (
    CheckboxesField,
    ListField,
    RadiosField,
    TextField,
    UploadField,
    YesField,
)
from folkmoot.kernel.ui.forms.moments import DateField, MomentField, whole_days
from folkmoot.kernel.ui.forms.money import MoneyField
from folkmoot.kernel.ui.forms.plain import Plain, PlainForm

__all__ = [
    "CheckboxesField",
    "DateField",
    "ListField",
    "MomentField",
    "MoneyField",
    "Plain",
    "PlainForm",
    "RadiosField",
    "TextField",
    "UploadField",
    "YesField",
    "whole_days",
]
