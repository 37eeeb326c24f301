"""The account of what happened."""

from django.db import models

from folkmoot.kernel.ids import new_key


class Event(models.Model):
    """One thing that happened. Written once, never changed, never joined to."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    kind = models.CharField(max_length=80)
    at = models.DateTimeField()
    by = models.CharField(max_length=40, blank=True)
    about = models.CharField(max_length=80)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = (models.Index(fields=["about", "at"], name="event_about_at"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
