"""A partnership asked whole: each of its organisations says whom it works with."""

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models.functions import Lower, Now

from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.access.roles import roles_permitting
from folkmoot.kernel.ids import new_key
from folkmoot.organising.models.ground import TeamQuerySet
from folkmoot.people.models import Account, Organisation, OrganisationRole
from folkmoot.places.models import Place, places_of


class PartnerSurvey(models.Model):
    """One time of asking every organisation of a partnership whom it works with."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="partner_surveys")
    name = models.CharField(max_length=120)
    asked_at = models.DateTimeField()
    asked_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)  # nobody answers after this

    objects = TeamQuerySet.as_manager()

    personal: ClassVar = {"asked_by": "keep: who answers for asking"}

    class Meta:
        ordering = ("-asked_at", "-id")
        constraints = (
            models.CheckConstraint(condition=~models.Q(name=""), name="partner_survey_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Place:
        """Where the roles that govern a survey of partners are held."""
        return self.place


class PartnerQuerySet(models.QuerySet["Partner"]):
    def visible_to(self, user: object) -> Self:
        """Those who may answer for it: the place's team, and custodians of the organisation."""
        key: Any = getattr(user, "pk", None)
        team = models.Q(survey__place__in=places_of(user, Permission.LISTEN))
        now = models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=Now())
        held = OrganisationRole.objects.filter(
            now,
            account_id=key,
            account__isnull=False,
            starts_at__lte=Now(),
            role__in=roles_permitting(Permission.ORGANISATION_EDIT),
        )
        own = models.Q(organisation__in=held.values("organisation"))
        return self.filter(team | own).select_related("survey__place", "organisation")


class Partner(models.Model):
    """One organisation or group of a partnership, and whom it says it works with."""

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    survey = models.ForeignKey(PartnerSurvey, models.PROTECT, related_name="partners")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Organisation.Kind)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    works_with = models.ManyToManyField(
        "self", symmetrical=False, related_name="named_by", blank=True
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    objects = PartnerQuerySet.as_manager()

    personal: ClassVar = {"answered_by": "keep: who answered for the organisation"}

    class Meta:
        ordering = ("kind", "name", "id")
        constraints = (
            models.UniqueConstraint("survey", Lower("name"), name="partner_once_in_a_survey"),
            models.CheckConstraint(condition=~models.Q(name=""), name="partner_has_a_name"),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> Place:
        """Where the roles that govern a partner are held."""
        return self.survey.place
