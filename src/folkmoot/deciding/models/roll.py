"""The roll: who may vote and who has. It never holds what anyone chose, nor when."""

from typing import ClassVar

from django.db import models

from folkmoot.deciding.models.decision import Decision
from folkmoot.kernel.ids import new_key, secret_key
from folkmoot.people.models import Account


class Way(models.TextChoices):
    LETTER = "LETTER", "One-time code in a letter"
    VOUCHER = "VOUCHER", "One-time code from a trusted group"
    ROLL = "ROLL", "Named on the roll"
    POSTCODE = "POSTCODE", "Lives inside the boundary"
    IN_PERSON = "IN_PERSON", "Came in person"


class Standing(models.TextChoices):
    ADMITTED = "ADMITTED", "May vote"
    PROVISIONAL = "PROVISIONAL", "To be settled before the count"
    REFUSED = "REFUSED", "May not vote"


class Channel(models.TextChoices):
    NONE = "", "Has not voted"
    WEB = "WEB", "On the web"
    PAPER = "PAPER", "On paper"
    PHONE = "PHONE", "By phone"
    HALL = "HALL", "In the hall"


# Ways in which nothing shows whose line it is but what its owner tells: a name, an address and,
# where the list has one, a number.
BY_NAME = (Way.ROLL, Way.POSTCODE)
TAKEN_FROM_AFAR = (Channel.WEB, Channel.PHONE)  # nobody saw who cast it


class CodeBatch(models.Model):
    """Codes made together. The codes themselves are printed once and kept nowhere."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="code_batches")
    label = models.CharField(max_length=120)
    way = models.CharField(max_length=10, choices=Way)
    n_codes = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    personal: ClassVar = {"made_by": "keep: who answers for the letters"}

    def __str__(self) -> str:
        return self.label


class RollEntry(models.Model):
    """One vote that may be cast, and whether it has been. No time is kept of the casting."""

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="roll")
    batch = models.ForeignKey(
        CodeBatch, models.PROTECT, null=True, blank=True, related_name="entries"
    )
    number = models.PositiveIntegerField(null=True, blank=True)  # printed on letter or roll
    way = models.CharField(max_length=10, choices=Way)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.ADMITTED)
    channel = models.CharField(max_length=6, choices=Channel, default=Channel.NONE, blank=True)
    code_hash = models.CharField(max_length=64, blank=True)
    identity_hash = models.CharField(max_length=64, blank=True)  # so that nobody claims twice
    has_number = models.BooleanField(default=False)  # the list gave a number that only they have
    name = models.CharField(max_length=200, blank=True)
    address = models.CharField(max_length=300, blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    why_provisional = models.CharField(max_length=300, blank=True)
    settled_because = models.CharField(max_length=300, blank=True)
    # Who saw this voter in the hall when a vote cast in their name was in doubt; mostly nobody.
    seen_by = models.ForeignKey(
        Account, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    personal: ClassVar = {
        "seen_by": "cut 28 days after the decision is over",
        "name": "blank 28 days after the decision is over",
        "address": "blank 28 days after the decision is over",
        "postcode": "blank 28 days after the decision is over",
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["decision", "code_hash"],
                condition=~models.Q(code_hash=""),
                name="code_once",
            ),
            models.UniqueConstraint(
                fields=["decision", "identity_hash"],
                condition=~models.Q(identity_hash=""),
                name="identity_once",
            ),
            models.UniqueConstraint(
                fields=["decision", "number"],
                condition=models.Q(number__isnull=False),
                name="roll_number_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(standing=Standing.REFUSED) | ~models.Q(settled_because=""),
                name="refusal_has_reason",
            ),
        )
        indexes = (models.Index(fields=["decision", "channel"], name="roll_decision_channel"),)

    def __str__(self) -> str:
        return f"Roll entry {self.number or ''}".strip()

    @property
    def has_voted(self) -> bool:
        """Whether a ballot has been taken for this entry."""
        return self.channel != Channel.NONE

    @property
    def is_by_name(self) -> bool:
        """Whether a name and a postcode, which others know too, are all that shows whose it is."""
        return self.way in BY_NAME and not self.has_number

    def of_the_same_person(self, way: Way) -> "RollEntry":
        """Another line for the same person under the same number, not kept yet, without a code."""
        return RollEntry(
            decision_id=self.decision_id,
            number=self.number,
            way=way,
            identity_hash=self.identity_hash,
            has_number=self.has_number,
            name=self.name,
            address=self.address,
            postcode=self.postcode,
        )

    @property
    def was_loaded(self) -> bool:
        """Whether it came from the list of voters, and not from somebody's word."""
        return self.way == Way.ROLL and self.number is not None


class RollLook(models.Model):
    """What one roll keeper says of a doubtful vote: whether it counts, and how they know.

    It keeps no time, and is a look at who may vote: the ballot stays sealed.
    """

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    entry = models.ForeignKey(RollEntry, models.PROTECT, related_name="looks")
    looked_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    counts = models.BooleanField()
    because = models.CharField(max_length=140)

    personal: ClassVar = {
        "looked_by": "keep: who answers for what was settled",
        "because": "erase 28 days after the decision is over",
    }

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["entry", "looked_by"], name="roll_looked_once_each"),
            models.CheckConstraint(condition=~models.Q(because=""), name="roll_look_has_reason"),
        )

    def __str__(self) -> str:
        return f"Look at {self.entry_id}"
