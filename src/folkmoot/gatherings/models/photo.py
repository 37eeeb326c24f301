"""Photos of a gathering: the team's own until everyone in them has said yes."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from folkmoot.gatherings.models.gathering import Gathering
from folkmoot.gatherings.models.guest import Guest
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.files.models import Attachment
from folkmoot.kernel.ids import secret_key
from folkmoot.people.models import Account
from folkmoot.places.models import Place, places_of


class PhotoAnswer(models.TextChoices):
    WAITING = "WAIT", "Not asked yet"
    YES = "YES", "Said yes"
    NO = "NO", "Said no"


ANSWER_TONES = {"WAIT": "ochre", "YES": "moss", "NO": "terracotta"}


class PhotoQuerySet(models.QuerySet["Photo"]):
    def visible_to(self, user: object) -> Self:
        """Seen by everyone once everyone in it said yes; before that by the team alone."""
        here = places_of(user, Permission.GATHERING_HOLD)
        rows = self.with_standing().filter(Q(is_shown=True) | Q(gathering__place__in=here))
        return rows.select_related("gathering__place", "file__content")

    def with_standing(self) -> Self:
        """Each with `is_shown`: nobody can be recognised, or everyone who can said yes."""
        people = InPhoto.objects.filter(photo=OuterRef("pk"))
        agreed = Exists(people) & ~Exists(people.exclude(answer=PhotoAnswer.YES))
        stands = Q(down_at__isnull=True, gathering__announced_at__isnull=False)
        return self.annotate(
            is_shown=models.ExpressionWrapper(
                stands & (Q(is_of_nobody=True) | Q(agreed)), models.BooleanField()
            )
        )

    def shown(self) -> Self:
        """What the public may see."""
        return self.with_standing().filter(is_shown=True)


class Photo(models.Model):
    """One picture of a gathering, with words for those who cannot see it."""

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="photos")
    file = models.OneToOneField(Attachment, models.PROTECT, related_name="+")
    words = models.CharField(max_length=300)
    is_of_nobody = models.BooleanField(default=False)  # nobody in it can be recognised
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    down_at = models.DateTimeField(null=True, blank=True)
    down_because = models.CharField(max_length=300, blank=True)

    objects = PhotoQuerySet.as_manager()

    personal: ClassVar = {
        "file": "gone: when anybody asks, with the photo",
        "words": "gone: when anybody asks, with the photo",
        "down_because": "gone: with the photo",
        "added_by": "keep: who answers for it; the account itself is blanked",
    }

    class Meta:
        ordering = ("added_at", "id")
        constraints = (
            models.CheckConstraint(condition=~Q(words=""), name="photo_has_words"),
            models.CheckConstraint(
                condition=Q(down_at__isnull=True, down_because="")
                | (Q(down_at__isnull=False) & ~Q(down_because="")),
                name="photo_down_says_why",
            ),
        )
        indexes = (models.Index(fields=["gathering", "added_at"], name="photo_in_order"),)

    def __str__(self) -> str:
        return f"Photo {self.pk}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern a photo are held."""
        return self.gathering.place


class InPhotoQuerySet(models.QuerySet["InPhoto"]):
    def visible_to(self, user: object) -> Self:
        """Seen by the team of the place, and nobody else."""
        here = places_of(user, Permission.GATHERING_HOLD)
        rows = self.filter(photo__gathering__place__in=here)
        return rows.select_related("photo__gathering__place", "guest")


class InPhoto(models.Model):
    """Somebody who can be recognised in a photo, and what they said about showing it.

    Of a guest on the list the name is the guest's own, and goes when the guest is forgotten.
    """

    id = models.UUIDField(primary_key=True, default=secret_key, editable=False)
    photo = models.ForeignKey(Photo, models.CASCADE, related_name="people")
    guest = models.ForeignKey(Guest, models.CASCADE, null=True, blank=True, related_name="photos")
    name = models.CharField(max_length=80, blank=True)
    is_child = models.BooleanField(default=False)
    answer = models.CharField(max_length=4, choices=PhotoAnswer, default=PhotoAnswer.WAITING)
    # For a child a parent or guardian answers; who that was goes with the names.
    by_parent = models.BooleanField(default=False)
    parent = models.CharField(max_length=80, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = InPhotoQuerySet.as_manager()

    personal: ClassVar = {"name": "blank", "parent": "blank"}

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(
                fields=["photo", "guest"],
                condition=Q(guest__isnull=False),
                name="guest_once_in_a_photo",
            ),
            models.CheckConstraint(
                condition=~Q(is_child=True, answer=PhotoAnswer.YES) | Q(by_parent=True),
                name="child_shown_by_a_parents_yes",
            ),
            models.CheckConstraint(
                condition=Q(answer=PhotoAnswer.WAITING) | Q(answered_at__isnull=False),
                name="photo_answer_has_time",
            ),
        )

    def __str__(self) -> str:
        return f"In photo {self.photo_id}"

    @property
    def scope(self) -> Place:
        """Where the roles that govern what they said are held."""
        return self.photo.gathering.place

    @property
    def shown_name(self) -> str:
        """How the team's page names them."""
        named = self.name or (self.guest.name if self.guest else "")
        return named or ("A child" if self.is_child else "Somebody")

    @property
    def tone(self) -> str:
        """How their answer is tinted."""
        return ANSWER_TONES[self.answer]
