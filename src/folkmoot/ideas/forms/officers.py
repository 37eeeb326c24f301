"""What officers and the team fill in."""

from dataclasses import fields as fields_of
from datetime import date
from typing import Any

from django import forms

from folkmoot.deciding.models import Decision
from folkmoot.ideas.forms.draft import DraftForm
from folkmoot.ideas.models import Answer, Certainty, Check, Finding, Interest, Verdict
from folkmoot.ideas.rules.text import MOST_PENCE
from folkmoot.kernel.ui.forms import DateField, MoneyField, PlainForm, RadiosField, TextField
from folkmoot.people.models import Account

CHECKS = {
    "land": "Land: whose is it, and may it be used?",
    "consents": "Permissions: planning, licences, listed buildings",
    "equality": "Equality: who gains, who could lose out?",
}


class AssignForm(PlainForm):
    """Whose proposal it is to answer, and by when."""

    service = forms.CharField(
        max_length=80, label="Which service answers?", help_text="Such as Parks, or Highways."
    )
    officer = forms.ModelChoiceField(
        Account.objects.none(),
        required=False,
        label="Which officer?",
        empty_label="Whoever takes it first",
    )
    answer_date = DateField(label="Answer by", help_text="Everyone can see this date.")

    def __init__(self, *args: Any, officers: list[Account], earliest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["answer_date"].earliest = earliest  # type: ignore[attr-defined]
        field: Any = self.fields["officer"]
        field.queryset = Account.objects.filter(pk__in=[each.pk for each in officers])
        field.label_from_instance = Account.shown_name


class DeclareForm(PlainForm):
    """Whether an officer has an interest, before the assessment opens."""

    interest = RadiosField(
        choices=Interest,
        label="Do you, your family or your friends gain or lose by this?",
        hints={
            Interest.SHOWN: "What you write is published beside your answer.",
            Interest.RECUSED: "What you write stays with the team. The proposal goes back "
            "to be given to someone else.",
        },
    )
    words = TextField(max_length=600, rows=3, required=False, label="If so: what is it?")

    def clean(self) -> dict[str, Any]:
        """An interest says what it is."""
        cleaned = super().clean() or self.cleaned_data
        has_one = cleaned.get("interest") in {Interest.SHOWN, Interest.RECUSED}
        if has_one and not (cleaned.get("words") or "").strip():
            self.add_error("words", "Say in a few words what your interest is.")
        return cleaned


class AnswerForm(PlainForm):
    """An officers' answer. All of it is public."""

    finding = RadiosField(choices=Finding, label="Can it be done?")
    reason = TextField(
        max_length=2000,
        rows=5,
        label="Why?",
        help_text="Written to the person who put it forward. Everyone can read it.",
    )
    would_need = TextField(
        max_length=2000,
        rows=4,
        required=False,
        label="What would make it possible?",
        help_text="What would have to change, by whom, even if it is not in your hands.",
    )
    cost_least_pence = MoneyField(
        required=False, label="The least it would cost", max_amount=MOST_PENCE
    )
    cost_most_pence = MoneyField(
        required=False, label="The most it would cost", max_amount=MOST_PENCE
    )
    certainty = RadiosField(choices=Certainty, required=False, label="How sure is that?")
    running_pence = MoneyField(
        required=False, label="What it costs each year after that", max_amount=MOST_PENCE
    )
    running_by = forms.CharField(
        max_length=200,
        required=False,
        label="Who carries the yearly cost?",
        help_text="If nobody has agreed to, write “nobody yet”.",
    )
    land = RadiosField(choices=Check, initial=Check.OPEN, label=CHECKS["land"])
    land_words = forms.CharField(max_length=300, required=False, label="About the land")
    consents = RadiosField(choices=Check, initial=Check.OPEN, label=CHECKS["consents"])
    consents_words = forms.CharField(max_length=300, required=False, label="About permissions")
    equality = RadiosField(choices=Check, initial=Check.OPEN, label=CHECKS["equality"])
    equality_words = forms.CharField(max_length=300, required=False, label="About equality")

    def clean(self) -> dict[str, Any]:
        """Say beside each box what the answer still needs."""
        cleaned = super().clean() or self.cleaned_data
        finding = cleaned.get("finding")
        if finding in {Finding.CHANGES, Finding.NOT_FEASIBLE} and not cleaned.get("would_need"):
            self._mend("would_need", "Say what would make it possible, even if not by you.")
        self._clean_costs(cleaned, feasible=finding in {Finding.FEASIBLE, Finding.CHANGES})
        if cleaned.get("running_pence") and not cleaned.get("running_by"):
            self._mend("running_by", "Say who carries it. If nobody yet, write that.")
        return cleaned

    def _clean_costs(self, cleaned: dict[str, Any], *, feasible: bool) -> None:
        least, most = cleaned.get("cost_least_pence"), cleaned.get("cost_most_pence")
        if least is not None and most is not None and least > most:
            self._mend("cost_most_pence", "The most it would cost cannot be less than the least.")
        if least is None and (feasible or most is not None):
            self._mend("cost_least_pence", "Write the least it would cost.")
        if not most and (feasible or least is not None):
            self._mend("cost_most_pence", "Write the most it would cost.")
        if feasible and not cleaned.get("certainty"):
            self._mend("certainty", "Say how sure the cost is.")

    def _mend(self, name: str, sentence: str) -> None:
        if name not in self.errors:
            self.add_error(name, sentence)

    def answer(self) -> Answer:
        """What was said."""
        given = self.cleaned_data
        return Answer(**{each.name: given[each.name] for each in fields_of(Answer)})


def initial_answer(verdict: Verdict | None) -> dict[str, Any]:
    """The answer in force, to change; the reason is written anew."""
    if verdict is None:
        return {}
    names = [each.name for each in fields_of(Answer) if each.name != "reason"]
    return {name: getattr(verdict, name) for name in names}


class NoteForm(PlainForm):
    """A note between officers."""

    text = TextField(max_length=2000, rows=3, label="Note for the team", help_text="Never public.")


class MergerForm(DraftForm):
    """The common words of several proposals, and why they belong together."""

    reason = TextField(
        max_length=600,
        rows=3,
        label="Why do they belong together?",
        help_text="The authors read this first.",
    )


class DecisionForm(PlainForm):
    """Which decision, and at what cost."""

    decision = forms.ModelChoiceField(
        Decision.objects.none(), label="Which decision?", empty_label="Choose one"
    )
    cost = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="What people vote on: the cost")
    because = TextField(
        max_length=600,
        rows=3,
        required=False,
        label="Why put it to people without officers' yes?",
        help_text="Everyone can read this.",
    )

    def __init__(
        self, *args: Any, decisions: list[Decision], needs_reason: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        field.queryset = Decision.objects.filter(pk__in=[each.pk for each in decisions])
        if needs_reason:
            self.fields["because"].required = True
        else:
            del self.fields["because"]
