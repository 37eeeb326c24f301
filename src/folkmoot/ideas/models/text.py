"""What a proposal says: the same fields in the proposal, its versions and a drafted merger."""

from dataclasses import asdict, dataclass, fields
from typing import Any, ClassVar, Self

from django.db import models


@dataclass(frozen=True, slots=True)
class Draft:
    """What someone wants to put forward, before it is anybody's row."""

    title: str
    what: str
    why: str = ""
    where_words: str = ""
    longitude: float | None = None
    latitude: float | None = None
    cost_least_pence: int | None = None
    cost_most_pence: int | None = None
    running_pence: int | None = None
    running_by: str = ""
    theme: str = ""
    under_18s_welcome: bool = True

    @classmethod
    def of(cls, text: "ProposalText") -> Self:
        """The draft another row holds."""
        return cls(**{name: getattr(text, name) for name in TEXT_FIELDS})

    def as_fields(self) -> dict[str, Any]:
        """Field by field, for a row."""
        return asdict(self)


TEXT_FIELDS = tuple(field.name for field in fields(Draft))


class ProposalText(models.Model):
    """The words, place on the map and sums of a proposal."""

    title = models.CharField(max_length=120)
    what = models.TextField(max_length=3000)
    why = models.TextField(max_length=2000, blank=True)
    where_words = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    # What the person thinks; both empty for "I don't know".
    cost_least_pence = models.PositiveBigIntegerField(null=True, blank=True)
    cost_most_pence = models.PositiveBigIntegerField(null=True, blank=True)
    running_pence = models.PositiveBigIntegerField(null=True, blank=True)  # a year
    running_by = models.CharField(max_length=200, blank=True)
    theme = models.CharField(max_length=60, blank=True)
    under_18s_welcome = models.BooleanField(default=True)

    class Meta:
        abstract = True
        constraints: ClassVar[tuple[models.BaseConstraint, ...]] = (
            models.CheckConstraint(condition=~models.Q(title=""), name="%(class)s_has_a_title"),
            models.CheckConstraint(
                condition=models.Q(cost_least_pence__isnull=True, cost_most_pence__isnull=True)
                | models.Q(cost_least_pence__lte=models.F("cost_most_pence")),
                name="%(class)s_least_not_above_most",
            ),
            models.CheckConstraint(
                condition=models.Q(longitude__isnull=True, latitude__isnull=True)
                | models.Q(
                    longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90
                ),
                name="%(class)s_is_on_earth",
            ),
        )
