"""The least that can hold a vote."""

from django.db import models


class Voter(models.Model):
    """Who may vote, by the hash of a code."""

    code_hash = models.CharField(max_length=64, unique=True)
    has_voted = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.code_hash[:8]


class Sealed(models.Model):
    """A sealed ballot."""

    voter = models.OneToOneField(Voter, models.PROTECT)
    content = models.BinaryField()

    def __str__(self) -> str:
        return str(self.pk)
