"""Where those live who gain by an award: official areas, each by its code and edition."""

from django.db import models

from folkmoot.awards.models.award import Award
from folkmoot.kernel.ids import new_key


class AwardArea(models.Model):
    """One official area of an award. A code without its edition is not an area."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    award = models.ForeignKey(Award, models.CASCADE, related_name="areas")
    number = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=9)
    name = models.CharField(max_length=120)
    edition = models.CharField(max_length=40)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(fields=["award", "number"], name="award_area_in_order"),
            models.UniqueConstraint(fields=["award", "code", "edition"], name="award_area_once"),
            models.CheckConstraint(
                condition=~models.Q(code="") & ~models.Q(name="") & ~models.Q(edition=""),
                name="award_area_is_named_with_its_edition",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.edition})"
