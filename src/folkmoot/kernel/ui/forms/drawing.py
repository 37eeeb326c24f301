"""How a field becomes markup: which component draws which widget, for any Django form."""

from functools import singledispatch
from typing import Any

from django import forms
from django.forms import BaseForm, BoundField
from django.utils.html import format_html
from markupsafe import Markup

from folkmoot.kernel.ui.forms.moments import Boxes
from folkmoot.kernel.ui.govuk import component

# What a component sets itself; and a browser that cuts off what is pasted loses it without a word.
OWN = frozenset(
    [
        "class",
        "rows",
        "cols",
        "autocomplete",
        "inputmode",
        "spellcheck",
        "type",
        "maxlength",
        "minlength",
        "required",
    ]
)


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


def legend(around: dict[str, Any]) -> dict[str, Any]:
    heading = around["label"]["heading"]
    return {
        "legend": {
            "text": around["label"]["text"],
            "classes": "govuk-fieldset__legend--" + ("xl" if heading else "s"),
            "is_page_heading": heading,
        }
    }


def typed(bound: BoundField, around: dict[str, Any]) -> dict[str, Any]:
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
