"""Accounts, persons, organisations, and the roles accounts hold."""

from folkmoot.people.models.accounts import (
    Account,
    AccountManager,
    OneTimeCode,
    Person,
    PersonQuerySet,
)
from folkmoot.people.models.organisations import (
    Organisation,
    OrganisationIdentifier,
    OrganisationQuerySet,
    OrganisationRole,
)
from folkmoot.people.models.roles import (
    THE_SITE,
    RoleHeld,
    RoleHeldQuerySet,
    SiteRole,
    SiteScope,
    role_tables,
)

__all__ = [
    "THE_SITE",
    "Account",
    "AccountManager",
    "OneTimeCode",
    "Organisation",
    "OrganisationIdentifier",
    "OrganisationQuerySet",
    "OrganisationRole",
    "Person",
    "PersonQuerySet",
    "RoleHeld",
    "RoleHeldQuerySet",
    "SiteRole",
    "SiteScope",
    "role_tables",
]
