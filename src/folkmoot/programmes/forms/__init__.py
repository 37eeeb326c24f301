"""What we ask about a programme, and no more."""

from folkmoot.programmes.forms.running import (
    AnswerForm,
    GateForm,
    PartForm,
    PlaceForm,
    ReasonForm,
    RoleForm,
)
from folkmoot.programmes.forms.writing import (
    CriteriaForm,
    ExtensionForm,
    FunderForm,
    MoneyForm,
    PhaseForm,
    StartForm,
    TermsForm,
)

__all__ = [
    "AnswerForm",
    "CriteriaForm",
    "ExtensionForm",
    "FunderForm",
    "GateForm",
    "MoneyForm",
    "PartForm",
    "PhaseForm",
    "PlaceForm",
    "ReasonForm",
    "RoleForm",
    "StartForm",
    "TermsForm",
]
