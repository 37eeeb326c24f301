"""The tables that the three pages read, with the columns they read of them."""

import uuid
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models


def _of(model: Any, **more: Any) -> Any:
    return models.ForeignKey(model, models.DO_NOTHING, related_name="+", **more)


class Table(models.Model):
    """A table of Folkmoot's, as it stands."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)

    class Meta:
        abstract = True
        managed = False


class Account(AbstractBaseUser):
    """Who signs in."""

    id = models.UUIDField(primary_key=True)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField()
    objects = BaseUserManager()
    USERNAME_FIELD = "email"

    class Meta:
        managed = False
        db_table = "people_account"


class Place(Table):
    """A neighbourhood."""

    name = models.CharField(max_length=120)
    slug = models.SlugField()
    summary = models.TextField()
    colour = models.CharField(max_length=7)
    boundary = models.JSONField(null=True)

    class Meta(Table.Meta):
        db_table = "places_place"


class PlaceRole(Table):
    """What somebody is in a place."""

    account = _of(Account)
    place = _of(Place)
    role = models.CharField(max_length=40)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "places_placerole"


class Decision(Table):
    """Something that is voted on."""

    ref = models.CharField(max_length=12)
    title = models.CharField(max_length=200)
    place = _of(Place)
    stage = models.CharField(max_length=12)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    counted_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    prepared_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "deciding_decision"


class CountingOfficer(Table):
    """Who holds a passphrase of the box."""

    decision = models.ForeignKey(Decision, models.DO_NOTHING, related_name="officers")
    account = _of(Account)
    public_key = models.BinaryField()

    class Meta(Table.Meta):
        db_table = "deciding_countingofficer"


class Option(Table):
    """Something that can be chosen."""

    decision = _of(Decision)
    cost_pence = models.BigIntegerField()

    class Meta(Table.Meta):
        db_table = "deciding_option"


class Text(Table):
    """What a proposal says."""

    title = models.CharField(max_length=120)
    what = models.TextField()
    why = models.TextField()
    where_words = models.CharField(max_length=200)
    longitude = models.FloatField(null=True)
    latitude = models.FloatField(null=True)
    cost_least_pence = models.BigIntegerField(null=True)
    cost_most_pence = models.BigIntegerField(null=True)
    running_pence = models.BigIntegerField(null=True)
    running_by = models.CharField(max_length=200)
    theme = models.CharField(max_length=80)
    under_18s_welcome = models.BooleanField()

    class Meta(Table.Meta):
        abstract = True


class Proposal(Text):
    """Something people want for a place."""

    class Stage(models.TextChoices):
        """How far it is."""

        PUT = "PUT", "Put forward"
        ASSESSED = "ASSESSED", "Being looked at"
        FEASIBLE = "FEASIBLE", "Can be done"
        CHANGES = "CHANGES", "Can be done with changes"
        NOT_FEASIBLE = "NOT_FEASIBLE", "Cannot be done as it stands"
        DECIDING = "DECIDING", "In a decision"

    ref = models.CharField(max_length=12)
    place = _of(Place)
    stage = models.CharField(max_length=12, choices=Stage)
    put_at = models.DateTimeField()
    answer_date = models.DateField()
    version = models.PositiveSmallIntegerField()
    option = _of(Option, null=True)
    merged_into = models.ForeignKey(
        "self", models.DO_NOTHING, null=True, related_name="merged_from"
    )
    put_again_from = models.ForeignKey("self", models.DO_NOTHING, null=True, related_name="again")

    class Meta(Text.Meta):
        abstract = False
        db_table = "ideas_proposal"


class Author(Table):
    """Who wrote a proposal."""

    proposal = models.ForeignKey(Proposal, models.DO_NOTHING, related_name="authors")
    shown_name = models.CharField(max_length=80)
    is_first = models.BooleanField()
    accepted_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta(Table.Meta):
        db_table = "ideas_author"


class Support(Table):
    """Somebody would support it."""

    proposal = models.ForeignKey(Proposal, models.DO_NOTHING, related_name="supports")

    class Meta(Table.Meta):
        db_table = "ideas_support"


class Version(Table):
    """How its words once stood."""

    proposal = models.ForeignKey(Proposal, models.DO_NOTHING, related_name="versions")
    number = models.PositiveSmallIntegerField()
    written_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "ideas_version"


class Assessment(Table):
    """Who is to answer."""

    proposal = models.OneToOneField(Proposal, models.DO_NOTHING, related_name="assessment")
    officer = _of(Account, null=True)
    assigned_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "ideas_assessment"


class Verdict(Table):
    """What officers say."""

    assessment = models.ForeignKey(Assessment, models.DO_NOTHING, related_name="verdicts")
    finding = models.CharField(max_length=12)
    reason = models.TextField()
    would_need = models.TextField()
    cost_least_pence = models.BigIntegerField(null=True)
    cost_most_pence = models.BigIntegerField(null=True)
    answered_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "ideas_verdict"


class Merger(Table):
    """Several to become one."""

    title = models.CharField(max_length=120)
    place = _of(Place)
    stage = models.CharField(max_length=12)
    suggested_at = models.DateTimeField()

    class Meta(Table.Meta):
        db_table = "ideas_merger"


class MergerPart(Table):
    """One of them."""

    merger = models.ForeignKey(Merger, models.DO_NOTHING, related_name="parts")
    proposal = models.ForeignKey(Proposal, models.DO_NOTHING, related_name="merger_parts")

    class Meta(Table.Meta):
        db_table = "ideas_mergerpart"


class Welcome(Table):
    """How a place takes proposals."""

    place = _of(Place)
    themes = models.JSONField()
    is_open = models.BooleanField()
    closed_because = models.CharField(max_length=300)

    class Meta(Table.Meta):
        db_table = "ideas_welcome"


from bench.plain.kept import duties  # noqa: E402, F401  # so that Django knows these too
