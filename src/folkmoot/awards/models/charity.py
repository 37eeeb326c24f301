"""The register of charities, as it stood on one day: loaded whole from a file."""

from django.db import models

from folkmoot.kernel.ids import new_key


class CharityExtract(models.Model):
    """One file of the register that was loaded, and the day it tells of. The last one counts."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    extract_date = models.DateField()  # the day the register looked like this
    file_sha256 = models.CharField(max_length=64)
    n_charities = models.PositiveIntegerField()
    n_wrong = models.PositiveIntegerField(default=0)  # lines that could not be read
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("-loaded_at", "-id")
        get_latest_by = "loaded_at"
        constraints = (
            models.UniqueConstraint(
                fields=["file_sha256", "extract_date"], name="charity_extract_once"
            ),
        )

    def __str__(self) -> str:
        return f"The register of charities of {self.extract_date}"


class Charity(models.Model):
    """What the register of charities of England and Wales says of one charity; no person's name."""

    number = models.CharField(max_length=8, primary_key=True)  # as registered, without GB-CHC-
    extract = models.ForeignKey(CharityExtract, models.PROTECT, related_name="charities")
    name = models.CharField(max_length=400)
    kind = models.CharField(max_length=120, blank=True)
    status = models.CharField(max_length=40)  # Registered, Removed
    registered_date = models.DateField(null=True, blank=True)
    removed_date = models.DateField(null=True, blank=True)
    reporting_status = models.CharField(max_length=120, blank=True)
    accounts_end_date = models.DateField(null=True, blank=True)
    latest_income_pence = models.BigIntegerField(null=True, blank=True)
    latest_expenditure_pence = models.BigIntegerField(null=True, blank=True)
    n_trustees = models.PositiveIntegerField(null=True, blank=True)
    company_number = models.CharField(max_length=20, blank=True)
    is_insolvent = models.BooleanField(default=False)
    is_in_administration = models.BooleanField(default=False)
    activities = models.TextField(max_length=4000, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="charity_has_a_name"),
        )

    def __str__(self) -> str:
        return f"{self.name} ({self.number})"
