"""What we ask of those who write questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.kernel.questions.asking import (
    CHOSEN,
    IN_TABLES,
    WRITTEN,
    Asked,
    Column,
    Condition,
    Form,
    Kind,
    Part,
)
from folkmoot.kernel.questions.editing import choices_for, key_for
from folkmoot.kernel.ui.forms import ListField, PlainForm, RadiosField, TextField, YesField
from folkmoot.kernel.ui.forms.money import read_money
from folkmoot.kernel.ui.words import money

KINDS = {
    Kind.SHORT: "One line of words",
    Kind.LONG: "Several lines, up to so many words",
    Kind.NUMBER: "A number",
    Kind.MONEY: "A sum of money",
    Kind.DATE: "A day",
    Kind.YES_NO: "Yes or no",
    Kind.ONE: "One of several answers",
    Kind.MANY: "As many answers as fit",
    Kind.TABLE: "A table to fill in",
    Kind.FILE: "A file",
    Kind.REFERENCE: "An organisation or a place from our lists",
}
NEW_PART = "new"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an answer may stand for, and how it is asked then."""

    name: str
    words: str
    kinds: frozenset[Kind]


class SetForm(PlainForm):
    """What a set of questions is called."""

    title = forms.CharField(max_length=160, label="What is it called?")
    intro = TextField(
        max_length=2000, rows=3, required=False, label="A few words before the questions"
    )


class SectionForm(PlainForm):
    """A part of the questions."""

    title = forms.CharField(max_length=160, label="What is this part called?")
    intro = TextField(max_length=2000, rows=3, required=False, label="A few words before it")
    most_turns = forms.IntegerField(
        min_value=1,
        max_value=50,
        label="How often may it be answered?",
        help_text="Once; or several times, such as once for each partner.",
    )


