"""Signing up, noting who came, saying who has completed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import CheckboxesField, PlainForm, TextField
from folkmoot.kernel.ui.forms.guarded import GuardedForm
from folkmoot.learning.models import Learner, SignUp
from folkmoot.organising.models import Neighbour


class NoteForm(PlainForm):
    """What those who lead it write down of somebody: from paper, the telephone, the door."""

    name = forms.CharField(
        max_length=80, label="Name", help_text="To be called by; a first name is enough."
    )
    phone = forms.CharField(max_length=30, required=False, label="Telephone number")
    email = forms.EmailField(max_length=254, required=False, label="E-mail address")
    n_children = forms.IntegerField(
        min_value=0,
        max_value=20,
        required=False,
        initial=0,
        label="How many children to look after meanwhile?",
    )
    needs = forms.CharField(
        max_length=400,
        required=False,
        label="What would make it easier to come?",
        help_text="Such as a lift, large print, or food one does not eat. Only those who lead the "
        "course read it, and it is forgotten 60 days afterwards.",
    )

    def __init__(self, *args: Any, childcare: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not childcare:
            del self.fields["n_children"]
        for name in ("name", "phone", "needs"):
            self.fields[name].widget.attrs.pop("maxlength", None)

    def wish(self, neighbour: Neighbour | None = None) -> SignUp:
        """What was filled in."""
        told = self.cleaned_data
        return SignUp(
            name=told["name"],
            email=told["email"],
            phone=told["phone"],
            n_children=told.get("n_children") or 0,
            needs=told["needs"],
            neighbour=neighbour,
            sent_as=getattr(self, "sent_as", None),
        )


class JoinForm(NoteForm, GuardedForm):
    """Signing up for oneself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "What may we call you?"
        self.fields["name"].help_text = "A first name is enough."
        self.fields["phone"].label = "Your telephone number"
        self.fields[
            "phone"
        ].help_text = (
            "If you want to be rung when something changes. It is used for this course alone."
        )
        self.fields["email"].label = "Your e-mail address"
        self.fields[
            "email"
        ].help_text = (
            "If you want to be written to when something changes. It is used for this course alone."
        )
        self.fields["needs"].label = "What would make it easier for you to come?"


class AttendanceForm(PlainForm):
    """Who came, one tick each; and how many, when somebody counted."""

    came = CheckboxesField(required=False, label="Who came?")
    n_counted = forms.IntegerField(
        min_value=0,
        max_value=100_000,
        required=False,
        label="How many came, by counting heads?",
        help_text="Only when you counted and did not note names.",
    )

    def __init__(self, *args: Any, learners: Sequence[Learner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.learners = {str(each.pk): each for each in learners}
        field: Any = self.fields["came"]
        field.choices = [(key, each.shown_name) for key, each in self.learners.items()]
        field.hints = {key: hint for key, each in self.learners.items() if (hint := _needs(each))}
        if not learners:
            del self.fields["came"]

    def came_learners(self) -> list[Learner]:
        """Those who are ticked."""
        return [self.learners[key] for key in self.cleaned_data.get("came", [])]


def _needs(learner: Learner) -> str:
    children = learner.n_children
    brings = f"{children} {'child' if children == 1 else 'children'} to look after. "
    return f"{brings if children else ''}{learner.needs}".strip()


class ConfirmForm(PlainForm):
    """Who has completed it."""

    learners = CheckboxesField(label="Who can do what it is for?")

    def __init__(self, *args: Any, ready: Sequence[Learner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ready = {str(each.pk): each for each in ready}
        field: Any = self.fields["learners"]
        field.choices = [(key, each.shown_name) for key, each in self.ready.items()]

    def chosen(self) -> list[Learner]:
        """Those who are ticked."""
        return [self.ready[key] for key in self.cleaned_data["learners"]]


class BecauseForm(PlainForm):
    """A reason that the learner reads."""

    because = TextField(max_length=400, rows=3, label="Why?")

    def __init__(self, *args: Any, asks: str, hint: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label, self.fields["because"].help_text = asks, hint


class CallOffForm(PlainForm):
    """Why it does not take place."""

    why = forms.CharField(
        max_length=300,
        label="Why does it not take place?",
        help_text="Everyone who signed up reads this.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].widget.attrs.pop("maxlength", None)


class KnowForm(PlainForm):
    """Whom the team knows a learner as."""

    neighbour = forms.ChoiceField(
        required=False,
        label="Who is it, of those the team knows?",
        help_text="Ask them first. Their courses then stand on their own page, which they open "
        "with their card.",
    )

    def __init__(self, *args: Any, neighbours: Sequence[Neighbour], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in neighbours}
        field: Any = self.fields["neighbour"]
        field.choices = [
            ("", "Nobody: take it off their page"),
            *((key, _told_apart(each)) for key, each in self.known.items()),
        ]

    def chosen(self) -> Neighbour | None:
        """Who was chosen."""
        return self.known.get(self.cleaned_data["neighbour"])

    def clean_neighbour(self) -> str:
        """One of those there are."""
        key: str = self.cleaned_data["neighbour"]
        if key and key not in self.known:
            raise ValidationError("Choose somebody from the list.")
        return key


def _told_apart(neighbour: Neighbour) -> str:
    return f"{neighbour.name}, {neighbour.street.name}" if neighbour.street else neighbour.name
