"""Planning a round of listening, and telling people what was heard."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField, TextField
from folkmoot.organising.models import FIRST_QUESTIONS, Asks, ListeningRound, RoundPlan, Way

N_QUESTIONS = 8
LONGEST_QUESTION = 200
ASKS = [("", "What it is after"), *Asks.choices]


class RoundForm(PlainForm):
    """A round: its name, its reason, its dates, its questions."""

    name = forms.CharField(
        max_length=120,
        label="What is this round called?",
        help_text="Such as “Spring listening 2027”.",
    )
    why = TextField(
        max_length=1000,
        rows=3,
        label="Why are you listening?",
        help_text="Said at the door: what becomes of what people tell you.",
    )
    starts = DateField(label="When does it begin?")
    ends = DateField(label="When does it end?")
    tell_by = DateField(
        label="By when will people be told what you heard?",
        help_text="This is a promise. The round cannot close before it is kept.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number in range(1, N_QUESTIONS + 1):
            words = forms.CharField(
                max_length=LONGEST_QUESTION, required=False, label=f"Question {number}"
            )
            asks = forms.ChoiceField(
                choices=ASKS, required=False, label=f"Question {number} is after"
            )
            self.add_field(f"words_{number}", words)
            self.add_field(f"asks_{number}", asks)

    def clean(self) -> dict[str, Any]:
        """A question that is asked says what it is after."""
        cleaned = super().clean() or self.cleaned_data
        for number in range(1, N_QUESTIONS + 1):
            if cleaned.get(f"words_{number}") and not cleaned.get(f"asks_{number}"):
                self.add_error(
                    f"asks_{number}", ValidationError(f"Say what question {number} is after.")
                )
        return cleaned

    def plan(self) -> RoundPlan:
        """What was filled in."""
        told = self.cleaned_data
        return RoundPlan(
            name=told["name"],
            why=told["why"],
            starts_date=told["starts"],
            ends_date=told["ends"],
            tell_by_date=told["tell_by"],
            questions=[
                (told[f"asks_{number}"], told[f"words_{number}"])
                for number in range(1, N_QUESTIONS + 1)
                if told.get(f"words_{number}")
            ],
        )


def first_answers() -> dict[str, Any]:
    """The questions most places begin with."""
    return _questions(list(FIRST_QUESTIONS))


def answers_of(round: ListeningRound) -> dict[str, Any]:
    """A planned round, back in its form."""
    asked = [(each.asks, each.words) for each in round.questions.all()]
    return _questions(asked) | {
        "name": round.name,
        "why": round.why,
        "starts": round.starts_date,
        "ends": round.ends_date,
        "tell_by": round.tell_by_date,
    }


def _questions(asked: list[tuple[str, str]]) -> dict[str, Any]:
    pairs = enumerate(asked[:N_QUESTIONS], 1)
    return {
        name: told
        for number, (asks, words) in pairs
        for name, told in ((f"words_{number}", words), (f"asks_{number}", asks))
    }


class TellingForm(PlainForm):
    """How people were told."""

    way = RadiosField(choices=Way, label="How were people told?")
    told = DateField(label="When?")
    words = TextField(
        max_length=2000,
        rows=6,
        label="What were they told?",
        help_text="The words of the letter, or where it can be read.",
    )
    n_reached = forms.IntegerField(
        min_value=0,
        max_value=1_000_000,
        required=False,
        label="About how many people did it reach?",
        help_text="Such as the number of letters, or of people who came.",
    )
