"""Returns: planned, written, sent back."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.awards.actions import MeasuredFigure, SpentFigure
from folkmoot.awards.models import Award, Return, Source
from folkmoot.awards.queries.returned import FieldOfReturn, MeasuredRow, SpendingRow
from folkmoot.awards.returning.asked import AS_SAID, QUARTER
from folkmoot.awards.returning.cells import plain_number
from folkmoot.awards.returning.periods import EXAMPLE, Period, read_period, regular
from folkmoot.kernel.files.forms import AttachmentField
from folkmoot.kernel.files.kinds import XLSX
from folkmoot.kernel.ui.forms import ListField, MoneyField, PlainForm, RadiosField, TextField

EVERY = (("3", "Every three months"), ("6", "Every six months"), ("12", "Once a year"),
         ("0", "In periods of their own"))  # fmt: skip
MOST = Decimal(10) ** 11


class NumberField(forms.DecimalField):
    """A number as people write it: `1,250` or `12.5`."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=14, decimal_places=2, max_value=MOST, min_value=-MOST, **kwargs)
        self.widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        self.widget.attrs["class"] = "govuk-input--width-10"
        self.error_messages["invalid"] = "Write a number in figures, such as 12 or 12.5."

    def to_python(self, value: Any) -> Any:
        """The number, however its thousands are set apart."""
        plain = value.replace(",", "").replace(" ", "") if isinstance(value, str) else value
        return super().to_python(plain)


