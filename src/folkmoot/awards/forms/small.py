"""Small grants: one page to ask, two minutes to say, a few words to tell."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.awards.actions.small import WHAT_IS_AGREED, Friend, FundPlan, SmallAsk
from folkmoot.awards.models import Payee, Says, SmallFund, SmallGrant
from folkmoot.gatherings.models import Gathering
from folkmoot.kernel.ui.forms import (
    DateField,
    MoneyField,
    PlainForm,
    RadiosField,
    TextField,
    YesField,
)
from folkmoot.kernel.ui.words import day, money
from folkmoot.people.models import Organisation
from folkmoot.places.models import Place
from folkmoot.programmes.models import Programme

MOST_PENCE = 10**9


class AskForm(PlainForm):
    """What four people would do, and who they are."""

    title = forms.CharField(max_length=100, label="Your idea, in a few words")
    what = TextField(
        max_length=1500,
        rows=4,
        label="What will you do?",
        help_text="Say it as you would to a neighbour. Two sentences are enough.",
    )
    when = forms.CharField(
        max_length=120, label="When?", help_text="A day, a week, or “in the summer holidays”."
    )
    where = forms.CharField(max_length=160, label="Where?", help_text="A street, a room, a park.")
    asked = MoneyField(min_amount=1, label="How much do you need?")
    name_1 = forms.CharField(
        max_length=80, label="Your name", widget=forms.TextInput({"autocomplete": "name"})
    )
    email_1 = forms.EmailField(
        max_length=254,
        required=False,
        label="Your e-mail address",
        help_text="This or a phone number, so that we can tell you the answer.",
    )
    phone_1 = forms.CharField(
        max_length=30,
        required=False,
        label="Your phone number",
        widget=forms.TextInput({"type": "tel", "autocomplete": "tel"}),
    )
    name_2 = forms.CharField(max_length=80, label="Name of the second")
    name_3 = forms.CharField(max_length=80, label="Name of the third")
    name_4 = forms.CharField(max_length=80, label="Name of the fourth")
    email_2 = forms.EmailField(
        max_length=254,
        required=False,
        label="E-mail address of the second",
        help_text="If we should tell them as well.",
    )
    agreed = YesField(
        label=WHAT_IS_AGREED,
        error_messages={"required": "Tick this when all four of you know about it."},
    )

    def __init__(self, *args: Any, fund: SmallFund, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fund = fund
        self.fields["asked"].help_text = f"Up to {money(fund.most_pence)}."

    def clean(self) -> dict[str, Any]:
        """Within the most, and somebody can be told."""
        cleaned = super().clean() or self.cleaned_data
        if (cleaned.get("asked") or 0) > self.fund.most_pence:
            most = money(self.fund.most_pence)
            self.add_error("asked", ValidationError(f"One grant is up to {most}. Ask for less."))
        wrong = {"email_1", "phone_1"} & set(self.errors)
        if not wrong and not cleaned.get("email_1") and not cleaned.get("phone_1"):
            self.add_error(
                "email_1",
                ValidationError("Tell us an e-mail address or a phone number, to answer you."),
            )
        return cleaned

    def ask(self) -> SmallAsk:
        """What they ask for."""
        said = self.cleaned_data
        group = [Friend(said["name_1"], said["email_1"], said["phone_1"])]
        group += [Friend(said["name_2"], said["email_2"])]
        group += [Friend(said[name]) for name in ("name_3", "name_4")]
        return SmallAsk(
            title=said["title"],
            what=said["what"],
            when=said["when"],
            where=said["where"],
            asked_pence=said["asked"],
            group=tuple(group),
            paper_date=said.get("paper_date"),
        )


class PaperForm(AskForm):
    """The same from paper, or from somebody who says it."""

    paper_date = DateField(label="On which day did they write or say this?")
    field_order = ("paper_date",)


class FundForm(PlainForm):
    """Money for small ideas."""

    name = forms.CharField(max_length=120, label="What is it called?")
    what = TextField(max_length=1000, rows=3, label="What is the money for?")
    holder = forms.ChoiceField(label="Who holds the money and pays it out?")
    programme = forms.ChoiceField(required=False, label="Is it the money of a programme?")
    set_aside = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="How much is set aside?")
    most = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="The most for one grant")
    quorum = forms.IntegerField(
        min_value=2,
        max_value=15,
        initial=3,
        label="How many of the panel must have said before it counts?",
    )
    last = DateField(required=False, label="What is the last day to ask?")

    def __init__(self, *args: Any, programmes: Iterable[Programme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.holders = {str(each.pk): each for each in Organisation.objects.order_by("name")}
        self.programmes = {str(each.pk): each for each in programmes}
        fields: dict[str, Any] = self.fields
        fields["holder"].choices = [
            ("", "Choose one"), *((key, each.name) for key, each in self.holders.items())
        ]  # fmt: skip
        fields["programme"].choices = [
            ("", "No"), *((key, each.name) for key, each in self.programmes.items())
        ]  # fmt: skip

    def plan(self, place: Place) -> FundPlan:
        """What is opened."""
        said = self.cleaned_data
        return FundPlan(
            place=place,
            holder=self.holders[said["holder"]],
            programme=self.programmes.get(said["programme"]),
            name=said["name"],
            what=said["what"],
            set_aside_pence=said["set_aside"],
            most_pence=said["most"],
            quorum=said["quorum"],
            last_date=said["last"],
        )


class SetAsideForm(PlainForm):
    """More money, or less."""

    set_aside = MoneyField(min_amount=1, max_amount=MOST_PENCE, label="How much is set aside now?")


class PanellistForm(PlainForm):
    """Somebody who decides."""

    email = forms.EmailField(
        max_length=254,
        label="Their e-mail address",
        help_text="A resident who will decide. They sign in with this address.",
    )


class InterestForm(PlainForm):
    """What they declare before they read."""

    has_interest = RadiosField(
        choices=[("no", "No, none of these"), ("yes", "Yes")],
        label="Are you one of the four, their family or a close friend, or would you gain from it?",
    )
    interest = forms.CharField(
        max_length=300, required=False, label="If yes: in a few words, what is it?"
    )

    @property
    def is_interested(self) -> bool:
        """Whether they said yes."""
        return bool(self.cleaned_data["has_interest"] == "yes")


class SayForm(PlainForm):
    """Yes, yes with less, or no."""

    says = RadiosField(choices=Says.choices, label="What do you say?")
    pence = MoneyField(required=False, min_amount=1, label="With less: how much would you give?")
    because = TextField(
        max_length=600,
        rows=3,
        required=False,
        label="Why?",
        help_text="For less or a no, they will be told the reason.",
    )


class DecideForm(PlainForm):
    """The answer in words."""

    reason = TextField(
        max_length=600, rows=3, required=False, label="The reason, as they will read it"
    )
    way_on = TextField(
        max_length=600,
        rows=3,
        required=False,
        label="What can they do now?",
        help_text="Another fund, a smaller start, somebody who can help.",
    )

    def __init__(self, *args: Any, is_no: bool, is_less: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = is_no or is_less
        self.fields["way_on"].required = is_no
        if not is_no:
            del self.fields["way_on"]


class PayeeForm(PlainForm):
    """Who the money goes to. Never a bank account: the one who pays asks for that."""

    payee = RadiosField(choices=Payee.choices, label="Who should the money go to?")
    payee_name = forms.CharField(max_length=120, label="Their name")


class StoryForm(PlainForm):
    """What happened, and what it cost."""

    story = TextField(
        max_length=3000,
        rows=6,
        label="What happened?",
        help_text="Everybody can read this. Name nobody who has not said yes.",
    )
    spent = MoneyField(min_amount=0, label="How much did you spend?")
    gathering = forms.ChoiceField(required=False, label="At which gathering was it?")

    def __init__(
        self, *args: Any, grant: SmallGrant, gatherings: Sequence[Gathering] = (), **kwargs: Any
    ) -> None:
        told = {"story": grant.story, "spent": grant.spent_pence}
        told["gathering"] = str(grant.gathering_id or "")
        super().__init__(*args, initial=told, **kwargs)
        self.known = {str(each.pk): each for each in gatherings}
        self.fields["spent"].help_text = f"You were given {money(grant.granted_pence)}."
        if not self.known:
            del self.fields["gathering"]
            return
        field: Any = self.fields["gathering"]
        field.choices = [
            ("", "None"),
            *((key, f"{each.title}, {day(each.starts_at)}") for key, each in self.known.items()),
        ]
        field.help_text = "Its photos are shown here once everyone in them has said yes."

    @property
    def chosen(self) -> Gathering | None:
        """The gathering at which it happened."""
        return self.known.get(self.cleaned_data.get("gathering", ""))


class ReturnedForm(PlainForm):
    """Money that came back."""

    returned = MoneyField(min_amount=1, label="How much has come back?")
