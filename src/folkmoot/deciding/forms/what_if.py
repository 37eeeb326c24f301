"""Which other rule to try on the ballots of a published decision."""

from typing import Any

from django import forms

from folkmoot.deciding.analysis import is_own_rule, rules_to_try
from folkmoot.deciding.models import Completion, Decision, RuleFamily
from folkmoot.kernel.ui.forms import PlainForm

SHARES = RuleFamily.EQUAL_SHARES.label
PAID_ALIKE = f"{SHARES}, where all who pay for a project pay the same"
WORTH = {
    "cost": SHARES,
    "count": f"{SHARES}, each project counting the same",
    "points": f"{SHARES}, by the points given",
}
NAMES = {
    "welfare/cost": "The set worth most to all voters together",
    "bounded-overspending/cost": "Equal shares, helped out where a little is missing",
    "exact-equal-shares/cost/none": PAID_ALIKE,
    "exact-equal-shares/cost/add1": f"{PAID_ALIKE}. {Completion.ADD1.label}",
    "exact-equal-shares/cost/add-opt": f"{PAID_ALIKE}. Raise every share each time by just as much "
    "as changes something, until one more rise would spend too much",
}


def name_of_rule(name: str) -> str:
    """What a rule is called on the pages.

    >>> name_of_rule("equal-shares/count/none")
    'Equal shares, each project counting the same. Leave what is left for another time'
    """
    if name in NAMES:
        return NAMES[name]
    family, *settings = name.split("/")
    if family != RuleFamily.EQUAL_SHARES:
        return str(RuleFamily(family).label)
    worth, completion = settings
    return f"{WORTH[worth]}. {Completion(completion).label}"


class WhatIfForm(PlainForm):
    """One other rule, of those that can count these ballots."""

    rule = forms.ChoiceField(label="Which other rule?")

    def __init__(self, *args: Any, decision: Decision, own: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [name for name in rules_to_try(decision) if not is_own_rule(own, name)]
        self.fields["rule"].choices = [  # type: ignore[attr-defined]
            (name, name_of_rule(name)) for name in others
        ]
        self.fields["rule"].error_messages["invalid_choice"] = (
            "These ballots cannot be counted by that rule, or it is their own. Choose one of the "
            "list."
        )
