"""Official figures and positions, by release. A release is loaded whole and never edited."""

from django.db import models

from folkmoot.kernel.ids import new_key


class PostcodeRelease(models.Model):
    """One edition of the list of postcodes, with where it came from."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    edition = models.CharField(max_length=60, unique=True)
    source = models.CharField(max_length=200)
    licence = models.CharField(max_length=200)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering = ("-loaded_at", "-id")

    def __str__(self) -> str:
        return f"Postcodes, {self.edition}"


class Postcode(models.Model):
    """Where a postcode is, in one release. The code is kept in capitals without spaces."""

    release = models.ForeignKey(PostcodeRelease, models.PROTECT, related_name="postcodes")
    code = models.CharField(max_length=7)
    lon = models.FloatField()
    lat = models.FloatField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["release", "code"], name="postcode_once_a_release"),
            models.CheckConstraint(
                condition=models.Q(lon__gte=-180, lon__lte=180, lat__gte=-90, lat__lte=90),
                name="postcode_is_on_earth",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code[:-3]} {self.code[-3:]}"
