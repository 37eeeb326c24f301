"""Support: who, which days, what was done, what the place thinks of it."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.awards.actions.support import SupportPlan
from folkmoot.awards.models import Award, SupportItem, SupportKind
from folkmoot.awards.models.days import PARTS, QUARTERS
from folkmoot.kernel.ui.forms import DateField, PlainForm, RadiosField, TextField, YesField
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme

MOST_DAYS = 1000


class DaysField(forms.CharField):
    """Days in quarters: `2`, `2.5`, `2¾` or `½`; gives whole quarter days."""

    def __init__(self, *, least: int = 0, most: int = MOST_DAYS * QUARTERS, **kwargs: Any) -> None:
        self.least, self.most = least, most
        kwargs.setdefault("help_text", "In quarters of a day: 2, 2.5, 2¾.")
        kwargs.setdefault("widget", forms.TextInput({"inputmode": "decimal"}))
        super().__init__(max_length=12, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """Kept quarter days go back into the box as days."""
        if not isinstance(value, int):
            return value
        whole, part = divmod(value, QUARTERS)
        return f"{whole or ''}{PARTS[part]}" or "0"

    def clean(self, value: Any) -> Any:
        """Whole quarter days."""
        said = super().clean(value)
        found = read_days(said)
        if found is None:
            raise ValidationError("Write days in quarters, such as 2, 2.5 or 2¾.")
        if found < self.least:
            raise ValidationError("A quarter of a day is the least.")
        if found > self.most:
            raise ValidationError("That is more days than there can be. Look at the figure again.")
        return found


def read_days(said: str) -> int | None:
    """Quarter days in what somebody wrote, or None when it is not a number of quarters.

    >>> [read_days(text) for text in ("2", "2.5", "2¾", "½", "0.75", "2.3", "-1", "two")]
    [8, 10, 11, 2, 3, None, None, None]
    """
    text = said.strip().replace(",", ".")
    for quarters, sign in PARTS.items():
        if sign and text.endswith(sign):
            before = text[: -len(sign)].strip() or "0"
            return int(before) * QUARTERS + quarters if _is_plain(before) else None
    whole, _, part = text.partition(".")
    if not _is_plain(whole or "0") or (part and not _is_plain(part)):
        return None
    hundredths = int((part + "00")[:2]) if len(part) <= 2 else -1
    if not text or hundredths < 0 or hundredths % 25:
        return None
    return int(whole or "0") * QUARTERS + hundredths // 25


def _is_plain(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 5


class SupportForm(PlainForm):
    """Who supports which place."""

    place = forms.ChoiceField(label="Which place?")
    supporter = forms.ChoiceField(label="Who supports it?")
    starts = DateField(label="When does it begin?")
    ends = DateField(label="When does it end?")
    condition_of = forms.ChoiceField(
        required=False,
        label="Is it a condition of an award?",
        help_text="Support is not a condition of money, unless it is said here.",
    )

    def __init__(
        self,
        *args: Any,
        places: Iterable[Place],
        supporters: Iterable[Organisation],
        awards: Iterable[Award],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(each.pk): each for each in places}
        self.supporters = {str(each.pk): each for each in supporters}
        self.awards = {str(each.pk): each for each in awards}
        fields: dict[str, Any] = self.fields
        fields["place"].choices = [(key, each.name) for key, each in self.places.items()]
        fields["supporter"].choices = [(key, each.name) for key, each in self.supporters.items()]
        named = [(key, f"{each.title} ({each.place})") for key, each in self.awards.items()]
        fields["condition_of"].choices = [("", "No"), *named]

    def plan(self, programme: Programme) -> SupportPlan:
        """Who, where, when."""
        said = self.cleaned_data
        return SupportPlan(
            programme=programme,
            place=self.places[said["place"]],
            supporter=self.supporters[said["supporter"]],
            starts_date=said["starts"],
            ends_date=said["ends"],
            condition_of=self.awards.get(said["condition_of"]),
        )


class DiagnosisForm(PlainForm):
    """Where the place stands."""

    diagnosis = TextField(
        max_length=3000,
        rows=8,
        label="Where does the place stand?",
        help_text="What is strong already, and what is in the way.",
    )


class ItemForm(PlainForm):
    """One thing the place is helped with."""

    kind = RadiosField(choices=SupportKind.choices, label="What kind of support?")
    what = forms.CharField(max_length=300, label="What will be done?")
    quarters = DaysField(least=1, label="How many days?")
    outcome = forms.CharField(
        max_length=300, required=False, label="What will the place have afterwards?"
    )


class PromiseForm(PlainForm):
    """More days, or fewer."""

    quarters = DaysField(label="How many days?", help_text="In quarters; 0 takes it out.")


class AgreeForm(PlainForm):
    """A yes to this version."""

    agreed = YesField(
        label="We agree to this version as it stands here",
        error_messages={"required": "Tick the box to agree."},
    )


class DeliveryForm(PlainForm):
    """What was given on a day."""

    on = DateField(label="On which day?")
    quarters = DaysField(least=1, most=10 * QUARTERS, label="How many days of work?")
    what = forms.CharField(max_length=400, label="What was done?")


class MendForm(PlainForm):
    """What was questioned, put right."""

    quarters = DaysField(least=1, most=10 * QUARTERS, label="How many days of work?")
    what = forms.CharField(max_length=400, label="What was done?")


class NextForm(PlainForm):
    """When it goes on."""

    next = DateField(required=False, label="On which day do you work on it next?")


class QuestionForm(PlainForm):
    """What is not right."""

    question = forms.CharField(max_length=400, label="What is not right?")


class RatingForm(PlainForm):
    """One to five, with words."""

    stars = RadiosField(
        choices=[("5", "5: it made the difference"), ("4", "4: it helped a good deal"),
                 ("3", "3: it helped"), ("2", "2: it helped little"), ("1", "1: it did not help")],
        label="How useful was it?",
    )  # fmt: skip
    words = TextField(max_length=600, rows=3, label="Why?")
    came_of_it = TextField(max_length=600, rows=3, required=False, label="What came of it?")
    shown = RadiosField(
        choices=[
            ("no", "Those who run and pay for the programme"),
            ("yes", "Those, and the supporter too"),
        ],
        label="Who may read this rating?",
        help_text="Nobody else sees it. The supporter sees an average of places that keep it from "
        "them only when there are three such places or more.",
    )

    @classmethod
    def of(cls, item: SupportItem, **kwargs: Any) -> "RatingForm":
        """The form as it stands for what was said before."""
        told = {"stars": str(item.stars or ""), "words": item.rating}
        told["came_of_it"] = item.came_of_it
        told["shown"] = "yes" if item.is_shown_to_supporter else "no"
        return cls(initial=told, **kwargs)


class ReviewForm(PlainForm):
    """Looking back."""

    words = TextField(
        max_length=2000, rows=6, label="What do you see, looking back?",
        help_text="What helped, what did not, what you need next.",
    )  # fmt: skip
