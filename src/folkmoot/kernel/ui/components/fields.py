"""Tags for forms: a field, and what to mend."""

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
def form_errors(*forms: BaseForm | None, title: str = "There is something to mend") -> Markup | str:
    """At the top of a page: everything to mend, each a link to its field."""
    return error_summary([form for form in forms if form is not None], title=title)
