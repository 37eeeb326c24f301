"""Telling people from machines without a puzzle: an empty box, and a moment's patience."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django import forms

from folkmoot.kernel import links
from folkmoot.kernel.ui.forms.plain import PlainForm

LEAST = timedelta(seconds=3)
MOST = timedelta(days=7)


class GuardedForm(PlainForm):
    """A form anyone may send. It carries when it was drawn, and a box people do not see."""

    began = forms.CharField(widget=forms.HiddenInput, required=False)
    website = forms.CharField(required=False, label="Leave this box empty")

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        self.at = at
        super().__init__(*args, **kwargs)
        self.fields["website"].widget.attrs |= {"tabindex": "-1", "autocomplete": "off"}
        self.initial.setdefault("began", began(at))

    def clean(self) -> dict[str, Any]:
        """Send back what a machine sent, without losing what a person typed."""
        cleaned = super().clean() or self.cleaned_data
        facts = links.read("form", cleaned.get("began") or "")
        since = self.at - datetime.fromisoformat(facts["at"]) if "at" in facts else None
        if cleaned.get("website"):
            self.add_error(None, "Empty the box marked “Leave this box empty” and send it again.")
        elif since is None or since > MOST:
            self.begin_again()
            self.add_error(None, "This page was open for very long. Press the button again.")
        elif since < LEAST:
            self.add_error(None, "That was very quick. Look it over and press the button again.")
        return cleaned

    def begin_again(self) -> None:
        """Make this another form than the one that was drawn, with everything still in it."""
        self.data = {**self.data.dict(), self.add_prefix("began"): began(self.at)}  # type: ignore[attr-defined]

    @property
    def sent_as(self) -> uuid.UUID | None:
        """Which drawn form this is: the same one sent twice counts once."""
        facts = links.read("form", self.cleaned_data.get("began") or "")
        return uuid.UUID(facts["form"]) if "form" in facts else None

    def visible_fields(self) -> list[forms.BoundField]:
        """What a person fills in."""
        return [bound for bound in super().visible_fields() if bound.name != "website"]


def began(at: datetime) -> str:
    """When a form was drawn, and a name for it, signed."""
    return links.sign("form", at=at.isoformat(), form=str(uuid.uuid4()))
