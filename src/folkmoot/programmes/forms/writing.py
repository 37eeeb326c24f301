"""Writing a version: what it is for, criteria, funders, money, phases."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import (
    DateField,
    ListField,
    MoneyField,
    PlainForm,
    RadiosField,
    TextField,
)
from folkmoot.people.models import Organisation
from folkmoot.programmes.models import CriterionPlan, DecisionRule, PhasePlan, Terms, Version
from folkmoot.programmes.queries import Budget, year_named
from folkmoot.programmes.rules import MOST_CRITERIA, MOST_YEARS

A_CRITERION = re.compile(r"(\d{1,3})\s*%?\s*[:.–-]?\s*(\S.*)")
MOST_PENCE = 10**13  # a hundred thousand million pounds: a slip of the hand, not a programme


class StartForm(PlainForm):
    """A new programme."""

    name = forms.CharField(max_length=120, label="What is the programme called?")
    summary = TextField(
        max_length=600,
        rows=4,
        label="What is it for?",
        help_text="A sentence or two. Everyone can read it once its funders have agreed.",
    )
    manager = forms.EmailField(
        label="Who will run it?",
        help_text="Their e-mail address. They become its grant manager, and we write to them.",
    )


class TermsForm(PlainForm):
    """What it is for, and how it decides."""

    principles = TextField(
        max_length=4000,
        rows=8,
        label="What is it for, and what do its funders hold to?",
        help_text="In words that people in a place would use.",
    )
    rule = RadiosField(choices=DecisionRule, label="How do the funders choose places together?")
    quorum = forms.IntegerField(
        min_value=1, max_value=50, label="How many of them have to decide, for it to count?"
    )
    delegations = ListField(
        max_lines=20,
        max_line_length=190,
        required=False,
        label="What do the funders hand over, and to whom?",
        help_text="One thing a line. Such as: Changes to an award of up to £5,000: the grant "
        "manager.",
    )
    first_year = forms.IntegerField(
        min_value=2000,
        max_value=2200,
        label="In which year does the money begin?",
        help_text="The year in whose April it begins: 2027 for 2027–28.",
    )
    n_years = forms.IntegerField(
        min_value=1, max_value=MOST_YEARS, label="For how many years is there money?"
    )
    why = forms.CharField(
        max_length=600,
        required=False,
        label="What is new in this version, and why?",
        help_text="Funders read this first.",
    )

    def __init__(self, *args: Any, first: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if first:  # there is none before it to differ from
            del self.fields["why"]

    def terms(self) -> Terms:
        """What was filled in."""
        told = self.cleaned_data
        return Terms(
            principles=told["principles"],
            rule=told["rule"],
            quorum=told["quorum"],
            delegations=tuple(told["delegations"]),
            first_year=told["first_year"],
            n_years=told["n_years"],
            why=told.get("why", ""),
        )


def terms_of(version: Version) -> dict[str, Any]:
    """A version, back in its form."""
    names = ("principles", "rule", "quorum", "first_year", "n_years", "why")
    return {name: getattr(version, name) for name in names} | {
        "delegations": version.delegations.splitlines()
    }


class CriteriaForm(PlainForm):
    """What places are assessed on, and how much each counts."""

    criteria = ListField(
        max_lines=MOST_CRITERIA,
        max_line_length=165,
        label="What are places assessed on?",
        help_text="One a line, each beginning with how much of 100 it counts. Such as: "
        "40 The plan is rooted in what people said",
    )

    def clean_criteria(self) -> list[CriterionPlan]:
        """A weight and a name from each line; or which line to mend."""
        found = []
        for number, line in enumerate(self.cleaned_data["criteria"], 1):
            read = A_CRITERION.fullmatch(line)
            if not read or not 1 <= int(read[1]) <= 100:
                raise ValidationError(
                    f"Line {number}, “{line[:60]}”: begin with how much of 100 it counts, such as "
                    "40, and then say what it is."
                )
            found.append(CriterionPlan(read[2].strip(), int(read[1])))
        return found


class FunderForm(PlainForm):
    """Who else pays."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.order_by("name"),
        label="Which organisation pays?",
        empty_label="Choose one",
    )


class MoneyForm(PlainForm):
    """What each funder sets aside for each year."""

    says_optional = False  # the page says what an empty box means

    def __init__(self, *args: Any, budget: Budget, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cells: dict[str, tuple[int, int]] = {}
        for row in budget.rows:
            for year, amount in zip(budget.years, row.amounts, strict=True):
                name = f"money_{row.key}_{year}"
                self.cells[name] = (row.key, year)
                field = MoneyField(
                    label=f"{row.name}, {year_named(year)}",
                    required=False,
                    max_amount=MOST_PENCE,
                    initial=amount or None,
                )
                self.add_field(name, field)

    def money(self) -> dict[tuple[int, int], int]:
        """Pence by funder and year; nothing where the box is empty."""
        return {cell: self.cleaned_data[name] or 0 for name, cell in self.cells.items()}


class ExtensionForm(PlainForm):
    """A phase goes on longer."""

    ends = DateField(label="What is its last day now?")
    why = TextField(
        max_length=300,
        rows=3,
        label="Why does it go on longer?",
        help_text="The funders and everyone else read this.",
    )


class PhaseForm(PlainForm):
    """One more phase."""

    name = forms.CharField(max_length=120, label="What is the phase called?")
    what = TextField(max_length=1000, rows=4, required=False, label="What happens in it?")
    starts = DateField(label="First day")
    ends = DateField(label="Last day")
    ceiling = MoneyField(
        label="What is the most one place can be given in it?",
        max_amount=MOST_PENCE,
        help_text="£0 where there is help and no money.",
    )
    gate = TextField(
        max_length=600,
        rows=3,
        label="What does a place need to enter it?",
        help_text="Its gate. Such as: a plan that its board and its finance officer have signed.",
    )

    def clean_ends(self) -> Any:
        """After it begins."""
        ends, starts = self.cleaned_data["ends"], self.cleaned_data.get("starts")
        if starts and ends <= starts:
            raise ValidationError("The last day comes after the first.")
        return ends

    def plan(self) -> PhasePlan:
        """What was filled in."""
        told = self.cleaned_data
        return PhasePlan(
            name=told["name"],
            what=told["what"],
            starts_date=told["starts"],
            ends_date=told["ends"],
            ceiling_pence=told["ceiling"],
            gate=told["gate"],
        )
