"""What is asked about a limit: its name, what it is about, how much, and why."""

from typing import Any

from django import forms

from folkmoot.deciding import rules
from folkmoot.deciding.models import Decision, Limit
from folkmoot.deciding.rules import AskedLimit
from folkmoot.kernel.ui.forms import CheckboxesField, MoneyField, PlainForm
from folkmoot.kernel.ui.words import money

MOST = 250


class LimitForm(PlainForm):
    """One limit on what may be funded together."""

    name = forms.CharField(
        label="What do you call this limit?",
        help_text="For example: Parks, or The square. People read it on the ballot paper.",
        max_length=120,
    )
    options = CheckboxesField(label="Which options is it about?")
    most_pence = MoneyField(
        label="How much money can go to them together, at most?",
        help_text="Left empty: any sum.",
        min_amount=1,
        required=False,
    )
    most_options = forms.IntegerField(
        label="How many of them can be funded, at most?",
        help_text="1 means that they exclude each other, such as two plans for one square. "
        "Left empty: any number.",
        min_value=1,
        max_value=MOST,
        required=False,
    )
    because = forms.CharField(
        label="Why is there this limit?",
        help_text="One sentence, for everyone to read.",
        max_length=300,
    )

    def __init__(self, *args: Any, decision: Decision, limit: Limit | None, **kwargs: Any) -> None:
        self.decision = decision
        self.listed = {option.number: option for option in decision.options.all()}
        self.others = [each for each in decision.limits.all() if not limit or each.pk != limit.pk]
        super().__init__(*args, initial=_as_it_is(limit), **kwargs)
        self.fields["options"].choices = [  # type: ignore[attr-defined]
            (str(each.number), f"{each.title}, {money(each.cost_pence, decision.currency)}")
            for each in self.listed.values()
        ]
        sum_of = self.fields["most_pence"]
        sum_of.code = sum_of.widget.code = decision.currency  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What does not fit together is told beside the answer to mend."""
        given = super().clean() or {}
        if not self.errors:
            field, sentence = rules.misfit_of_limit(self.decision, self.asked(), self.others)
            if sentence:
                self.add_error(field, sentence)
        return given

    def asked(self) -> AskedLimit:
        """What was given, as the action wants it."""
        given = self.cleaned_data
        return AskedLimit(
            name=given["name"],
            because=given["because"],
            options=tuple(self.listed[int(number)] for number in given["options"]),
            most_options=given.get("most_options"),
            most_pence=given.get("most_pence"),
        )


def _as_it_is(limit: Limit | None) -> dict[str, Any]:
    if limit is None:
        return {}
    kept = {name: getattr(limit, name) for name in LimitForm.base_fields if name != "options"}
    return kept | {"options": [str(option.number) for option in limit.options.all()]}
