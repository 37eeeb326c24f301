"""Organisations, the numbers they are known by, and the roles held in them."""

from datetime import datetime
from typing import Self

from django.db import models

from folkmoot.kernel.access.roles import Role, roles_in
from folkmoot.kernel.ids import new_key, new_reference
from folkmoot.people.models.roles import THE_SITE, RoleHeld


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def visible_to(self, user: object) -> Self:
        """Organisations are public."""
        return self


class Organisation(models.Model):
    """A group of any size, constituted or not."""

    class Kind(models.TextChoices):
        GROUP = "group", "Group without a legal form"
        CHARITY = "charity", "Charity"
        COMPANY = "company", "Company"
        COUNCIL = "council", "Council or public body"
        OTHER = "other", "Something else"

    id = models.UUIDField(primary_key=True, default=new_key, editable=False)
    ref = models.CharField(max_length=7, unique=True, default=new_reference, editable=False)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.GROUP)
    website = models.URLField(blank=True)

    objects = OrganisationQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name

    @property
    def scope(self) -> "Organisation":
        """Where the roles that govern an organisation are held."""
        return self

    def roles_of(self, user: object, *, at: datetime) -> frozenset[Role]:
        """Roles this user holds in the organisation; a site role counts in every organisation."""
        here = OrganisationRole.objects.filter(organisation=self).roles_of(user, at=at)
        return here | THE_SITE.roles_of(user, at=at)

    def org_id(self) -> str:
        """The identifier others know it by: GB-CHC-1234567. Wants `identifiers` prefetched."""
        return next((str(each) for each in self.identifiers.all() if each.preferred), "")


class OrganisationIdentifier(models.Model):
    """A number some list gives an organisation, kept as text: leading zeros count."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=40)  # an org-id.guide list code: GB-CHC, GB-COH, GB-LAE…
    value = models.CharField(max_length=60)
    preferred = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["scheme", "value"], name="identifier_once"),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=models.Q(preferred=True),
                name="one_preferred_identifier",
            ),
        )
        ordering = ("-preferred", "scheme", "value")

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


class OrganisationRole(RoleHeld):
    """A role held in an organisation."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="roles_held")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(role__in=[role.name for role in roles_in("organisation")]),
                name="organisation_role_is_one",
            ),
            models.UniqueConstraint(
                fields=["organisation", "account", "role"],
                condition=models.Q(ends_at__isnull=True),
                name="organisation_role_once",
            ),
        )
