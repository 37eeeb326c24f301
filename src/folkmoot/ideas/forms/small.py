"""Forms of one or two questions."""

from typing import Any

from django import forms

from folkmoot.ideas.models import Author, Ground, Paper, Welcome
from folkmoot.kernel.ui.forms import (
    DateField,
    ListField,
    PlainForm,
    RadiosField,
    TextField,
    YesField,
)
from folkmoot.kernel.ui.forms.guarded import GuardedForm


class BecauseForm(PlainForm):
    """A reason."""

    because = TextField(max_length=600, rows=3, label="Why?")

    def __init__(self, *args: Any, label: str = "Why?", needed: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].label = label
        self.fields["because"].required = needed


class NameForm(PlainForm):
    """The name shown beside a proposal."""

    shown_name = forms.CharField(
        max_length=80,
        required=False,
        label="Name to show",
        help_text="Leave it empty to be “A resident”.",
    )


class InviteForm(PlainForm):
    """Someone to be an author too."""

    email = forms.EmailField(max_length=254, label="Their e-mail address")


class SupportForm(GuardedForm):
    """An address to confirm, and whether news is wanted."""

    email = forms.EmailField(
        max_length=254,
        label="Your e-mail address",
        help_text="We write to it once, so that nobody is counted twice. It is never shown.",
    )
    wants_news = YesField(
        required=False, initial=True, label="Tell me by e-mail what becomes of it"
    )


class ReportForm(GuardedForm):
    """What is wrong with what is shown."""

    ground = RadiosField(choices=Ground, label="What should the team look at?")
    words = TextField(max_length=600, rows=3, required=False, label="Tell them more")


class WelcomeForm(PlainForm):
    """How a place takes proposals."""

    is_open = YesField(required=False, label="People can put proposals forward")
    closed_because = forms.CharField(
        max_length=200,
        required=False,
        label="If not: what shall people read instead?",
        help_text="Such as “We begin again on 1 March”.",
    )
    answer_days = forms.IntegerField(
        min_value=1, max_value=365, label="Within how many days do officers answer?"
    )
    themes = ListField(
        required=False,
        max_lines=12,
        max_line_length=60,
        label="Themes to choose from",
        help_text="One a line, a few words each. People can always write their own.",
    )
    look_first = YesField(
        required=False,
        label="Someone on the team reads proposals from people without an account "
        "before they are shown",
    )

    def welcome(self, kept: Welcome) -> Welcome:
        """The settings, for the same place."""
        return Welcome(place=kept.place, **self.cleaned_data)


class ConsentForm(PlainForm):
    """One author's answer to a merger."""

    answer = RadiosField(
        choices=[
            ("yes", "Yes, make them one"),
            ("no", "No, leave mine as it is"),
        ],
        label="Do you agree?",
        hints={"no": "One no is enough: then everything stays as it is."},
    )
    words = TextField(
        max_length=600,
        rows=3,
        required=False,
        label="If no: why not?",
        help_text="The other authors and the team can read it.",
    )

    def clean(self) -> dict[str, Any]:
        """A no says why."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == "no" and not (cleaned.get("words") or "").strip():
            self.add_error("words", "Say in a few words why not, so that the others understand.")
        return cleaned

    @property
    def is_yes(self) -> bool:
        """What they said."""
        return bool(self.cleaned_data["answer"] == "yes")


class PaperConsentForm(ConsentForm):
    """An answer given on paper or at the door, noted by the team."""

    author = forms.ModelChoiceField(Author.objects.none(), label="Whose answer is it?")
    paper_date = DateField(label="When did they answer?")
    field_order = ("author", "answer", "words", "paper_date")

    def __init__(self, *args: Any, authors: list[Author], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["author"]
        field.queryset = Author.objects.filter(pk__in=[author.pk for author in authors])
        field.label_from_instance = _named
        field.queryset = field.queryset.select_related("proposal")

    def paper(self) -> Paper:
        """When they said it."""
        return Paper(self.cleaned_data["paper_date"])


def _named(author: Author) -> str:
    return f"{author.credit}, author of “{author.proposal.title}”"
