"""Which box each kind of question is answered in. What is typed comes out as it was typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.template.loader import render_to_string
from markupsafe import Markup

from folkmoot.kernel.files.forms import AttachmentField
from folkmoot.kernel.questions.asking import Asked, Column, Kind
from folkmoot.kernel.ui.forms import CheckboxesField, RadiosField
from folkmoot.kernel.ui.forms.drawing import draw, legend
from folkmoot.kernel.ui.forms.money import MoneyInput

Choices = Sequence[tuple[str, str]]
YES_NO = (("yes", "Yes"), ("no", "No"))
SPARE_ROWS, MOST_ROWS = 2, 50


class AsTyped:
    """A field that holds no rules of its own: whether an answer will do, `reading` says."""

    def clean(self, value: Any) -> Any:
        """What was typed, with line ends of one kind."""
        return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


class WordsBox(AsTyped, forms.CharField):
    """Words, a number, a sum, a day."""

    max_words: int | None = None


class OneBox(AsTyped, RadiosField):
    """One of several answers."""


class ListBox(AsTyped, forms.ChoiceField):
    """One of many."""


class ManyBox(AsTyped, CheckboxesField):
    """Several answers."""


class FileBox(AttachmentField):
    """A file; looked into when it comes."""


class TableInput(forms.Widget):
    """Rows of boxes."""

    def __init__(self, columns: Sequence[Column], most: int) -> None:
        super().__init__()
        self.columns, self.most = columns, most

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """The rows, each a list of what stands in its boxes; empty rows at the end left out."""
        rows = []
        for number in range(self.most):
            names = [f"{name}-{number}-{column.key}" for column in self.columns]
            if not any(each in data for each in names):
                break
            rows.append([str(data.get(each, "")).strip() for each in names])
        while rows and not any(rows[-1]):
            rows.pop()
        return rows

    def rows(self, name: str, typed: Any) -> list[dict[str, Any]]:
        """Each row as boxes, with some to spare."""
        filled = typed if isinstance(typed, list) else []
        shown = min(self.most, max(len(filled) + SPARE_ROWS, 3))
        return [
            {
                "number": number + 1,
                "boxes": [
                    {
                        "name": f"{name}-{number}-{column.key}",
                        "label": column.text,
                        "value": _at(_at(filled, number, []), place, ""),
                        "is_number": column.kind in (Kind.NUMBER, Kind.MONEY),
                        "sign": "£" if column.kind is Kind.MONEY else "",
                    }
                    for place, column in enumerate(self.columns)
                ],
            }
            for number in range(shown)
        ]


class TableBox(AsTyped, forms.Field):
    """A table question."""


@draw.register(TableInput)
def _(widget: TableInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    told = {
        "id": bound.auto_id,
        "legend": legend(around)["legend"]["text"],
        "hint": around.get("hint", {}).get("text", ""),
        "error": around.get("error_message", {}).get("text", ""),
        "rows": widget.rows(bound.html_name, bound.value()),
    }
    return Markup(render_to_string("questions/table.html", told))


def box_for(asked: Asked, offered: Choices | None) -> forms.Field:
    """The box a question is answered in. `offered`: what a reference may be."""
    field = _box(asked, offered)
    field.label, field.help_text = asked.text, _hint(asked, str(field.help_text))
    field.required = asked.is_required
    return field


def _box(asked: Asked, offered: Choices | None) -> forms.Field:
    if asked.kind is Kind.FILE:
        return FileBox()
    if asked.kind is Kind.TABLE:
        return TableBox(widget=TableInput(asked.columns, asked.most or MOST_ROWS))
    if asked.kind is Kind.MANY:
        return ManyBox(choices=asked.choices)
    if asked.kind in (Kind.ONE, Kind.YES_NO):
        return OneBox(choices=YES_NO if asked.kind is Kind.YES_NO else asked.choices)
    if asked.kind is Kind.REFERENCE and offered is not None:
        return ListBox(choices=[("", "Choose one"), *offered])
    return _written(asked)


def _written(asked: Asked) -> WordsBox:
    if asked.kind is Kind.LONG:
        box = WordsBox(widget=forms.Textarea(attrs={"rows": 6}))
        box.max_words = asked.max_words
        return box
    if asked.kind is Kind.MONEY:
        return WordsBox(widget=MoneyInput("GBP"))
    attrs = {"autocomplete": "off"}
    if asked.kind is Kind.NUMBER:
        attrs |= {"inputmode": "decimal", "class": "govuk-input--width-10"}
    if asked.kind is Kind.DATE:
        attrs |= {"class": "govuk-input--width-20"}
    return WordsBox(widget=forms.TextInput(attrs=attrs))


def _hint(asked: Asked, already: str) -> str:
    more = {Kind.DATE: "Such as 3 May 2027."}.get(asked.kind, "")
    if asked.kind is Kind.SHORT and asked.max_words:
        more = f"Up to {asked.max_words} words."
    return " ".join(filter(None, [asked.hint, already, more]))


def _at(values: Any, place: int, otherwise: Any) -> Any:
    return values[place] if isinstance(values, list) and place < len(values) else otherwise
