"""Widgets one chooses from: lists, radios, boxes to tick."""

from typing import Any

from django import forms
from django.forms import BoundField
from markupsafe import Markup

from folkmoot.kernel.ui.forms.drawing import draw, legend, typed
from folkmoot.kernel.ui.govuk import component


@draw.register(forms.Select)
def _(widget: forms.Select, bound: BoundField, around: dict[str, Any]) -> Markup:
    params = typed(bound, around)
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
    return rest | {"id_prefix": bound.auto_id, "fieldset": legend(around), "items": items}


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
