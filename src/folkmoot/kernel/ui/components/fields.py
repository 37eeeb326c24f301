"""Tags for forms: a field, and what to mend."""

from collections.abc import Sequence

from django import template
from django.forms import BaseForm, BoundField
from markupsafe import Markup

from folkmoot.kernel.ui.forms.drawing import drawn_field, error_summary

register = template.Library()


@register.simple_tag
def field(bound: BoundField, label: str = "", hint: str = "", heading: bool = False) -> Markup:
    """One field of a form: label, hint, what to mend, and the box; of any Django form.

    `heading` makes its label the page's h1, for pages that ask one question.
    """
    return drawn_field(bound, label=label, hint=hint, heading=heading)


@register.simple_tag
def form_errors(
    *forms: BaseForm | Sequence[BaseForm] | None, title: str = "There is something to mend"
) -> Markup | str:
    """At the top of a page: everything to mend, each a link to its field."""
    each = [part for form in forms for part in _each_of(form)]
    return error_summary(each, title=title)


def _each_of(given: BaseForm | Sequence[BaseForm] | None) -> Sequence[BaseForm]:
    if given is None:
        return []
    return [given] if isinstance(given, BaseForm) else given
