"""What is asked of those who check paper ballots in and type them."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.deciding import codes
from folkmoot.deciding.ballots import Choices
from folkmoot.deciding.models import BallotType, Decision, Option
from folkmoot.deciding.rules import why_not_these_choices
from folkmoot.kernel.ui.forms import CheckboxesField, PlainForm, RadiosField, YesField
from folkmoot.kernel.ui.words import deadline

HINTS = {
    BallotType.APPROVAL: "The numbers that are ticked, such as: 3 7 12",
    BallotType.KNAPSACK: "The numbers that are ticked, such as: 3 7 12",
    BallotType.POINTS: "Number and points, such as: 3:5 7:2",
    BallotType.RANKING: "The numbers in order, first choice first, such as: 7 3 12",
}
FIRST, SECOND, ANEW = "first", "second", "anew"


def read_numbers(text: str, ballot_type: str) -> dict[int, int]:
    """What a typist wrote in one line, as choices. Raises ValueError with what to mend.

    >>> read_numbers("3 7,12", "APPROVAL"), read_numbers("3:5 7=2", "POINTS")
    ({3: 1, 7: 1, 12: 1}, {3: 5, 7: 2})
    >>> read_numbers("7 3 12", "RANKING")
    {7: 1, 3: 2, 12: 3}
    """
    choices: dict[int, int] = {}
    for place, part in enumerate(text.replace(",", " ").replace(";", " ").split(), start=1):
        number, given = _pair(part, ballot_type)
        if number in choices:
            raise ValueError(f"{number} stands there twice.")
        choices[number] = place if ballot_type == BallotType.RANKING else given
    return choices


def _pair(part: str, ballot_type: str) -> tuple[int, int]:
    with_points = ballot_type == BallotType.POINTS
    number, sign, given = part.replace("=", ":").partition(":")
    figures = [number, given] if with_points else [number]
    short = all(each.isascii() and each.isdecimal() and len(each) < 6 for each in figures)
    if not short or bool(sign) != with_points:
        example = "3:5 7:2" if with_points else "3 7 12"
        raise ValueError(f"“{part}” cannot be read. Type it such as: {example}")
    return int(number), int(given) if with_points else 1


class PaperForm(PlainForm):
    """What stands on one paper: typed in one line, or option by option, or spoilt."""

    numbers = forms.CharField(
        label="What is on the paper?",
        max_length=1500,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": False}),
    )
    spoilt = YesField(
        label="This paper is spoilt",
        help_text="Blank, or nobody can tell what was meant.",
        required=False,
    )
    says_optional = False

    def __init__(
        self, *args: Any, decision: Decision, options: list[Option], **kwargs: Any
    ) -> None:
        self.decision, self.options = decision, options
        super().__init__(*args, **kwargs)
        self.fields["numbers"].help_text = HINTS[BallotType(decision.ballot_type)]
        self.ticks = decision.ballot_type in {BallotType.APPROVAL, BallotType.KNAPSACK}
        self.fields.update(self._one_by_one())

    def _one_by_one(self) -> dict[str, forms.Field]:
        """The slow way: an option at a time."""
        named = [(option.number, f"{option.number}. {option.title}") for option in self.options]
        if self.ticks:
            ticked = CheckboxesField(label="Ticked", choices=named, required=False)
            return {"ticked": ticked}
        return {
            f"given_{number}": forms.IntegerField(
                label=label, min_value=0, max_value=1000, required=False
            )
            for number, label in named
        }

    @property
    def slowly(self) -> list[forms.BoundField]:
        """The fields of the slow way, for a page."""
        return [self[name] for name in self.fields if name == "ticked" or "given_" in name]

    def clean(self) -> dict[str, Any]:
        """One reading, and a ballot of this decision unless it is spoilt."""
        given = super().clean() or {}
        if self.errors:
            return given
        ticked = self._ticked(given)
        given["choices"] = {}
        if given["spoilt"]:
            if ticked or given["numbers"].strip():
                self.add_error("spoilt", "Say what is on it, or that it is spoilt: not both.")
            return given
        try:
            typed = read_numbers(given["numbers"], self.decision.ballot_type)
        except ValueError as wrong:
            raise ValidationError({"numbers": str(wrong)}) from wrong
        if typed and ticked and typed != ticked:
            raise ValidationError({"numbers": "The line and the boxes say different things."})
        given["choices"] = self.still_standing(typed or ticked)
        self._check(given["choices"])
        return given

    def _ticked(self, given: dict[str, Any]) -> dict[int, int]:
        if self.ticks:
            return {int(number): 1 for number in given.get("ticked", [])}
        found = {option.number: given.get(f"given_{option.number}") for option in self.options}
        return {number: value for number, value in found.items() if value}

    def still_standing(self, choices: Choices) -> dict[int, int]:
        """Without what was struck out since the papers were printed; places in order close up."""
        struck = {option.number for option in self.options if option.vetoed_at}
        kept = {number: given for number, given in choices.items() if number not in struck}
        if len(kept) == len(choices) or self.decision.ballot_type != BallotType.RANKING:
            return kept
        return {n: place for place, n in enumerate(sorted(kept, key=kept.__getitem__), start=1)}

    def _check(self, choices: Choices) -> None:
        sentence = why_not_these_choices(self.decision, self.options, choices)
        if sentence and not choices:
            sentence = "Type what is on the paper, or say that it is spoilt."
        if sentence:
            raise ValidationError({"numbers": sentence})


class SettlePaperForm(PaperForm):
    """What one of two people says of a paper that was read differently; the other does so too."""

    reading = RadiosField(
        label="You have looked at the paper together. What is right?",
        choices=[
            (FIRST, "The first reading"),
            (SECOND, "The second reading"),
            (ANEW, "Neither: I type what I see"),
        ],
    )
    field_order = ("reading", "numbers", "spoilt")

    def clean(self) -> dict[str, Any]:
        """What is typed counts only when neither reading was right."""
        if self.cleaned_data.get("reading") in {FIRST, SECOND}:
            return self.cleaned_data
        return super().clean()


class NumberForm(PlainForm):
    """How many papers have been taken out and mixed."""

    n_papers = forms.IntegerField(label="How many papers?", min_value=1, max_value=5000)


IN_TIME, TOO_LATE = "in-time", "too-late"


class CheckInForm(PlainForm):
    """What the outer envelope holds, and after voting has closed, when it came."""

    code = forms.CharField(
        label="The code on the letter",
        help_text="Or the number of the line on the roll, for someone who was sent no code.",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": False}),
    )

    came = RadiosField(label="When did this envelope come?")

    def __init__(self, *args: Any, closed_at: datetime | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if closed_at is None:
            del self.fields["came"]
            return
        when = deadline(closed_at)
        self.fields["came"].choices = [  # type: ignore[attr-defined]
            (IN_TIME, f"Before voting closed, on {when}: it lay here then"),
            (TOO_LATE, "Later, or nobody can say"),
        ]

    @property
    def came_in_time(self) -> bool:
        """Whether it was here before voting closed."""
        return bool(self.cleaned_data.get("came", IN_TIME) == IN_TIME)

    @property
    def told_code(self) -> bool:
        """Whether a code was typed, and not a number of the roll."""
        return not _is_number(self.cleaned_data["code"])

    def clean_code(self) -> str:
        """Something that could be a code or a number of the roll."""
        typed = str(self.cleaned_data["code"]).strip()
        if not _is_number(typed) and (sentence := codes.why_not_code(typed)):
            raise ValidationError(sentence)
        return typed


def _is_number(typed: str) -> bool:
    return typed.isascii() and typed.isdecimal() and len(typed) < 9
