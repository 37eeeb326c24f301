"""What somebody offers or wishes, what is needed, and the words by which they find each other."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms import BoundField

from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    ListField,
    MomentField,
    PlainForm,
    RadiosField,
    TextField,
    YesField,
)
from folkmoot.organising.models import Duties, MayAsk, Needed, Offered, Tag, TagKind
from folkmoot.organising.rules import MOST_TAGS

HOW_OFTEN = [
    (7, "Once a week at most"),
    (30, "Once a month at most"),
    (90, "Four times a year at most"),
    (365, "Once a year at most"),
]
OWN_MAY_ASK = [
    (MayAsk.TEAM.value, "The team"),
    (MayAsk.PLACE.value, "Anyone of the place"),
    (MayAsk.HEARD.value, "Only the one I told it to"),
    (MayAsk.NOBODY.value, "Nobody, for now"),
]
NOT_WHO = "People of the place see what is offered, and neither a name nor how to reach anybody."
NOT_WHO_WISHES = "People of the place see these words, and neither a name nor how to reach anybody."
OTHERS = "Or one of these?"
LOOK_OVER = "We ticked the words that fit. Look them over, and press the button again."


class TaggedForm(PlainForm):
    """Anything with tags: those that its words ask for are ticked, for a person to look over."""

    says_optional = False  # without any ticked, the words are looked at first
    tags = CheckboxesField(
        required=False,
        label="Which of these say it best?",
        help_text=f"One to three is best, {MOST_TAGS} at most. They are how it is found again.",
    )

    def __init__(self, *args: Any, tags: Sequence[Tag], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.all_tags = tags
        fields: dict[str, Any] = self.fields
        fields["tags"].choices = [(str(each.pk), each.name) for each in tags]
        if self.is_bound:  # ticked among those that fit, and among the rest
            data = self.data.copy()  # type: ignore[attr-defined]
            rest = data.getlist(self.add_prefix("other_tags"))
            data.setlist(self.add_prefix("tags"), data.getlist(self.add_prefix("tags")) + rest)
            self.data = data

    def tick(self, found: Sequence[Tag]) -> None:
        """Tick these in a form that was sent without any, and ask for a look."""
        data = self.data.copy()  # type: ignore[attr-defined]
        data.setlist(self.add_prefix("tags"), [str(each.pk) for each in found[:MOST_TAGS]])
        self.data = data
        first = {each.pk for each in found}
        rest = [(str(each.pk), each.name) for each in self.all_tags if each.pk not in first]
        fields: dict[str, Any] = self.fields
        fields["tags"].choices = [(str(each.pk), each.name) for each in found]
        self.add_field("other_tags", CheckboxesField(required=False, label=OTHERS, choices=rest))
        self.add_error("tags", LOOK_OVER)

    @property
    def first_fields(self) -> list[BoundField]:
        """What is asked before the words by which it is found."""
        return self._around_tags()[0]

    @property
    def last_fields(self) -> list[BoundField]:
        """What is asked after them."""
        return self._around_tags()[1]

    def _around_tags(self) -> tuple[list[BoundField], list[BoundField]]:
        names = [name for name in self.fields if name != "other_tags"]
        at = names.index("tags")
        return [self[name] for name in names[:at]], [self[name] for name in names[at + 1 :]]

    def chosen_tags(self) -> list[Tag]:
        """The tags that are ticked."""
        chosen = set(self.cleaned_data["tags"])
        return [each for each in self.all_tags if str(each.pk) in chosen]


class GiftForm(TaggedForm):
    """What somebody offers."""

    words = TextField(
        max_length=300,
        rows=3,
        label="What do they offer?",
        help_text="In their words, such as “Trained cook, tends his garden”.",
    )
    gap_days = RadiosField(choices=HOW_OFTEN, initial=30, label="How often may they be asked?")
    may_ask = RadiosField(
        choices=MayAsk,
        initial=MayAsk.TEAM,
        label="Who may ask them?",
        hints={MayAsk.PLACE.value: NOT_WHO},
    )
    said = forms.ChoiceField(
        required=False,
        label="When did they say so?",
        help_text="Then their journey can tell what came of that conversation.",
    )
    field_order = ("words", "tags", "said", "gap_days", "may_ask")

    def __init__(self, *args: Any, when: Sequence[tuple[str, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["said"].choices = [*when, ("", "At another time")]
        fields["said"].initial = when[0][0] if when else ""
        if not when:
            fields["said"].widget = forms.HiddenInput()

    def offered(self) -> Offered:
        """What was filled in."""
        told = self.cleaned_data
        return Offered(told["words"], self.chosen_tags(), told["may_ask"], int(told["gap_days"]))


class AskingForm(PlainForm):
    """Who may ask for something, and how often."""

    may_ask = RadiosField(
        choices=MayAsk, label="Who may ask them?", hints={MayAsk.PLACE.value: NOT_WHO}
    )
    gap_days = RadiosField(choices=HOW_OFTEN, label="How often may they be asked?")

    def speaks_to_them(self) -> None:
        """The same questions, on somebody's own page."""
        fields: dict[str, Any] = self.fields
        fields["may_ask"].label = "Who may ask you?"
        fields["may_ask"].choices = OWN_MAY_ASK
        fields["gap_days"].label = "How often may you be asked?"


