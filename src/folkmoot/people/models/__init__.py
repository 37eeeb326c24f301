"""Accounts, persons, organisations, and the roles accounts hold."""

from folkmoot.people.models.accounts import (
    Account,
    AccountManager,
    OneTimeCode,
    Person,
    PersonQuerySet,
)
from folkmoot.people.models.consents import (
    Asked,
    Basis,
    Consent,
    HowSaid,
    Interest,
    Purpose,
    Said,
    Through,
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
    "Asked",
    "Basis",
    "Consent",
    "HowSaid",
    "Interest",
    "OneTimeCode",
    "Organisation",
    "OrganisationIdentifier",
    "OrganisationQuerySet",
    "OrganisationRole",
    "Person",
    "PersonQuerySet",
    "Purpose",
    "RoleHeld",
    "RoleHeldQuerySet",
    "Said",
    "SiteRole",
    "SiteScope",
    "Through",
    "role_tables",
]
