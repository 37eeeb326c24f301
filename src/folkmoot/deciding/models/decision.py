"""Decisions and their options: what is asked, of whom, by which rule."""

from datetime import datetime, timedelta
from typing import Self, cast
from uuid import UUID

from django.db import models
from django.db.models.functions import Now

from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.places.models import Place, PlaceRole

TO_FINISH = timedelta(minutes=30)  # for those admitted in the hall before the closing time


class Stage(models.TextChoices):
    DRAFT = "DRAFT", "Being prepared"
    OPEN = "OPEN", "Open for voting"
    CLOSED = "CLOSED", "Voting has closed"
    COUNTING = "COUNTING", "The box is open, being counted"
    COUNTED = "COUNTED", "Counted, not yet published"
    PUBLISHED = "PUBLISHED", "Decided"
    ABANDONED = "ABANDONED", "Called off"


class BallotType(models.TextChoices):
    APPROVAL = "APPROVAL", "Tick the ones you want"
    POINTS = "POINTS", "Share out points"
    RANKING = "RANKING", "Put them in order"
    KNAPSACK = "KNAPSACK", "Fill the budget yourself"


class RuleFamily(models.TextChoices):
    EQUAL_SHARES = "equal-shares", "Equal shares"
    GREEDY = "greedy", "Most votes first, skipping what does not fit"
    GREEDY_NO_SKIP = "greedy-no-skip", "Most votes first, stopping at the first that does not fit"
    GREEDY_PER_COST = "greedy-per-cost", "Most votes per pound first"
    PHRAGMEN = "phragmen", "Saving up together (sequential Phragmén)"


class Satisfaction(models.TextChoices):
    COST = "cost", "A pound spent on what I chose counts as a pound"
    COUNT = "count", "Each project I chose counts the same"
    POINTS = "points", "Each project counts as the points I gave it"


class Completion(models.TextChoices):
    NONE = "none", "Leave what is left for another time"
    ADD1 = "add1", "Raise every share until one more step would spend too much"
    ADD1_FULL = "add1-full", "Raise every share until nothing more fits"
    ADD1_THEN_VOTES = "add1-then-votes", "Raise every share, then most votes with what is left"
    COMPARISON = "comparison", "Raise every share, then keep it only if more voters prefer it"


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, user: object) -> Self:
        """Drafts are for those who hold a role in the place; the rest is for everyone."""
        if getattr(user, "pk", None) is None:
            return self.exclude(stage=Stage.DRAFT)._light()
        mine = PlaceRole.objects.filter(
            models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now()),
            account_id=cast("UUID", getattr(user, "pk", None)),
            account__isnull=False,
        )
        drafts = models.Q(stage=Stage.DRAFT)
        return self.filter(~drafts | models.Q(place__in=mine.values("place")))._light()

    def taking_votes(self, at: datetime) -> Self:
        """Open, and not past the closing time."""
        still = models.Q(closes_at__isnull=True) | models.Q(closes_at__gt=at)
        return self.filter(still, stage=Stage.OPEN)

    def _light(self) -> Self:
        """With the place, and without what is large and few pages show."""
        large = ("frozen", "envelope_list", "place__boundary")
        return self.select_related("place").defer(*large)


