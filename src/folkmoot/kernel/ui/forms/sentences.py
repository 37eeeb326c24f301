"""What is said when a field must be mended: what to do, never who failed."""

from typing import Any

from django import forms
from django.utils.functional import Promise

# For each kind of mistake, the sentence when the label is a question and when it is a name.
REQUIRED = {
    "write": ("Write an answer: “{label}”", "Fill in “{label}”."),
    "choose": ("Choose an answer: “{label}”", "Choose one for “{label}”."),
    "several": ("Choose at least one answer: “{label}”", "Choose at least one for “{label}”."),
    "tick": ("Tick “{label}” to go on.", "Tick “{label}” to go on."),
    "file": ("Choose a file for “{label}”.", "Choose a file for “{label}”."),
}
OTHERS = {
    "max_length": "Use at most %(limit_value)d letters for “{label}”; you have %(show_value)d.",
    "min_length": "Use at least %(limit_value)d letters for “{label}”; you have %(show_value)d.",
    "max_value": "Write %(limit_value)s or less for “{label}”.",
    "min_value": "Write %(limit_value)s or more for “{label}”.",
    "invalid_choice": "Choose one of the answers shown for “{label}”.",
    "invalid_list": "Choose from the answers shown for “{label}”.",
    "invalid_pk_value": "Choose from the answers shown for “{label}”.",
    "max_digits": "Use at most %(max)s figures for “{label}”.",
    "max_decimal_places": "Use at most %(max)s figures after the point for “{label}”.",
    "empty": "That file is empty. Choose another for “{label}”.",
    "missing": "Choose a file for “{label}”.",
    "null_characters_not_allowed": "Write “{label}” again: it holds a sign we cannot keep.",
}
INVALID: list[tuple[type[forms.Field], str]] = [
    (forms.EmailField, "Write an e-mail address such as name@example.org."),
    (forms.URLField, "Write a web address such as https://example.org."),
    (forms.IntegerField, "Write “{label}” as a number in figures, such as 12."),
    (forms.DecimalField, "Write “{label}” as a number in figures, such as 12.5."),
    (forms.FloatField, "Write “{label}” as a number in figures, such as 12.5."),
    (forms.UUIDField, "That is not one of ours. Look at “{label}” again."),
]


def in_our_words(field: forms.Field, label: str | Promise, *, was: str | None = None) -> None:
    """Give a field our sentences wherever nobody has written a better one for it.

    `was` is what it was called when it last got them.
    """
    ours = _sentences(field, str(label))
    before = {} if was is None else _sentences(field, was)
    theirs = _as_django_has_them(type(field))
    for code, sentence in ours.items():
        kept = field.error_messages.get(code)
        if code not in field.error_messages or kept in (theirs.get(code), before.get(code)):
            field.error_messages[code] = sentence


def _sentences(field: forms.Field, named: str) -> dict[str, str]:
    ours = {code: sentence.format(label=named) for code, sentence in OTHERS.items()}
    ours["required"] = _required(field, named)
    for kind, sentence in INVALID:
        if isinstance(field, kind) and not isinstance(field, forms.IntegerField | forms.FloatField):
            ours["invalid"] = sentence.format(label=named)
        elif isinstance(field, kind):
            ours.setdefault("invalid", sentence.format(label=named))
    return ours


def _required(field: forms.Field, label: str) -> str:
    question, name = REQUIRED[_manner(field.widget)]
    return (question if label.endswith("?") else name).format(label=label)


def _manner(widget: forms.Widget) -> str:
    """How one answers with this widget: writing, choosing, ticking."""
    manners: list[tuple[Any, str]] = [
        (forms.CheckboxSelectMultiple, "several"),
        (forms.SelectMultiple, "several"),
        (forms.RadioSelect, "choose"),
        (forms.Select, "choose"),
        (forms.CheckboxInput, "tick"),
        (forms.FileInput, "file"),
    ]
    return next((manner for kind, manner in manners if isinstance(widget, kind)), "write")


def _as_django_has_them(kind: type[forms.Field]) -> dict[str, Any]:
    """The sentences Django came with, as opposed to those one of our classes chose."""
    messages: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        if base.__module__.startswith("django."):
            messages |= getattr(base, "default_error_messages", {})
    return messages