class WishForm(PlainForm):
    """What somebody would like."""

    words = forms.CharField(
        max_length=300,
        label="What would they like to do or learn?",
        help_text="In their words. What they would like, not what they lack.",
    )
    may_ask = RadiosField(
        choices=MayAsk,
        label="Who may ask them about it?",
        help_text="Ask them. Where they did not say: nobody, for now.",
        hints={MayAsk.PLACE.value: NOT_WHO_WISHES},
    )


class WishAskingForm(PlainForm):
    """Who may ask about a wish."""

    may_ask = RadiosField(
        choices=MayAsk,
        label="Who may ask them about it?",
        hints={MayAsk.PLACE.value: NOT_WHO_WISHES},
    )

    def speaks_to_them(self) -> None:
        """The same question, on somebody's own page."""
        fields: dict[str, Any] = self.fields
        fields["may_ask"].label = "Who may ask you about it?"
        fields["may_ask"].choices = OWN_MAY_ASK


class NeighbourAskForm(PlainForm):
    """What one neighbour asks of another, who reads it before they know each other."""

    title = forms.CharField(
        max_length=120,
        label="What do you ask for?",
        help_text="In one line, such as “Help with a birthday cake”.",
    )
    words = TextField(
        max_length=500,
        rows=4,
        label="What would they do, when, and how do they find you?",
        help_text="They and the team read this. Say how to reach you, if they say yes.",
    )

    def suggests(self) -> None:
        """The same, to somebody who would like to do or learn something."""
        fields: dict[str, Any] = self.fields
        fields["title"].label = "What do you suggest?"
        fields["title"].help_text = "In one line, such as “Bake with us on Saturday”."


class OpportunityForm(TaggedForm):
    """Something that needs people."""

    title = forms.CharField(
        max_length=120, label="What is needed?", help_text="Such as “Chef for the street party”."
    )
    words = TextField(
        max_length=1000,
        rows=3,
        required=False,
        label="What would they do, and for how long, if known?",
    )
    n_needed = forms.IntegerField(
        min_value=1, max_value=500, initial=1, label="How many people does it need?"
    )
    starts = MomentField(required=False, label="When, if that is known?")
    with_children = YesField(required=False, label="They would look after or teach children")
    often = YesField(
        required=False, label="They would do it once a week or more, or on four days in a month"
    )
    unwatched = YesField(required=False, label="They would do it with nobody else beside them")
    cares_for_adults = YesField(
        required=False,
        label="They would wash, dress, drive to the doctor, shop or handle money for somebody, "
        "because of age or illness",
    )
    field_order = ("title", "words", "tags", "n_needed", "starts")

    def needed(self) -> Needed:
        """What was filled in."""
        told = self.cleaned_data
        return Needed(
            title=told["title"],
            tags=self.chosen_tags(),
            words=told["words"],
            n_needed=told["n_needed"],
            starts_at=told["starts"],
            duties=Duties(
                with_children=told["with_children"],
                often=told["often"],
                watched=not told["unwatched"],
                cares_for_adults=told["cares_for_adults"],
            ),
        )


class TagForm(PlainForm):
    """A word for gifts, and other words for it."""

    name = forms.CharField(max_length=60, label="Name", help_text="Such as “Beekeeping”.")
    kind = RadiosField(choices=TagKind, initial=TagKind.HANDS, label="Of which kind is it?")
    words = ListField(
        required=False,
        max_lines=40,
        max_line_length=60,
        label="Other words for it",
        help_text="One a line, such as “bees”. A word leads to one name only.",
    )