class PlanReturnsForm(PlainForm):
    """Which periods are reported on, and what is asked."""

    every = RadiosField(choices=EVERY, initial="3", label="How often do they report?")
    due_days = forms.IntegerField(
        min_value=0,
        max_value=365,
        initial=30,
        label="How many days after a period is its return due?",
    )
    lines = ListField(
        max_lines=60,
        max_line_length=120,
        required=False,
        label="If the periods are their own: which?",
        help_text=f"One a line: “{EXAMPLE}”.",
    )
    questions = forms.ChoiceField(label="What is asked in words?")

    def __init__(
        self, *args: Any, award: Award, offered: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.award = award
        fields: dict[str, Any] = self.fields
        fields["questions"].choices = [*offered, ("", "Nothing: figures only")]
        fields["questions"].required = False
        self.initial.setdefault("questions", AS_SAID if AS_SAID in dict(offered) else QUARTER)

    def clean_lines(self) -> list[Period]:
        """Each line as a period."""
        found = []
        for number, line in enumerate(self.cleaned_data["lines"], 1):
            period = read_period(line)
            if period is None:
                raise ValidationError(f"Line {number} cannot be read. Write it like “{EXAMPLE}”.")
            found.append(period)
        return found

    def clean(self) -> dict[str, Any]:
        """Periods of their own are written down; regular ones are worked out."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("every") == "0" and "lines" not in self.errors and not cleaned.get("lines"):
            self.add_error("lines", ValidationError("Write each period on a line."))
        return cleaned

    def periods(self) -> list[Period]:
        """What is to be planned."""
        told, months = self.cleaned_data, int(self.cleaned_data["every"])
        if not months:
            return list(told["lines"])
        starts, ends = self.award.starts_date, self.award.ends_date
        return regular(starts, ends, months=months, due_days=told["due_days"])


class IndicatorForm(PlainForm):
    """What would show that it does what it is for."""

    name = forms.CharField(max_length=120, label="What is measured?")
    baseline = NumberField(label="Where did it stand when the award began?")
    aim = NumberField(label="What is aimed at by its end?")
    source = RadiosField(
        choices=Source, required=False, label="Does Folkmoot count this for the place already?"
    )


class FiguresForm(PlainForm):
    """The money line by line and the measures, for one return."""

    says_optional = False

    def __init__(
        self,
        *args: Any,
        spending: Sequence[SpendingRow],
        measured: Sequence[MeasuredRow],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.spending, self.measured = spending, measured
        self.line_of: dict[str, str] = {}  # by the end of a box's name: what its line is called
        for line in spending:
            row = line.row
            for name in ("spent", "expected", "why"):
                self.line_of[f"{name}-{row.line.number}"] = line.money.heading
            self._add(f"spent-{row.line.number}", "Spent in this period", row.spent_pence)
            self._add(
                f"expected-{row.line.number}",
                "Expected from then to the end",
                row.expected_pence,
            )
            self._words(f"why-{row.line.number}", row.words, row.version)
        for measure in measured:
            had = measure.row
            number = had.indicator.number
            for name in ("came", "ahead", "about"):
                self.line_of[f"{name}-{number}"] = had.indicator.name
            self._add(f"came-{number}", "Where it stands now", had.came_to, is_money=False)
            self._add(f"ahead-{number}", "Expected by the end", had.expected, is_money=False)
            self._words(f"about-{number}", had.words, had.version)

    def clean(self) -> dict[str, Any]:
        """Many boxes are called the same, so what is wrong names the line it is in."""
        for name, wrong in list(self.errors.items()):
            if line := self.line_of.get(name):
                self.errors[name] = self.error_class([f"{line}: {each}" for each in wrong])
        return super().clean() or self.cleaned_data

    def _add(self, name: str, label: str, value: Any, *, is_money: bool = True) -> None:
        kind = MoneyField if is_money else NumberField
        self.add_field(name, kind(required=False, label=label))
        self.initial[name] = plain_number(value) if isinstance(value, Decimal) else value

    def _words(self, name: str, words: str, version: int) -> None:
        label = "Anything to say about it?"
        self.add_field(name, forms.CharField(max_length=300, required=False, label=label))
        self.initial[name] = words
        hidden = forms.IntegerField(required=False, widget=forms.HiddenInput)
        self.add_field(f"seen-{name}", hidden)
        self.initial[f"seen-{name}"] = version

    def money_boxes(self) -> list[tuple[SpendingRow, list[Any]]]:
        """Each line with its boxes."""
        return [
            (line, self._boxes(line.row.line.number, "spent", "expected", "why"))
            for line in self.spending
        ]

    def measure_boxes(self) -> list[tuple[MeasuredRow, list[Any]]]:
        """Each measure with its boxes."""
        return [
            (each, self._boxes(each.row.indicator.number, "came", "ahead", "about"))
            for each in self.measured
        ]

    def _boxes(self, number: int, *names: str) -> list[Any]:
        return [self[f"{name}-{number}"] for name in names]

    def spent(self) -> list[SpentFigure]:
        """What was written beside each line."""
        told = self.cleaned_data
        return [
            SpentFigure(
                n, told[f"spent-{n}"], told[f"expected-{n}"], told[f"why-{n}"], self._seen("why", n)
            )
            for n in (line.row.line.number for line in self.spending)
        ]

    def figures(self) -> list[MeasuredFigure]:
        """What was written beside each measure."""
        told = self.cleaned_data
        return [
            MeasuredFigure(
                n, told[f"came-{n}"], told[f"ahead-{n}"], told[f"about-{n}"], self._seen("about", n)
            )
            for n in (each.row.indicator.number for each in self.measured)
        ]

    def _seen(self, name: str, number: int) -> int:
        return self.cleaned_data.get(f"seen-{name}-{number}") or 0

    def field_of(self, key: str) -> str:
        """The box of a line or measure, by the key of its field: `spend:2`."""
        kind, _, number = key.partition(":")
        return f"{'spent' if kind == 'spend' else 'came'}-{number}"

    def over_what_stands_now(self, key: str) -> dict[str, str]:
        """What was typed, as if written over what stands now in the one line it names."""
        kind, _, number = key.partition(":")
        name = f"{'why' if kind == 'spend' else 'about'}-{number}"
        return {**dict(self.data.items()), f"seen-{name}": str(self.initial[f"seen-{name}"])}


class SendBackForm(PlainForm):
    """What is to be mended, field by field."""

    says_optional = False

    def __init__(self, *args: Any, fields_: Sequence[FieldOfReturn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in fields_:
            box = TextField(
                max_length=600, rows=2, required=False, label=field.name, help_text=field.said[:300]
            )
            self.add_field(field.key, box)

    def clean(self) -> dict[str, Any]:
        """At least one says something."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            raise ValidationError("Say beside at least one field what is to be mended.")
        return cleaned


class SheetForm(PlainForm):
    """The workbook, filled in."""

    file = AttachmentField(
        wanted=(XLSX,),
        label="The workbook you filled in",
        help_text="The one from this page. You may move rows and columns; keep their names.",
    )


class WaitForm(PlainForm):
    """Which return a payment waits for."""

    returned = forms.ChoiceField(required=False, label="Which return does it wait for?")

    def __init__(self, *args: Any, returns: Sequence[Return], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(each.pk): each for each in returns}
        fields: dict[str, Any] = self.fields
        fields["returned"].choices = [
            ("", "None"),
            *((key, f"Return {each.number}") for key, each in self.known.items()),
        ]

    def chosen(self) -> Return | None:
        """The return, or none."""
        return self.known.get(self.cleaned_data["returned"])
