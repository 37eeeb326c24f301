"""An assessor's interest, marks and words; and what came of a talk."""

from collections.abc import Mapping, Sequence
from typing import Any

from folkmoot.granting.rules.assessing import MOST_WORDS, SCALE
from folkmoot.kernel.ui.forms import PlainForm, RadiosField, TextField
from folkmoot.programmes.models import Criterion

CHOICES = [(str(value), f"{value}  {words}") for value, words in sorted(SCALE.items())]


class DeclareForm(PlainForm):
    """Whether one has an interest, and which."""

    interest = RadiosField(
        label="Do you have an interest in this application?",
        choices=[("no", "No, nothing links me with it"), ("yes", "Yes, something links me")],
        help_text=(
            "You or somebody close to you lives there, works for or with one of these, is a "
            "friend or has quarrelled with them, or stands to gain or lose."
        ),
    )
    words = TextField(required=False, max_length=600, rows=3, label="If something links you: what?")


class InterestForm(PlainForm):
    """What links somebody with an application."""

    words = TextField(max_length=600, rows=3, label="What links you with it?")


class MarksForm(PlainForm):
    """A mark and its reason for each criterion. What is typed is kept, right or wrong."""

    says_optional = False

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for each in criteria:
            self.add_field(
                f"value-{each.pk}",
                RadiosField(
                    required=False,
                    label=each.name,
                    help_text=f"Counts {each.weight} of a hundred.",
                    choices=CHOICES,
                ),
            )
            self.add_field(
                f"words-{each.pk}",
                TextField(
                    required=False,
                    max_length=MOST_WORDS,
                    rows=4,
                    label=f"Why? ({each.name})",
                ),
            )

    def given(self) -> dict[int, tuple[int | None, str]]:
        """The mark, if one is chosen, and the words for each criterion, by its key."""
        return {
            each.pk: (
                int(value) if (value := self.cleaned_data.get(f"value-{each.pk}")) else None,
                self.cleaned_data.get(f"words-{each.pk}") or "",
            )
            for each in self.criteria
        }

    def typed(self) -> dict[str, str]:
        """All of it as it was typed."""
        sent: Mapping[str, str] = self.data
        return {name: sent.get(name, "") for name in self.fields}


class ModerationForm(PlainForm):
    """Whether they agree, on which marks, and why."""

    says_optional = False
    came = RadiosField(
        label="What came of it?",
        choices=[("agree", "They agree on marks"), ("differ", "They still differ")],
    )
    words = TextField(max_length=3000, rows=6, label="In words, so that others can follow it")

    def __init__(self, *args: Any, criteria: Sequence[Criterion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.criteria = criteria
        for each in criteria:
            self.add_field(
                f"value-{each.pk}",
                RadiosField(
                    required=False,
                    label=f"If they agree: {each.name}",
                    choices=CHOICES,
                ),
            )

    def values(self) -> dict[int, int | None]:
        """The mark chosen for each criterion, by its key."""
        return {
            each.pk: int(value) if (value := self.cleaned_data.get(f"value-{each.pk}")) else None
            for each in self.criteria
        }


def begun_with(draft: Mapping[str, str]) -> dict[str, str]:
    """What was typed before, for the boxes."""
    return {key: value for key, value in draft.items() if key.startswith(("value-", "words-"))}


__all__ = [
    "DeclareForm", "InterestForm", "MarksForm", "ModerationForm", "begun_with",
]  # fmt: skip
