"""How a field becomes markup: which component draws which widget, for any Django form."""

from functools import singledispatch
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from markupsafe import Markup

from folkmoot.kernel.ui.forms.moments import Boxes
from folkmoot.kernel.ui.forms.money import MoneyInput
from folkmoot.kernel.ui.govuk import component
from folkmoot.kernel.ui.words import currency

# The widths govuk-frontend has, in letters.
WIDTHS = (2, 3, 4, 5, 10, 20)
OWN = frozenset({"class", "rows", "autocomplete", "inputmode", "pattern", "spellcheck", "type"})


def drawn_field(
    bound: BoundField, *, label: str = "", hint: str = "", heading: bool = False
) -> Markup:
    """One field with its label, hint and what to mend."""
    if bound.is_hidden:
        return Markup(str(bound))  # Django's own template escaped it
    return draw(bound.field.widget, bound, _around(bound, label, hint, heading))


def error_summary(errant: list[BaseForm], *, title: str) -> Markup | str:
    """Everything to mend in these forms, each a link to its field."""
    items: list[dict[str, str]] = []
    for form in errant:
        if not form.is_bound:
            continue
        items += [{"text": str(error)} for error in form.non_field_errors()]
        for bound in (form[name] for name in form.errors if name in form.fields):
            items += [
                {"text": str(error), "href": "" if bound.is_hidden else f"#{first_box(bound)}"}
                for error in bound.errors
            ]
    return component("error-summary", title_text=title, error_list=items) if items else ""


def first_box(bound: BoundField) -> str:
    """The id of the first thing one can type into or tick."""
    widget = bound.field.widget
    return f"{bound.auto_id}_{widget.boxes[0]}" if isinstance(widget, Boxes) else bound.auto_id


def _around(bound: BoundField, label: str, hint: str, heading: bool) -> dict[str, Any]:
    """What every component wants to know about a field."""
    text = label or str(bound.label)
    if not bound.field.required and getattr(bound.form, "says_optional", True):
        text += " (optional)"
    around: dict[str, Any] = {"name": bound.html_name, "label": {"text": text, "heading": heading}}
    if words := hint or str(bound.help_text):
        around["hint"] = {"text": words}
    if bound.errors:
        around["error_message"] = {"text": " ".join(str(error) for error in bound.errors)}
    return around


def _label(around: dict[str, Any], bound: BoundField) -> dict[str, Any]:
    heading = around["label"]["heading"]
    return {
        "text": around["label"]["text"],
        "for": bound.auto_id,
        "classes": "govuk-label--xl" if heading else "govuk-label--s",
        "is_page_heading": heading,
    }


def _legend(around: dict[str, Any]) -> dict[str, Any]:
    heading = around["label"]["heading"]
    return {
        "legend": {
            "text": around["label"]["text"],
            "classes": "govuk-fieldset__legend--" + ("xl" if heading else "s"),
            "is_page_heading": heading,
        }
    }


def _typed(bound: BoundField, around: dict[str, Any]) -> dict[str, Any]:
    """What boxes one types into share."""
    attrs = bound.field.widget.attrs
    extra = {name: value for name, value in attrs.items() if name not in OWN}
    if bound.errors:
        extra["aria-invalid"] = "true"
    value = bound.value()
    return around | {
        "id": bound.auto_id,
        "value": "" if value is None else str(value),
        "label": _label(around, bound),
        "classes": attrs.get("class", ""),
        "autocomplete": attrs.get("autocomplete"),
        "spellcheck": attrs.get("spellcheck"),
        "attributes": extra,
    }


@singledispatch
def draw(widget: forms.Widget, bound: BoundField, around: dict[str, Any]) -> Markup:
    """A widget we have no component for: Django's own, between our label and our words."""
    return format_markup(
        '<div class="govuk-form-group">{}{}</div>',
        component("label", **_label(around, bound)),
        bound.as_widget(),
    )


def format_markup(pattern: str, *parts: Any) -> Markup:
    """`format_html`, as the kind of markup the components give."""
    return Markup(format_html(pattern, *parts))


