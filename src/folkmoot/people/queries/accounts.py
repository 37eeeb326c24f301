"""Reading accounts, organisations and roles. Nothing here changes anything."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet

from folkmoot.kernel.notify.models import Message
from folkmoot.kernel.record.models import Event
from folkmoot.kernel.taking import told
from folkmoot.people.models import (
    Account,
    Organisation,
    OrganisationIdentifier,
    OrganisationRole,
    Person,
    RoleHeld,
    RoleHeldQuerySet,
    SiteRole,
    role_tables,
)


@dataclass(frozen=True, slots=True)
class HeldRole:
    """One role someone holds, in words."""

    role: str
    where: str
    description: str
    since: datetime
    until: datetime | None


def roles_held_by(account: Account, at: datetime) -> list[HeldRole]:
    """Every role an account holds at that moment, in the site, places and organisations."""
    found = [
        HeldRole(held.role, held.held_in(), held.description(), held.starts_at, held.ends_at)
        for table in role_tables()
        for held in _with_scope(table).held_at(at).filter(account=account)
    ]
    return sorted(found, key=lambda each: (each.where, each.role))


def passkeys_of(account: Account) -> list[Authenticator]:
    """Passkeys that sign in to this account, oldest first."""
    keys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    return list(keys.order_by("created_at", "pk"))


def stewards(at: datetime) -> QuerySet[SiteRole]:
    """Who looks after the site, longest first."""
    return SiteRole.objects.held_at(at).select_related("account").order_by("starts_at", "id")


def custodians(organisation: Organisation, at: datetime) -> QuerySet[OrganisationRole]:
    """Who keeps what we know about an organisation right."""
    held = OrganisationRole.objects.held_at(at).filter(organisation=organisation)
    return held.select_related("account").order_by("starts_at", "id")


def organisations_for(user: object, words: str = "") -> QuerySet[Organisation]:
    """Organisations this user may see, by name; `words` looks in names and numbers."""
    found = Organisation.objects.visible_to(user)
    if words := words.strip():
        numbers = OrganisationIdentifier.objects.filter(value__icontains=words.split("-")[-1])
        found = found.filter(Q(name__icontains=words) | Q(pk__in=numbers.values("organisation")))
    return found.prefetch_related(_identifiers()).order_by("name", "id")


def organisation_with_numbers(organisation: Organisation) -> list[OrganisationIdentifier]:
    """An organisation's numbers, the preferred one first."""
    return list(organisation.identifiers.order_by("-preferred", "scheme", "value"))


def everything_about(account: Account, at: datetime) -> dict[str, object]:
    """All that this room, the account of events and the post know of an account."""
    person = Person.objects.filter(account=account).first()
    return {
        "made_at": at.isoformat(),
        "account": {
            "email": account.email,
            "name": account.name,
            "joined_at": account.joined_at.isoformat(),
            "last_signed_in_at": account.last_login.isoformat() if account.last_login else None,
        },
        "person": _person(person) if person else None,
        "passkeys": [
            {"name": str(key), "added_at": key.created_at.isoformat()}
            for key in passkeys_of(account)
        ],
        "roles": [_role(held) for held in _roles_ever_held_by(account)],
        "what_you_did": [
            {"what": event.kind, "at": event.at.isoformat(), "about": event.about}
            for event in Event.objects.filter(by=str(account.pk)).order_by("at", "id")
        ],
        "what_happened_to_your_account": [
            {"what": event.kind, "at": event.at.isoformat()}
            for event in Event.objects.filter(about=f"people.Account:{account.pk}").order_by("at")
        ],
        "messages_to_you": [
            {
                "subject": message.subject,
                "text": message.text,
                "written_at": message.created_at.isoformat(),
                "sent_at": message.sent_at.isoformat() if message.sent_at else None,
            }
            for message in Message.objects.filter(to=account.email).order_by("created_at", "id")
        ],
    }


def everything_of(organisation: Organisation, at: datetime) -> dict[str, object]:
    """What this room keeps of an organisation: what it is, its numbers, who acts for it and did."""
    roles = organisation.roles_held.select_related("account").order_by("starts_at", "pk")
    return {
        "made_at": at.isoformat(),
        "organisation": told(organisation, "ref", "name", "kind", "website"),
        "numbers": [
            told(each, "scheme", "value", "preferred") for each in organisation.identifiers.all()
        ],
        "roles": [
            told(held, "role", "starts_at", "ends_at")
            | {"who": held.account.shown_name() if held.account else ""}
            for held in roles
        ],
    }


def _roles_ever_held_by(account: Account) -> list[RoleHeld]:
    found = [held for table in role_tables() for held in _with_scope(table).filter(account=account)]
    return sorted(found, key=lambda held: held.starts_at)


def _with_scope(table: type[RoleHeld]) -> RoleHeldQuerySet:
    field, rows = table.scope_field(), table.objects.all()
    return rows.select_related(field) if field else rows


def _role(held: RoleHeld) -> dict[str, object]:
    return {
        "role": held.role,
        "where": held.held_in(),
        "from": held.starts_at.isoformat(),
        "until": held.ends_at.isoformat() if held.ends_at else None,
    }


def _person(person: Person) -> dict[str, object]:
    fields = ("name", "reach_by", "email", "phone", "address")
    return {field: getattr(person, field) for field in fields}


def _identifiers() -> "Prefetch[str]":
    return Prefetch("identifiers", OrganisationIdentifier.objects.order_by("-preferred", "scheme"))
