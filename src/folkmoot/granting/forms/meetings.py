"""Meeting a place: what is proposed, what people need, the note and its correction."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.granting.actions.meetings import MeetingPlan
from folkmoot.granting.models import Assessor, MeetingKind
from folkmoot.granting.rules.meetings import FAIR
from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    MomentField,
    PlainForm,
    RadiosField,
    TextField,
)


class MeetingForm(PlainForm):
    """When, where, who comes."""

    kind = RadiosField(label="What is it?", choices=MeetingKind.choices)
    starts = MomentField(label="When?")
    where = forms.CharField(
        max_length=300, label="Where?", help_text="An address, or how to join from afar."
    )
    assessors = CheckboxesField(label="Who comes?")
    plan = TextField(
        required=False, max_length=1000, rows=4, label="What would you like to see and ask?"
    )

    def __init__(self, *args: Any, assessors: Sequence[Assessor], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in assessors}
        fields: dict[str, Any] = self.fields
        fields["assessors"].choices = [
            (key, f"{each.account.shown_name()}, {each.organisation or 'independent'}")
            for key, each in self.known.items()
        ]

    def meeting_plan(self) -> MeetingPlan:
        """What is proposed."""
        said = self.cleaned_data
        return MeetingPlan(
            kind=said["kind"],
            starts_at=said["starts"],
            where=said["where"],
            assessors=tuple(self.known[key] for key in said["assessors"]),
            plan=said["plan"],
        )


class MoveForm(PlainForm):
    """Another time."""

    starts = MomentField(label="When?")
    where = forms.CharField(max_length=300, label="Where?")


class AgreeForm(PlainForm):
    """What people need to take part."""

    access_needs = TextField(
        required=False,
        max_length=1000,
        rows=4,
        label="What does anybody need to take part?",
        help_text=(
            "Steps, hearing, language, the time of day, childcare. Nobody’s name. It is not part "
            "of the assessment, and is forgotten when the call is over."
        ),
    )


class NoteForm(PlainForm):
    """Who was there, what was seen and said."""

    note = TextField(
        max_length=6000,
        rows=12,
        label="Who was there, and what was seen and said?",
        help_text="Facts only. The place reads this and can correct it. Marks go elsewhere.",
    )


class AnswerNoteForm(PlainForm):
    """Right, or otherwise."""

    answer = RadiosField(
        label="Are the facts right?",
        choices=[("right", "Yes, that is how it was"), ("otherwise", "Something was otherwise")],
    )
    correction = TextField(
        required=False,
        max_length=6000,
        rows=8,
        label="What was otherwise?",
        help_text="Your words stand beside the note; neither is changed.",
    )


class OfUsForm(PlainForm):
    """What the place thought of us."""

    was_fair = RadiosField(label="Were you met fairly?", choices=list(FAIR.items()))
    words = TextField(
        required=False, max_length=1000, rows=4, label="What should we do better, or keep?"
    )
