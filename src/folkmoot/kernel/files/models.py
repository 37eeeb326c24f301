"""What is kept of files: the bytes once, and each time somebody handed them in."""

from typing import ClassVar

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.fields.reverse_related import ForeignObjectRel

from folkmoot.kernel.files import keeping
from folkmoot.kernel.files.kinds import KINDS, Kind
from folkmoot.kernel.ids import secret_key


class Content(models.Model):
    """Bytes in the folder of files, by their SHA-256; however often they were handed in."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(size__gt=0), name="content_is_not_empty"),
        )

    def __str__(self) -> str:
        return self.digest[:12]


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def held_by_nobody(self) -> "AttachmentQuerySet":
        """Those to which no row of any room points."""
        kept = self
        for link in Attachment._meta.get_fields(include_hidden=True):  # those named "+" too
            if not isinstance(link, ForeignObjectRel):
                continue
            holders = link.related_model._base_manager
            held = holders.filter(**{link.field.name: OuterRef("pk")})
            kept = kept.filter(~Exists(held))
        return kept


class Attachment(models.Model):
    """A file somebody handed in. A room's own row points at it, and says who may see it.

    It has no address of its own. When nothing points at it any more it goes, and its bytes with it.
    """

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    content = models.ForeignKey(Content, models.PROTECT, related_name="attachments")
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=5, choices=[(key, kind.said) for key, kind in KINDS.items()])
    width = models.PositiveIntegerField(null=True, blank=True)
    height = models.PositiveIntegerField(null=True, blank=True)
    kept_at = models.DateTimeField()

    objects = AttachmentQuerySet.as_manager()

    personal: ClassVar = {
        "name": "gone: with the row that holds it",
        "content": "gone: with the row that holds it",
    }

    class Meta:
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="attachment_has_a_name"),
            models.CheckConstraint(
                condition=models.Q(width__isnull=True, height__isnull=True)
                | models.Q(width__isnull=False, height__isnull=False),
                name="attachment_has_both_sides",
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def what(self) -> Kind:
        """The kind it is."""
        return KINDS[self.kind]

    @property
    def size(self) -> int:
        """In bytes."""
        return self.content.size

    @property
    def path(self) -> str:
        """Where its bytes are on this machine."""
        return str(keeping.path_of(self.content_id))
