"""What is asked when a decision is prepared."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from folkmoot.deciding import rules
from folkmoot.deciding.models import (
    BallotType,
    Completion,
    Decision,
    Option,
    RuleFamily,
    Satisfaction,
)
from folkmoot.kernel.ui.forms import (
    CheckboxesField,
    MomentField,
    MoneyField,
    PlainForm,
    RadiosField,
    TextField,
    YesField,
)
from folkmoot.kernel.ui.words import money

WAYS = ("by_code", "by_roll", "by_postcode", "in_person")
SMALL = 32_000
POINTS = {"points_total", "points_most"}
FINER = {"satisfaction", "increment_pence", "minimum_votes", "eligibility_cut"}
BALLOT_HINTS = {
    BallotType.APPROVAL: "Easiest to explain, on paper and by phone. Start here if unsure.",
    BallotType.POINTS: "People can say how much they want each one.",
    BallotType.RANKING: "First, second, third. Good when there are few options.",
    BallotType.KNAPSACK: "People choose until the money is spent. Needs sums, so best on the web.",
}
RULE_HINTS = {
    RuleFamily.EQUAL_SHARES: "Every voter holds an equal share of the money; a project is funded "
    "when its own supporters can pay for it together. Each part of the place gets its share.",
    RuleFamily.GREEDY: "The project with the most votes first, then the next; one that no longer "
    "fits the money left is passed over.",
    RuleFamily.GREEDY_NO_SKIP: "The same, but it stops at the first that does not fit.",
    RuleFamily.GREEDY_PER_COST: "Those with the most votes for each pound come first, so small "
    "projects do well.",
    RuleFamily.PHRAGMEN: "Supporters save up at the same pace, and buy what they can pay for "
    "first.",
}
SATISFACTION_HINTS = {
    Satisfaction.COST: "A dear project pleases its supporters more than a cheap one.",
    Satisfaction.COUNT: "A bench pleases as much as a playground. Funds more small projects.",
    Satisfaction.POINTS: "Only with points or an order on the ballot paper.",
}
COMPLETION_HINTS = {
    Completion.NONE: "It goes back, and can be decided about later.",
    Completion.ADD1: "As if everyone had a little more, as long as the real money is enough. "
    "Goes on even when nothing more fits, and may then exchange one project for another. "
    "Wieliczka in Poland decided so in 2023.",
    Completion.ADD1_FULL: "The same, but it ends sooner: as soon as what is left is too little "
    "for any project. Shares rise less, so people's say stays more equal.",
    Completion.ADD1_THEN_VOTES: "Hardly anything is left over.",
    Completion.COMPARISON: "Set beside “most votes wins”: the outcome that more voters prefer "
    "stands. Easiest to defend to people who doubt the rule.",
}


class DecisionForm(PlainForm):
    """Everything that is fixed when voting opens."""

    title = forms.CharField(
        label="What is this decision called?",
        help_text="For example: Spring fund 2027.",
        max_length=120,
    )
    summary = TextField(
        label="What is it about?",
        help_text="A few sentences. They stand at the top of the ballot paper.",
        max_length=2000,
        required=False,
    )
    budget_pence = MoneyField(label="How much money is there to share?", min_amount=1)

    ballot_type = RadiosField(
        label="How do people fill in the ballot paper?",
        choices=BallotType.choices,
        hints=BALLOT_HINTS,
    )
    min_choices = forms.IntegerField(label="Fewest options to choose", min_value=1, max_value=SMALL)
    max_choices = forms.IntegerField(
        label="Most options to choose",
        help_text="Left empty: as many as people like.",
        min_value=1,
        max_value=SMALL,
        required=False,
    )
    points_total = forms.IntegerField(
        label="Points each person has",
        help_text="Only for a ballot with points.",
        min_value=1,
        max_value=SMALL,
        required=False,
    )
    points_most = forms.IntegerField(
        label="Most points for one option",
        help_text="Only for a ballot with points.",
        min_value=1,
        max_value=SMALL,
        required=False,
    )

    rule_family = RadiosField(
        label="Which rule turns votes into funded projects?",
        choices=RuleFamily.choices,
        hints=RULE_HINTS,
    )
    satisfaction = RadiosField(
        label="With equal shares: what pleases a voter?",
        choices=Satisfaction.choices,
        hints=SATISFACTION_HINTS,
        required=False,
    )
    completion = RadiosField(
        label="With equal shares: what happens with money left over?",
        choices=Completion.choices,
        hints=COMPLETION_HINTS,
        required=False,
    )
    increment_pence = MoneyField(
        label="With equal shares: by how much do shares rise, step by step?",
        help_text="£1 is right for most. Smaller steps are more exact and slower to count.",
        min_amount=1,
        max_amount=2_000_000_000,
        required=False,
    )
    minimum_votes = forms.IntegerField(
        label="Fewest votes a project needs to be funded",
        help_text="0 means no limit.",
        min_value=0,
        max_value=1_000_000_000,
    )
    eligibility_cut = YesField(
        label="Fund only projects whose share of the voters is at least a third of their share "
        "of the money",
        required=False,
    )

    ways = CheckboxesField(
        label="How can people get a vote?",
        choices=[
            ("by_code", "A one-time code, in a letter or from a trusted group"),
            ("by_roll", "Their name is on a list we load"),
            ("by_postcode", "They say they live inside the boundary"),
            ("in_person", "They come to the hall"),
        ],
        hints={
            "by_code": "Works for everyone, also under-18s and people without a fixed address.",
            "by_roll": "You need a list with names and postcodes.",
            "by_postcode": "What cannot be checked at once is taken, and settled by people later.",
            "in_person": "A desk gives each person a slip with a one-time code.",
        },
    )
    minimum_age = forms.IntegerField(
        label="How old must people be?", help_text="0 means any age.", min_value=0, max_value=120
    )
    who_may_vote = forms.CharField(
        label="Who may vote, in one sentence?",
        help_text="For example: everyone aged 11 or over who lives, works or learns in the place.",
        max_length=300,
        required=False,
    )
    veto_grounds = TextField(
        label="On which grounds could an option still be struck out?",
        help_text="For example: it is against the law, it is unsafe, the landowner says no. "
        "Only these grounds can be used once voting has opened.",
        max_length=2000,
        required=False,
    )
    opens_at = MomentField(label="When will voting open?", required=False)
    closes_at = MomentField(
        label="When will voting close?",
        help_text="It binds: nobody can vote after it. You can leave it until you open. "
        "For example, 27 3 2027 at 7:30 pm.",
        required=False,
    )
    keys_needed = forms.IntegerField(
        label="How many counting officers open the box together?",
        help_text="Two, with three named, is usual: then one of them can lose their passphrase.",
        min_value=2,
        max_value=5,
    )

    def __init__(self, *args: Any, decision: Decision, at: datetime, **kwargs: Any) -> None:
        self.decision, self.at = decision, at
        names = set(self.base_fields) - {"ways"}
        initial = {name: getattr(decision, name) for name in names}
        initial["ways"] = [name for name in WAYS if getattr(decision, name)]
        initial["max_choices"] = decision.max_choices or None
        super().__init__(*args, initial=initial, **kwargs)
        for name in ("budget_pence", "increment_pence"):
            self.fields[name].code = self.fields[name].widget.code = decision.currency  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What belongs to another ballot or rule goes back to its usual value, unasked."""
        given = super().clean() or {}
        usual = Decision()
        given["max_choices"] = given.get("max_choices") or 0
        for name in ("points_total", "points_most", "increment_pence", "satisfaction"):
            given[name] = given.get(name) or getattr(usual, name)
        if given.get("rule_family") != RuleFamily.EQUAL_SHARES:
            given["completion"], given["satisfaction"] = Completion.NONE, Satisfaction.COST
        given["completion"] = given.get("completion") or usual.completion
        if not self.errors:
            drafted = Decision(place=self.decision.place, **self.settings())
            field, sentence = rules.misfit(drafted, at=self.at)
            if sentence:
                self.add_error(field, sentence)
        return given

    @property
    def finer_to_mend(self) -> bool:
        """Whether something is to mend among the finer points, which are folded away."""
        return bool(FINER & set(self.errors))

    @property
    def points_to_mend(self) -> bool:
        """Whether the points are wanted, or something about them is to mend."""
        kind = self["ballot_type"].value()
        return kind == BallotType.POINTS or bool(POINTS & set(self.errors))

    def settings(self) -> dict[str, Any]:
        """What was given, as the action wants it."""
        given = dict(self.cleaned_data)
        ways = set(given.pop("ways", []))
        return given | {name: name in ways for name in WAYS}


