"""Accounts, persons, organisations, and the roles accounts hold."""

from folkmoot.people.models.accounts import (
    Account,
    AccountManager,
    OneTimeCode,
    Person,
    PersonQuerySet,
)
from folkmoot.people.models.claims import ClaimCard
from folkmoot.people.models.consents import (
    FIRST_WORDS,
    Asked,
    Basis,
    Consent,
    HowSaid,
    Interest,
    Purpose,
    Said,
    Through,
    question_for,
    words_for,
)
from folkmoot.people.models.joinings import (
    Joining,
    TwoPeople,
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
    "FIRST_WORDS",
    "THE_SITE",
    "Account",
    "AccountManager",
    "Asked",
    "Basis",
    "ClaimCard",
    "Consent",
    "HowSaid",
    "Interest",
    "Joining",
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
    "TwoPeople",
    "question_for",
    "role_tables",
    "words_for",
]
