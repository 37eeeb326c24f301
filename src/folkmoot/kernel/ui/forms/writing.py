"""Widgets one writes into: words, figures, sums, days, files."""

from typing import Any

from django import forms
from django.forms import BoundField
from markupsafe import Markup

from folkmoot.kernel.ui.forms.drawing import draw, legend, typed
from folkmoot.kernel.ui.forms.moments import Boxes
from folkmoot.kernel.ui.forms.money import MoneyInput
from folkmoot.kernel.ui.govuk import component
from folkmoot.kernel.ui.words import currency

# The widths govuk-frontend has, in letters.
WIDTHS = (2, 3, 4, 5, 10, 20)


@draw.register(forms.TextInput)
def _(widget: forms.TextInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = typed(bound, around)
    limit = getattr(bound.field, "max_length", None)
    if not params["classes"] and limit and limit <= WIDTHS[-1]:
        params["classes"] = f"govuk-input--width-{next(w for w in WIDTHS if w >= limit)}"
    return component(
        "input", type=widget.input_type, inputmode=widget.attrs.get("inputmode"), **params
    )


@draw.register(forms.EmailInput)
def _(widget: forms.EmailInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = typed(bound, around)
    params["autocomplete"] = params["autocomplete"] or "email"
    return component("input", type="email", **params | {"spellcheck": False})


@draw.register(forms.NumberInput)
def _(widget: forms.NumberInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    """Typed as text: a number box changes under the wheel and hides what it does not like."""
    params = typed(bound, around)
    for name in ("min", "max", "step"):
        params["attributes"].pop(name, None)
    params["classes"] = params["classes"] or "govuk-input--width-5"
    whole = isinstance(bound.field, forms.IntegerField) and not isinstance(
        bound.field, forms.DecimalField | forms.FloatField
    )
    return component("input", inputmode="numeric" if whole else "decimal", **params)


@draw.register(MoneyInput)
def _(widget: MoneyInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    style = currency(widget.code)
    sign = {"prefix" if style.before else "suffix": {"text": style.sign}}
    params = typed(bound, around) | {"classes": "govuk-input--width-10"} | sign
    return component("input", inputmode="decimal", **params)


@draw.register(forms.PasswordInput)
def _(widget: forms.PasswordInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    """A secret is never put back into the page."""
    params = typed(bound, around) | {"value": ""}
    return component("password-input", **params)


@draw.register(forms.Textarea)
def _(widget: forms.Textarea, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = typed(bound, around) | {"rows": widget.attrs.get("rows", 5)}
    if params["value"].startswith(("\n", "\r")):
        params["value"] = "\n" + params["value"]  # HTML drops a first empty line
    words = getattr(bound.field, "max_words", None)
    letters = getattr(bound.field, "max_length", None)
    if words:
        return component("character-count", maxwords=words, **params, **COUNTED_WORDS)
    if letters:
        return component("character-count", maxlength=letters, **params, **COUNTED_LETTERS)
    return component("textarea", **params)


HALF = {"threshold": "50"}  # percent; a count under an empty box is noise
COUNTED_LETTERS: dict[str, Any] = HALF | {
    "textarea_description_text": "Up to %{count} letters.",
    "characters_under_limit_text": {
        "one": "You have %{count} letter left.",
        "other": "You have %{count} letters left.",
    },
    "characters_at_limit_text": "You have no letters left.",
    "characters_over_limit_text": {
        "one": "You have %{count} letter too many.",
        "other": "You have %{count} letters too many.",
    },
}
COUNTED_WORDS: dict[str, Any] = HALF | {
    "textarea_description_text": "Up to %{count} words.",
    "words_under_limit_text": {
        "one": "You have %{count} word left.",
        "other": "You have %{count} words left.",
    },
    "words_at_limit_text": "You have no words left.",
    "words_over_limit_text": {
        "one": "You have %{count} word too many.",
        "other": "You have %{count} words too many.",
    },
}


@draw.register(forms.FileInput)
def _(widget: forms.FileInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = typed(bound, around)
    for name in ("autocomplete", "spellcheck", "value"):
        params.pop(name)
    return component("file-upload", **params)


@draw.register(Boxes)
def _(widget: Boxes, bound: BoundField, around: dict[str, Any]) -> Markup:
    value = bound.value()
    typed = value if isinstance(value, list | tuple) else widget.decompress(value)
    wrong = " govuk-input--error" if bound.errors else ""
    items = [
        {
            "name": f"{bound.html_name}_{name}",
            "id": f"{bound.auto_id}_{name}",
            "label": name.title(),
            "value": part or "",
            "classes": f"govuk-input--width-{BOX_WIDTHS[name]}{wrong}",
            "inputmode": "text" if name in ("time", "month") else "numeric",
        }
        for name, part in zip(widget.boxes, typed, strict=True)
    ]
    rest = {key: value for key, value in around.items() if key not in ("label", "name")}
    return component("date-input", id=bound.auto_id, fieldset=legend(around), items=items, **rest)


BOX_WIDTHS = {"day": 2, "month": 3, "year": 4, "time": 5}
