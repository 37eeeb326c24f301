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
from folkmoot.granting.forms.handling import (
    AskForm,
    FindForm,
    LetInForm,
    ReopenForm,
    WhyForm,
)
from folkmoot.granting.forms.preparing import (
    AreasForm,
    CallForm,
    ChooseForm,
    FirstForm,
    RulesForm,
    WindowForm,
    lines_of,
    plan_of,
    rules_of,
)

__all__ = [
    "AreasForm",
    "AskForm",
    "AskedForm",
    "BeginForm",
    "CallForm",
    "ChooseForm",
    "ColleagueForm",
    "CouncilForm",
    "FindForm",
    "FirstForm",
    "FitForm",
    "LetInForm",
    "PartnerForm",
    "ReopenForm",
    "RulesForm",
    "SaysForm",
    "WhyForm",
    "WindowForm",
    "WithdrawForm",
    "lines_of",
    "plan_of",
    "rules_of",
]