@draw.register(forms.TextInput)
def _(widget: forms.TextInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = _typed(bound, around)
    limit = getattr(bound.field, "max_length", None)
    if not params["classes"] and limit and limit <= WIDTHS[-1]:
        params["classes"] = f"govuk-input--width-{next(w for w in WIDTHS if w >= limit)}"
    return component(
        "input", type=widget.input_type, inputmode=widget.attrs.get("inputmode"), **params
    )


@draw.register(forms.EmailInput)
def _(widget: forms.EmailInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = _typed(bound, around)
    params["autocomplete"] = params["autocomplete"] or "email"
    return component("input", type="email", **params | {"spellcheck": False})


@draw.register(forms.NumberInput)
def _(widget: forms.NumberInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    """Typed as text: a number box changes under the wheel and hides what it does not like."""
    params = _typed(bound, around)
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
    params = _typed(bound, around) | {"classes": "govuk-input--width-10"} | sign
    return component("input", inputmode="decimal", **params)


@draw.register(forms.PasswordInput)
def _(widget: forms.PasswordInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    """A secret is never put back into the page."""
    params = _typed(bound, around) | {"value": ""}
    return component("password-input", **params)


@draw.register(forms.Textarea)
def _(widget: forms.Textarea, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = _typed(bound, around) | {"rows": widget.attrs.get("rows", 5)}
    words = getattr(bound.field, "max_words", None)
    letters = getattr(bound.field, "max_length", None)
    if words:
        return component("character-count", maxwords=words, **params, **COUNTED_WORDS)
    if letters:
        return component("character-count", maxlength=letters, **params, **COUNTED_LETTERS)
    return component("textarea", **params)


COUNTED_LETTERS: dict[str, Any] = {
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
COUNTED_WORDS: dict[str, Any] = {
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


@draw.register(forms.Select)
def _(widget: forms.Select, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = _typed(bound, around)
    params.pop("autocomplete"), params.pop("spellcheck"), params.pop("value")
    items = _choices(bound)
    for item in items:
        if item["value"] == "" and item["text"] == "---------":
            item["text"] = "Choose one"
    return component("select", items=items, **params)


@draw.register(forms.RadioSelect)
def _(widget: forms.RadioSelect, bound: BoundField, around: dict[str, Any]) -> Markup:
    return component("radios", **_ticked(bound, around))


@draw.register(forms.CheckboxSelectMultiple)
def _(widget: forms.CheckboxSelectMultiple, bound: BoundField, around: dict[str, Any]) -> Markup:
    return component("checkboxes", **_ticked(bound, around))


def _ticked(bound: BoundField, around: dict[str, Any]) -> dict[str, Any]:
    """What radios and checkboxes share: a legend, and an item for each choice."""
    hints = getattr(bound.field, "hints", {})
    items = _choices(bound)
    for item in items:
        item["checked"] = item.pop("selected")
        if hint := hints.get(item["value"]):
            item["hint"] = {"text": hint}
    rest = {key: value for key, value in around.items() if key != "label"}
    return rest | {"id_prefix": bound.auto_id, "fieldset": _legend(around), "items": items}


def _choices(bound: BoundField) -> list[dict[str, Any]]:
    """Every choice, with those that are chosen; of a group, its name before each."""
    widget: Any = bound.field.widget
    chosen = set(widget.format_value(bound.value()))
    items = []
    for value, text in widget.choices:
        group = text if isinstance(text, list | tuple) else [(value, text)]
        before = f"{value}: " if group is text else ""
        items += [
            {
                "value": "" if inner is None else str(inner),
                "text": f"{before}{name}",
                "selected": ("" if inner is None else str(inner)) in chosen,
            }
            for inner, name in group
        ]
    return items


@draw.register(forms.CheckboxInput)
def _(widget: forms.CheckboxInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    """One box to tick; its label is beside it."""
    item: dict[str, Any] = {"value": "on", "text": str(bound.label), "id": bound.auto_id}
    item["checked"] = widget.check_test(bound.value())
    if "hint" in around:
        item["hint"] = around["hint"]
    error = {key: value for key, value in around.items() if key == "error_message"}
    return component(
        "checkboxes", name=bound.html_name, id_prefix=bound.auto_id, items=[item], **error
    )


@draw.register(forms.FileInput)
def _(widget: forms.FileInput, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = _typed(bound, around)
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
    return component(
        "date-input", id=bound.auto_id, fieldset=_legend(around), items=items, **rest
    )


BOX_WIDTHS = {"day": 2, "month": 3, "year": 4, "time": 5}