class Decision(models.Model):
    """A choice a place makes together, by a rule fixed before anyone votes."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=12, unique=True, default=new_reference, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="decisions")
    title = models.CharField(max_length=120)
    summary = models.TextField(max_length=2000, blank=True)
    budget_pence = models.PositiveBigIntegerField()
    currency = models.CharField(max_length=3, default="GBP")

    ballot_type = models.CharField(max_length=10, choices=BallotType, default=BallotType.APPROVAL)
    min_choices = models.PositiveSmallIntegerField(default=1)
    max_choices = models.PositiveSmallIntegerField(default=0)  # 0: as many as you like
    points_total = models.PositiveSmallIntegerField(default=10)
    points_most = models.PositiveSmallIntegerField(default=10)

    rule_family = models.CharField(
        max_length=40, choices=RuleFamily, default=RuleFamily.EQUAL_SHARES
    )
    satisfaction = models.CharField(max_length=10, choices=Satisfaction, default=Satisfaction.COST)
    completion = models.CharField(max_length=20, choices=Completion, default=Completion.ADD1)
    increment_pence = models.PositiveIntegerField(default=100)
    minimum_votes = models.PositiveIntegerField(default=0)
    eligibility_cut = models.BooleanField(default=False)

    by_code = models.BooleanField(default=True)
    by_roll = models.BooleanField(default=False)
    by_postcode = models.BooleanField(default=False)
    in_person = models.BooleanField(default=True)
    minimum_age = models.PositiveSmallIntegerField(default=0)
    who_may_vote = models.CharField(max_length=300, blank=True)
    veto_grounds = models.TextField(max_length=2000, blank=True)
    opens_at = models.DateTimeField(null=True, blank=True)  # as announced
    closes_at = models.DateTimeField(null=True, blank=True)  # as announced, or as extended since

    keys_needed = models.PositiveSmallIntegerField(default=2)

    stage = models.CharField(max_length=10, choices=Stage, default=Stage.DRAFT)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_early_because = models.CharField(max_length=300, blank=True)
    counted_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    prepared_at = models.DateTimeField()
    voters_forgotten_at = models.DateTimeField(null=True, blank=True)  # names off the roll
    abandoned_at = models.DateTimeField(null=True, blank=True)
    abandoned_because = models.CharField(max_length=300, blank=True)

    frozen = models.TextField(blank=True)  # canonical JSON of everything above, made at opening
    digest = models.CharField(max_length=64, blank=True)  # SHA-256 of `frozen`
    salt = models.BinaryField(max_length=32, default=bytes)  # of codes and receipts
    public_key = models.BinaryField(max_length=32, default=bytes)  # ballots are sealed to it
    envelope_list = models.TextField(blank=True)  # marks of all envelopes, published at close
    reconciliation = models.CharField(max_length=600, blank=True)  # why paper and roll differ
    imported_from = models.CharField(max_length=200, blank=True)
    # Of the file it was brought in from; null for our own. A column that may be null is added
    # without making the table anew, which would lose its guards.
    imported_sha256 = models.CharField(max_length=64, null=True, editable=False, db_index=True)  # noqa: DJ001

    objects = DecisionQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=[Stage.DRAFT, Stage.ABANDONED])
                | (models.Q(opened_at__isnull=False) & ~models.Q(digest="")),
                name="decision_open_has_time_and_digest",
            ),
            models.CheckConstraint(
                condition=models.Q(stage__in=[Stage.DRAFT, Stage.OPEN, Stage.ABANDONED])
                | models.Q(closed_at__isnull=False),
                name="decision_closed_has_time",
            ),
            models.CheckConstraint(
                condition=models.Q(closed_at__isnull=True)
                | models.Q(closes_at__isnull=True)
                | models.Q(closed_at__gte=models.F("closes_at"))
                | ~models.Q(closed_early_because=""),
                name="decision_closed_early_has_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(budget_pence__gt=0), name="decision_has_money"
            ),
            models.CheckConstraint(
                condition=models.Q(increment_pence__gt=0), name="decision_increment_positive"
            ),
        )
        indexes = (models.Index(fields=["place", "stage"], name="decision_place_stage"),)

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> Place:
        """Where the roles that govern this decision are held."""
        return self.place

    def is_past_closing(self, at: datetime) -> bool:
        """Whether the closing time has come. At that very moment it has."""
        return self.closes_at is not None and at >= self.closes_at

    @property
    def votes_until(self) -> datetime | None:
        """When voting ends or has ended: at its time, or when it was closed before that."""
        told, closed = self.closes_at, self.closed_at
        return min(told, closed) if told and closed else told or closed

    @property
    def hall_until(self) -> datetime | None:
        """Until when those finish who were admitted in the hall before the closing time."""
        return self.closes_at + TO_FINISH if self.closes_at else None

    def takes_votes(self, at: datetime) -> bool:
        """Whether anyone may begin to vote."""
        return self.stage == Stage.OPEN and not self.is_past_closing(at)

    def waits_for_count(self, at: datetime) -> bool:
        """Whether voting is over and nobody knows yet what was decided."""
        past = self.stage == Stage.OPEN and self.is_past_closing(at)
        return past or self.stage in {Stage.CLOSED, Stage.COUNTING, Stage.COUNTED}

    @property
    def is_box_open(self) -> bool:
        """Whether the ballots are out of their envelopes."""
        return self.stage in {Stage.COUNTING, Stage.COUNTED, Stage.PUBLISHED}

    @property
    def is_public_result(self) -> bool:
        """Whether anyone may see the outcome: one gate for page, file, feed and search."""
        return self.stage == Stage.PUBLISHED


class OptionQuerySet(models.QuerySet["Option"]):
    def standing(self) -> Self:
        """Options that were not struck out."""
        return self.filter(vetoed_at__isnull=True)


class Option(models.Model):
    """Something the decision can choose. Other rooms say what it stands for."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    decision = models.ForeignKey(Decision, models.CASCADE, related_name="options")
    number = models.PositiveSmallIntegerField()  # as printed on the ballot paper
    title = models.CharField(max_length=300)
    summary = models.TextField(max_length=2000, blank=True)
    cost_pence = models.PositiveBigIntegerField()
    label = models.CharField(max_length=60, blank=True)  # an imported option's own number
    theme = models.CharField(max_length=120, blank=True)
    district = models.CharField(max_length=120, blank=True)  # the part of the place, as said there
    read_more = models.CharField(max_length=200, blank=True)  # where the one who put it tells more
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    lot = models.PositiveSmallIntegerField(null=True, blank=True)  # drawn at opening; lower wins
    vetoed_at = models.DateTimeField(null=True, blank=True)
    veto_reason = models.CharField(max_length=600, blank=True)

    objects = OptionQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["decision", "number"], name="option_number_once"),
            models.UniqueConstraint(
                fields=["decision", "lot"],
                condition=models.Q(lot__isnull=False),
                name="option_lot_once",
            ),
            models.CheckConstraint(condition=models.Q(cost_pence__gt=0), name="option_costs"),
            models.CheckConstraint(
                condition=models.Q(vetoed_at__isnull=True) | ~models.Q(veto_reason=""),
                name="option_veto_has_reason",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def scope(self) -> Place:
        """Where the roles that govern this option are held."""
        return self.decision.place

    @property
    def is_struck_out(self) -> bool:
        """Whether it was taken off the ballot, and may no longer be chosen."""
        return self.vetoed_at is not None
