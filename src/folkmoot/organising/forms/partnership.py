"""Who is asked in a partnership, and whom each of them works with."""

from collections.abc import Sequence
from typing import Any

from django import forms

from folkmoot.kernel.ui.forms import CheckboxesField, ListField, PlainForm
from folkmoot.organising.models import Partner
from folkmoot.organising.rules import LONGEST_PARTNER, MOST_PARTNERS


class PartnersForm(PlainForm):
    """Who is asked."""

    name = forms.CharField(
        max_length=120, label="Which partnership?", help_text="Such as “Neighbourhood Board, 2027”."
    )
    partners = ListField(
        max_lines=MOST_PARTNERS,
        max_line_length=LONGEST_PARTNER,
        label="Who belongs to it?",
        help_text="One organisation or group a line: all of them, or the picture is untrue. "
        "Never people.",
        error_messages={"required": "Write down all organisations of the partnership."},
    )


class WorksWithForm(PlainForm):
    """Whom one of them works with."""

    works_with = CheckboxesField(
        required=False,
        label="Whom do you work with?",
        help_text="In the last twelve months: did something together, not only met. "
        "Leave all of them empty when there is nobody.",
    )
    says_optional = False

    def __init__(self, *args: Any, others: Sequence[Partner], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = others
        fields: dict[str, Any] = self.fields
        fields["works_with"].choices = [(str(each.pk), each.name) for each in others]

    def chosen(self) -> list[Partner]:
        """Those that were ticked."""
        ticked = set(self.cleaned_data["works_with"])
        return [each for each in self.others if str(each.pk) in ticked]
