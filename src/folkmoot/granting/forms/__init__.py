"""What we ask of those who apply and of those who run a call, and no more."""

from folkmoot.granting.forms.applying import (
    AskedForm,
    BeginForm,
    ColleagueForm,
    CouncilForm,
    FitForm,
    PartnerForm,
    SaysForm,
    WithdrawForm,
)

__all__ = [
    "AskedForm",
    "BeginForm",
    "ColleagueForm",
    "CouncilForm",
    "FitForm",
    "PartnerForm",
    "SaysForm",
    "WithdrawForm",
]
