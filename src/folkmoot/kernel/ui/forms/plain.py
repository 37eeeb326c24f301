"""The form every page uses."""

from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from folkmoot.kernel.ui.forms.sentences import in_our_words


class Plain:
    """Makes any Django form ours: our markup, our sentences. Put it before the form's class.

    In a template `{{ form }}` draws every field; the errors at the top of the page are
    `{% form_errors form %}`, and the buttons are the page's own.
    """

    use_required_attribute = False  # our sentences are shown, not the browser's bubbles
    says_optional = True  # "(optional)" after the label of what may be left empty

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self._called: dict[str, str] = {}  # what each field was called when it got its sentences
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            self._word(name, field)

    def add_field(self, name: str, field: forms.Field) -> None:
        """Another field, known only when the form is made; in our words like the rest."""
        self.fields[name] = field  # type: ignore[attr-defined]
        self._word(name, field)

    def full_clean(self) -> None:
        """Check what was sent; a field that goes by another name meanwhile says so by that name."""
        for name, field in self.fields.items():  # type: ignore[attr-defined]
            self._word(name, field)
        super().full_clean()  # type: ignore[misc]

    def _word(self, name: str, field: forms.Field) -> None:
        label = str(field.label or forms.utils.pretty_name(name))
        if self._called.get(name) != label:
            in_our_words(field, label, was=self._called.get(name))
            self._called[name] = label

    def render(self, *_args: Any, **_kwargs: Any) -> SafeString:
        """Every field, one under the other."""
        return render_to_string("ui/form.html", {"form": self})

    __str__ = render
    __html__ = render


class PlainForm(Plain, forms.Form):
    """A form in our words."""
