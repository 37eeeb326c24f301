"""The words of a proposal, as a form."""

from collections.abc import Iterable
from typing import Any

from django import forms

from folkmoot.ideas.models import Draft, ProposalText
from folkmoot.ideas.rules.text import MOST_PENCE
from folkmoot.kernel.rules import Refused
from folkmoot.kernel.ui.forms import MoneyField, PlainForm, RadiosField, TextField, YesField
from folkmoot.places.models import Place
from folkmoot.places.queries import read_point

OWN_THEME = "own"
MORE = ("cost_least", "cost_most", "running", "running_by", "theme", "own_theme")


class DraftForm(PlainForm):
    """What, why, where, what it may cost."""

    title = forms.CharField(
        max_length=120, label="Name of your proposal", help_text="Short, as on a poster."
    )
    what = TextField(
        max_length=3000,
        rows=6,
        label="What would you like to happen?",
        help_text="Say it as you would to a neighbour. One sentence is enough to begin.",
    )
    why = TextField(max_length=2000, rows=4, required=False, label="Why does it matter?")
    where_words = forms.CharField(
        max_length=200,
        required=False,
        label="Where is it, in words?",
        help_text="A street, a building, or “anywhere”.",
    )
    point = forms.CharField(max_length=80, required=False, label="Where is it, on the map?")
    cost_least = MoneyField(required=False, label="The least it may cost", max_amount=MOST_PENCE)
    cost_most = MoneyField(required=False, label="The most it may cost", max_amount=MOST_PENCE)
    running = MoneyField(
        required=False, label="What would it cost each year after that?", max_amount=MOST_PENCE
    )
    running_by = forms.CharField(
        max_length=200,
        required=False,
        label="Who would carry that yearly cost?",
        help_text="A group, the council, “don't know yet”.",
    )
    theme = RadiosField(required=False, label="What is it about?")
    own_theme = forms.CharField(max_length=60, required=False, label="In your own word")
    under_18s_welcome = YesField(
        required=False, initial=True, label="Under-18s can use it or take part"
    )

    def __init__(self, *args: Any, place: Place, themes: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place = place
        choices = [(theme, theme) for theme in themes]
        kept = self.initial.get("theme", "")
        if kept and kept not in dict(choices):
            self.initial = {**self.initial, "theme": OWN_THEME, "own_theme": kept}
        self.fields["theme"].choices = [*choices, (OWN_THEME, "Something else")]  # type: ignore[attr-defined]
        self.has_themes = bool(choices)
        for name in ("title", "where_words", "running_by", "own_theme"):
            self.fields[name].widget.attrs.pop("maxlength", None)  # say it, do not cut it off

    @property
    def says_more(self) -> bool:
        """Whether the part that may wait has something in it, or something to mend."""
        return any(self[name].value() or self[name].errors for name in MORE)

    @classmethod
    def filled_with(cls, text: ProposalText | Draft, **kwargs: Any) -> "DraftForm":
        """The form as it stands for these words."""
        return cls(initial=initial_of(text), **kwargs)

    def clean_point(self) -> tuple[float | None, float | None]:
        """Longitude and latitude, from "latitude, longitude"."""
        try:
            return read_point(self.place, self.cleaned_data["point"]) or (None, None)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal

    def clean(self) -> dict[str, Any]:
        """Least and most belong together, in that order."""
        cleaned = super().clean() or self.cleaned_data
        least, most = cleaned.get("cost_least"), cleaned.get("cost_most")
        bad = {"cost_least", "cost_most"} & set(self.errors)
        if least is not None and most is not None and least > most:
            self.add_error(
                "cost_most", "The most it may cost cannot be less than the least. Swap the two?"
            )
        elif most is None and least is not None and not bad:
            self.add_error("cost_most", "Write the most it may cost too, or leave both empty.")
        elif least is None and most is not None and not bad:
            self.add_error("cost_least", "Write the least it may cost too, or leave both empty.")
        return cleaned

    def draft(self) -> Draft:
        """What was asked for."""
        given = self.cleaned_data
        longitude, latitude = given["point"]
        own = given["own_theme"].strip()
        chosen = given["theme"]
        return Draft(
            title=" ".join(given["title"].split()),
            what=_even(given["what"]),
            why=_even(given["why"]),
            where_words=given["where_words"],
            longitude=longitude,
            latitude=latitude,
            cost_least_pence=given["cost_least"],
            cost_most_pence=given["cost_most"],
            running_pence=given["running"],
            running_by=given["running_by"],
            theme=own if chosen in {OWN_THEME, ""} else chosen,
            under_18s_welcome=given["under_18s_welcome"],
        )


def initial_of(text: ProposalText | Draft) -> dict[str, Any]:
    """Words and sums as the boxes of the form hold them."""
    placed = text.longitude is not None and text.latitude is not None
    return {
        "title": text.title,
        "what": text.what,
        "why": text.why,
        "where_words": text.where_words,
        "point": f"{text.latitude}, {text.longitude}" if placed else "",
        "cost_least": text.cost_least_pence,
        "cost_most": text.cost_most_pence,
        "running": text.running_pence,
        "running_by": text.running_by,
        "theme": text.theme,
        "under_18s_welcome": text.under_18s_welcome,
    }


def _even(text: str) -> str:
    """One kind of line end, so that a version differs only where someone wrote."""
    return text.replace("\r\n", "\n").strip()
