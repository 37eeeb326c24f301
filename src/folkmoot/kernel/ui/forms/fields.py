"""Fields for words, choices and files."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MEGABYTE = 1024 * 1024


class TextField(forms.CharField):
    """Several lines of words; with `max_length` or `max_words`, counted as one writes."""

    def __init__(self, *, rows: int = 5, max_words: int | None = None, **kwargs: Any) -> None:
        self.max_words = max_words
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(**kwargs)

    def validate(self, value: str) -> None:
        """Hold the limit of words."""
        super().validate(value)
        count = len(value.split())
        if self.max_words and count > self.max_words:
            raise ValidationError(f"Use at most {self.max_words} words; you have {count}.")


class ListField(forms.CharField):
    """One thing a line; gives a list of lines without the empty ones."""

    def __init__(self, *, max_lines: int = 100, max_line_length: int = 200, **kwargs: Any) -> None:
        self.max_lines, self.max_line_length = max_lines, max_line_length
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 6}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        """The lines that say something."""
        return [
            line.strip() for line in (super().to_python(value) or "").splitlines() if line.strip()
        ]

    def prepare_value(self, value: Any) -> Any:
        """A list goes back into the box as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def run_validators(self, value: Any) -> None:
        """Hold the limits on lines."""
        if len(value) > self.max_lines:
            raise ValidationError(f"Write at most {self.max_lines} lines; you have {len(value)}.")
        for line in value:
            if len(line) > self.max_line_length:
                raise ValidationError(
                    f"Keep each line to {self.max_line_length} letters. "
                    f"One is longer: “{line[:40]}…”"
                )
            super().run_validators(line)  # such as: no character that no database keeps


class RadiosField(forms.ChoiceField):
    """Choose one. `hints` says more about a choice, by its value."""

    widget = forms.RadioSelect

    def __init__(self, *, hints: Mapping[Any, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints = hints or {}


class CheckboxesField(forms.MultipleChoiceField):
    """Choose as many as you like. `hints` says more about a choice, by its value."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, hints: Mapping[Any, str] | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.hints = hints or {}


class YesField(forms.BooleanField):
    """One box to tick."""


class UploadField(forms.FileField):
    """A file, not larger than `max_megabytes`, and of the kinds named (`.csv`, `.pdf`)."""

    def __init__(
        self, *, max_megabytes: float = 4, kinds: tuple[str, ...] = (), **kwargs: Any
    ) -> None:
        self.max_megabytes, self.kinds = max_megabytes, kinds
        limit = f"Up to {max_megabytes:g} MB{', ' + ' or '.join(kinds) if kinds else ''}."
        kwargs["help_text"] = " ".join(filter(None, [str(kwargs.get("help_text", "")), limit]))
        super().__init__(**kwargs)
        if kinds:
            self.widget.attrs["accept"] = ",".join(kinds)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """Refuse what is too large or of another kind."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            if (file.size or 0) > self.max_megabytes * MEGABYTE:
                raise ValidationError(
                    f"Choose a file of up to {self.max_megabytes:g} MB; this one is larger."
                )
            if self.kinds and not (file.name or "").lower().endswith(self.kinds):
                raise ValidationError(f"Choose a file that ends in {' or '.join(self.kinds)}.")
        return file