class QuestionForm(PlainForm):
    """One question, of any kind."""

    part = forms.ChoiceField(label="In which part?")
    new_part = forms.CharField(max_length=160, required=False, label="What is the new part called?")
    text = forms.CharField(max_length=400, label="What do you ask?")
    hint = forms.CharField(
        max_length=600,
        required=False,
        label="What helps to answer it?",
        help_text="In small print.",
    )
    kind = RadiosField(
        label="How is it answered?", choices=[(kind.value, words) for kind, words in KINDS.items()]
    )
    is_required = YesField(label="It has to be answered", required=False)
    max_words = forms.IntegerField(
        min_value=1, max_value=5000, required=False, label="At most how many words?"
    )
    least = forms.CharField(
        max_length=20,
        required=False,
        label="At least",
        help_text="A number, a sum, or how many rows or answers.",
    )
    most = forms.CharField(max_length=20, required=False, label="At most")
    choices = ListField(
        required=False,
        label="The answers to choose from",
        help_text="One a line.",
        max_lines=60,
        max_line_length=200,
    )
    columns = ListField(
        required=False,
        label="The columns of the table",
        help_text="One a line. Put number, money or date behind it: Cost | money",
        max_lines=12,
        max_line_length=120,
    )
    condition = forms.ChoiceField(
        required=False,
        label="Ask it only when",
        help_text="It can wait for an answer to a question before it.",
    )
    meaning = forms.ChoiceField(
        required=False,
        label="What does the answer stand for?",
        help_text="So that nobody has to look for it by where it stands.",
    )

    def __init__(
        self,
        *args: Any,
        form: Form,
        asked: Asked | None,
        meanings: Sequence[Meaning],
        **kwargs: Any,
    ) -> None:
        if asked is not None:
            kwargs.setdefault("initial", initial_of(asked))
        super().__init__(*args, **kwargs)
        self.form, self.asked, self.meanings = form, asked, {each.name: each for each in meanings}
        fields: dict[str, Any] = self.fields
        fields["part"].choices = [
            *((str(n), part.title) for n, part in enumerate(form.parts, 1)),
            (NEW_PART, "A new part, at the end"),
        ]
        if asked is not None:
            del self.fields["part"], self.fields["new_part"]
        fields["condition"].choices = [("", "Always"), *_conditions(form, asked)]
        fields["meaning"].choices = [("", "Nothing in particular")] + [
            (each.name, each.words) for each in meanings
        ]

    def clean_columns(self) -> list[Column]:
        """Each line as a column."""
        found: list[Column] = []
        for line in self.cleaned_data["columns"]:
            text, _, kind = (bit.strip() for bit in line.partition("|"))
            if kind and kind not in [each.value for each in IN_TABLES]:
                raise ValidationError(f"“{line}”: write number, money or date behind it.")
            key = key_for(text, [each.key for each in found])
            found.append(Column(key, text, Kind(kind) if kind else Kind.SHORT))
        return found

    def clean_least(self) -> int | None:
        """A bound, in what the kind counts."""
        return self._bound("least")

    def clean_most(self) -> int | None:
        """A bound, in what the kind counts."""
        return self._bound("most")

    def clean(self) -> dict[str, Any]:
        """What one kind needs; the rest is looked at as a whole."""
        told = super().clean() or {}
        kind = told.get("kind")
        if told.get("part") == NEW_PART and not told.get("new_part"):
            self.add_error("new_part", "Say what the new part is called.")
        if kind == Kind.LONG and not told.get("max_words") and "max_words" not in self.errors:
            self.add_error("max_words", "Say how many words there may be.")
        if kind in CHOSEN and len(told.get("choices") or []) < 2 and "choices" not in self.errors:
            self.add_error("choices", "Write at least two answers, one a line.")
        if kind == Kind.TABLE and not told.get("columns") and "columns" not in self.errors:
            self.add_error("columns", "Write the columns, one a line.")
        self._look_at_meaning(told)
        return told

    def question(self) -> Asked:
        """What was filled in; what its kind does not use is left out."""
        told, kind = self.cleaned_data, Kind(self.cleaned_data["kind"])
        taken = [each.key for _, each in self.form.every()]
        key, _, answer = told["condition"].partition("=")
        before = self.asked.choices if self.asked else ()
        bounded = kind in (Kind.NUMBER, Kind.MONEY, Kind.MANY, Kind.TABLE)
        return Asked(
            key=self.asked.key if self.asked else key_for(told["text"], taken),
            kind=kind,
            text=told["text"],
            hint=told["hint"],
            is_required=told["is_required"],
            meaning=told["meaning"],
            max_words=told["max_words"] if kind in WRITTEN else None,
            least=told["least"] if bounded else None,
            most=told["most"] if bounded else None,
            choices=choices_for(told["choices"], before) if kind in CHOSEN else (),
            columns=told["columns"] if kind is Kind.TABLE else (),
            shown_when=Condition(key, answer) if key else None,
        )

    def where(self) -> dict[str, Any]:
        """In which part it comes."""
        new = self.cleaned_data["part"] == NEW_PART
        part = 0 if new else int(self.cleaned_data["part"])
        return {"part": part, "title": self.cleaned_data["new_part"] if new else ""}

    def _bound(self, name: str) -> int | None:
        typed = self.cleaned_data[name].strip()
        if not typed:
            return None
        is_money = self.data.get(self.add_prefix("kind")) == Kind.MONEY
        bare = typed.replace(",", "")
        found = read_money(typed, "GBP") if is_money else None
        if not is_money and bare.lstrip("-").isdigit() and len(bare) < 12:
            found = int(bare)
        if found is None:
            raise ValidationError("Write it in figures, such as 12 or £12,000.")
        return found

    def _look_at_meaning(self, told: dict[str, Any]) -> None:
        meaning, kind = self.meanings.get(told.get("meaning", "")), told.get("kind")
        if meaning and kind and Kind(kind) not in meaning.kinds:
            ways = " or ".join(KINDS[each].lower() for each in sorted(meaning.kinds))
            self.add_error("meaning", f"{meaning.words}: that is answered with {ways}.")
        if kind == Kind.REFERENCE and not meaning:
            self.add_error("meaning", "Say which list it is chosen from.")


def initial_of(asked: Asked) -> dict[str, Any]:
    """A question as it stands, for the form."""
    bound = money if asked.kind is Kind.MONEY else str
    condition = asked.shown_when
    return {
        "text": asked.text,
        "hint": asked.hint,
        "kind": asked.kind.value,
        "is_required": asked.is_required,
        "max_words": asked.max_words,
        "least": "" if asked.least is None else bound(asked.least),
        "most": "" if asked.most is None else bound(asked.most),
        "choices": [words for _, words in asked.choices],
        "columns": [
            each.text if each.kind is Kind.SHORT else f"{each.text} | {each.kind.value}"
            for each in asked.columns
        ],
        "condition": f"{condition.key}={condition.answer}" if condition else "",
        "meaning": asked.meaning,
    }


def _conditions(form: Form, asked: Asked | None) -> list[tuple[str, str]]:
    """What a question may wait for: answers to those before it."""
    found: list[tuple[str, str]] = []
    for _, each in form.every():
        if asked is not None and each.key == asked.key:
            break
        answers = each.choices if each.kind is Kind.ONE else ()
        if each.kind is Kind.YES_NO:
            answers = (("yes", "Yes"), ("no", "No"))
        found += [(f"{each.key}={v}", f"“{each.text[:60]}” is answered “{w}”") for v, w in answers]
    return found


__all__ = ["NEW_PART", "Meaning", "Part", "QuestionForm", "SectionForm", "SetForm", "initial_of"]
