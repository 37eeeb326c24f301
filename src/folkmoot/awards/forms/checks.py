"""What was found in due diligence; conditions, and how they were met."""

from django import forms

from folkmoot.awards.models import Finding
from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField, TextField


class CheckForm(PlainForm):
    """What was found, on what evidence."""

    finding = RadiosField(choices=Finding.choices, label="What did you find?")
    evidence = TextField(
        max_length=600,
        rows=3,
        label="On what evidence?",
        help_text="What you saw and where, so that somebody else can look too.",
    )
    expires = DateField(required=False, label="Until when does the evidence hold?")


class ConditionForm(PlainForm):
    """What has to be true before money flows."""

    words = forms.CharField(max_length=300, label="What has to be true before money flows?")
    due = DateField(required=False, label="By when?")


class AnswerForm(PlainForm):
    """A condition is met, or need not be."""

    answer = RadiosField(
        choices=[("met", "It is met"), ("waived", "It need not be met")], label="How does it stand?"
    )
    evidence = TextField(max_length=600, rows=3, label="How do you know, or why not?")
