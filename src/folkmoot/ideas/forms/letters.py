"""Which letters are in the post, and since when."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.ui.forms import CheckboxesField, DateField, PlainForm


class PostedForm(PlainForm):
    """Letters that are printed, to be ticked; all are ticked at first."""

    letters = CheckboxesField(
        label="Which letters are in the post?",
        error_messages={
            "required": "Tick the letters that are in the post.",
            "invalid_choice": "Somebody else has posted one of them. These are left.",
        },
    )
    posted_date = DateField(label="On which day did they go?")

    def __init__(self, *args: Any, printed: QuerySet[Message], today: date, **kwargs: Any) -> None:
        self.printed = {str(letter.pk): letter for letter in printed}
        kept = {"letters": list(self.printed), "posted_date": today}
        super().__init__(*args, initial=kept, **kwargs)
        field = self.fields["letters"]
        if isinstance(field, forms.MultipleChoiceField):
            field.choices = [(key, words_of(one)) for key, one in self.printed.items()]
        posted = self.fields["posted_date"]
        if isinstance(posted, DateField):
            posted.latest = today

    def chosen(self) -> list[Message]:
        """The letters that are ticked."""
        return [self.printed[key] for key in self.cleaned_data["letters"]]


def words_of(letter: Message) -> str:
    """A letter in a list: to whom, and its line for the envelope; never what it says."""
    return f"{letter.addressee}: {letter.subject}" if letter.subject else letter.addressee