class OptionForm(PlainForm):
    """One thing people can choose."""

    title = forms.CharField(label="What is it?", max_length=300)
    cost_pence = MoneyField(label="What does it cost?", min_amount=1)
    summary = TextField(
        label="What will be done?",
        help_text="A few plain sentences. They stand on the ballot paper.",
        max_length=2000,
        required=False,
        rows=4,
    )
    theme = forms.CharField(
        label="Theme", help_text="For example: young people.", max_length=120, required=False
    )
    district = forms.CharField(
        label="Part of the place",
        help_text="For example: the north side. Afterwards everyone can see whether the money went "
        "where the votes went.",
        max_length=120,
        required=False,
    )

    def __init__(
        self, *args: Any, decision: Decision, option: Option | None, **kwargs: Any
    ) -> None:
        initial = {name: getattr(option, name) for name in self.base_fields} if option else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.budget_pence, self.currency = decision.budget_pence, decision.currency
        self.others = decision.options.exclude(pk=option.pk) if option else decision.options.all()
        cost = self.fields["cost_pence"]
        cost.code = cost.widget.code = decision.currency  # type: ignore[attr-defined]

    def clean_title(self) -> str:
        """Two things of one name cannot be told apart on a ballot paper."""
        title: str = self.cleaned_data["title"]
        if self.others.filter(title__iexact=title).exists():
            raise ValidationError(
                "There is an option with this name already. Give this one a name of its own."
            )
        return title

    def clean_cost_pence(self) -> int:
        """Nobody is asked about what there is not enough money for."""
        cost: int = self.cleaned_data["cost_pence"]
        if cost > self.budget_pence:
            most = money(self.budget_pence, self.currency)
            raise ValidationError(
                f"There is {most} to share, so this could never be paid for. Make it smaller, or "
                "change the money in the settings first."
            )
        return cost
