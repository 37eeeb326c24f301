"""What we ask of those who prepare a call."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.granting.models import (
    Area,
    Call,
    CallArea,
    CallKind,
    CallPlan,
    CallRules,
    First,
    FirstQuestion,
    WhenTwo,
    Window,
)
from folkmoot.kernel.questions.models import QuestionSet
from folkmoot.kernel.ui.forms import (
    DateField,
    ListField,
    MomentField,
    MoneyField,
    PlainForm,
    RadiosField,
    TextField,
    YesField,
)
from folkmoot.programmes.models import Phase

SPARE, MOST_FIRST = 2, 12


class CallForm(PlainForm):
    """What a call asks for, of whom, and how it is decided."""

    name = forms.CharField(max_length=120, label="What is the call called?")
    kind = RadiosField(
        label="What do places send in?",
        choices=CallKind.choices,
        hints={
            CallKind.EXPRESSION: "A few pages: who they are, and why here and now.",
            CallKind.PLAN: "A whole plan, from places that take part in the programme.",
        },
    )
    by_invitation = YesField(
        label="Only places that take part in the programme are asked", required=False
    )
    phase = forms.ChoiceField(label="For which phase?", required=False)
    what = TextField(max_length=4000, rows=6, required=False, label="What is it for?")
    who = TextField(max_length=2000, rows=4, required=False, label="Who may apply?")
    how = TextField(
        max_length=2000,
        rows=4,
        required=False,
        label="How is it decided?",
        help_text="Who reads it, who chooses. What counts comes from the programme’s version.",
    )
    most_pence = MoneyField(label="The most one may ask for", required=False)
    decided_by_date = DateField(label="By when do people hear?", required=False)

    def __init__(self, *args: Any, phases: Sequence[Phase], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.phases = {str(each.pk): each for each in phases}
        fields: dict[str, Any] = self.fields
        fields["phase"].choices = [("", "None"), *((k, str(p)) for k, p in self.phases.items())]

    def plan(self) -> CallPlan:
        """What was filled in."""
        told = dict(self.cleaned_data)
        return CallPlan(**(told | {"phase": self.phases.get(told["phase"])}))


def plan_of(call: Call) -> dict[str, Any]:
    """What a call says now, for the form."""
    names = ("name", "kind", "by_invitation", "what", "who", "how", "most_pence", "decided_by_date")
    return {name: getattr(call, name) for name in names} | {"phase": str(call.phase_id or "")}


class RulesForm(PlainForm):
    """What an application needs besides its answers."""

    n_partners_wanted = forms.IntegerField(
        min_value=0, max_value=20, label="How many partners have to say yes?"
    )
    wants_endorsement = YesField(
        label="The council’s chief executive has to stand behind it", required=False
    )
    one_per_area = YesField(label="One application for each council area", required=False)
    when_two = RadiosField(
        label="If so: what follows when two are handed in?", choices=WhenTwo.choices
    )

    def rules(self) -> CallRules:
        """What was filled in."""
        return CallRules(**self.cleaned_data)


def rules_of(call: Call) -> dict[str, Any]:
    """The rules of a call now, for the form."""
    return {name: getattr(call, name) for name in RulesForm.base_fields}


class AreasForm(PlainForm):
    """The council areas a call is for."""

    areas = ListField(
        max_lines=500,
        max_line_length=220,
        required=False,
        label="The council areas that may apply",
        help_text="One a line: code, name, region, urban or rural; the last two may be left out. "
        "Such as: E07000117, Burnley, North West, urban. Empty: anywhere.",
    )

    def clean_areas(self) -> list[Area]:
        """Each line as an area."""
        found = []
        for number, line in enumerate(self.cleaned_data["areas"], 1):
            cells = [cell.strip() for cell in line.replace("\t", ",").split(",")]
            if len(cells) < 2 or not cells[1]:
                raise ValidationError(f"Line {number}, “{line[:40]}”: write a code and a name.")
            found.append(Area(cells[0].upper(), *cells[1:4]))
        return found


def lines_of(areas: Sequence[CallArea]) -> list[str]:
    """Areas as the lines they are written in."""
    return [
        ", ".join(filter(None, (each.code, each.name, each.region, each.setting))) for each in areas
    ]


class FirstForm(PlainForm):
    """What is asked before anybody applies; an emptied question is taken out."""

    def __init__(self, *args: Any, asked: Sequence[FirstQuestion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.n_asked = min(MOST_FIRST, len(asked) + SPARE)
        for n in range(1, self.n_asked + 1):
            there = asked[n - 1] if n <= len(asked) else None
            self.add_field(
                f"text{n}",
                forms.CharField(max_length=300, required=False, label=f"Question {n}"),
            )
            self.add_field(
                f"fits{n}",
                RadiosField(
                    label=f"Question {n}: which answer fits?",
                    choices=[("yes", "Yes"), ("no", "No")],
                    initial="yes",
                ),
            )
            self.add_field(
                f"otherwise{n}",
                forms.CharField(
                    max_length=600,
                    required=False,
                    label=f"Question {n}: what do you say to those it does not fit?",
                    help_text="Why not, and what else there is for them.",
                ),
            )
            if there:
                self.initial[f"text{n}"] = there.text
                self.initial[f"fits{n}"] = "yes" if there.fits else "no"
                self.initial[f"otherwise{n}"] = there.otherwise

    def clean(self) -> dict[str, Any]:
        """No question without what else there is."""
        told = super().clean() or {}
        for n in range(1, self.n_asked + 1):
            if told.get(f"text{n}") and not told.get(f"otherwise{n}"):
                self.add_error(f"otherwise{n}", f"Question {n}: say why not, and what else.")
        return told

    def asked(self) -> list[First]:
        """The questions that say something."""
        told = self.cleaned_data
        return [
            First(told[f"text{n}"], told[f"otherwise{n}"], told[f"fits{n}"] == "yes")
            for n in range(1, self.n_asked + 1)
            if told[f"text{n}"].strip()
        ]


class ChooseForm(PlainForm):
    """Which questions a call asks."""

    questions = RadiosField(label="Which questions?")

    def __init__(self, *args: Any, sets: Sequence[QuestionSet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sets = {str(each.pk): each for each in sets}
        fields: dict[str, Any] = self.fields
        fields["questions"].choices = [
            (key, f"{each.title}, version {each.version}") for key, each in self.sets.items()
        ]

    def chosen(self) -> QuestionSet:
        """The set."""
        return self.sets[self.cleaned_data["questions"]]


class WindowForm(PlainForm):
    """When a call is open."""

    opens_at = MomentField(label="When does it open?")
    closes_at = MomentField(label="When does it close?")

    def window(self) -> Window:
        """What was filled in."""
        return Window(**self.cleaned_data)
