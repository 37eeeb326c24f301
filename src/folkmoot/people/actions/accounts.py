"""Accounts: begun by a code, named, changed, signed out, closed."""

from datetime import datetime
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction

from folkmoot.kernel.notify.actions import forget_messages
from folkmoot.kernel.personal import forget
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people import notices, rules
from folkmoot.people.actions.joinings import forget_person
from folkmoot.people.models import Account, OneTimeCode, Person, SiteRole, role_tables

ADDRESS_TAKEN = "Another account uses that address. Sign in with it, or choose another address."


@transaction.atomic
def account_for(*, address: str, by: Account | None, at: datetime) -> Account:
    """The account with this address, made now if there is none.

    Call it once the address is known to be someone's own, or to invite them to a role.
    """
    address = address.strip().lower()
    if found := Account.objects.with_address(address):
        return found
    try:
        with transaction.atomic():
            account = Account.objects.create_user(address)
    except IntegrityError:  # someone else made it a moment ago
        return Account.objects.get(email=address)
    record("account_begun", about=account, by=by, at=at)
    return account


@transaction.atomic
def name_account(*, account: Account, name: str, by: Account | None, at: datetime) -> Account:
    """Change the name others on the team read."""
    account = _locked(account)
    account.name = " ".join(name.split())
    account.save(update_fields=["name"])
    record("account_named", about=account, by=by, at=at)
    return account


@transaction.atomic
def change_email(*, account: Account, address: str, by: Account | None, at: datetime) -> Account:
    """Use another address, which has been shown to be theirs. The old one is told.

    Refused when another account uses it: only someone who has just shown that the address is
    theirs gets to hear that.
    """
    account = _locked(account)
    old, new = account.email, address.strip().lower()
    if Account.objects.exclude(pk=account.pk).filter(email=new).exists():
        raise Refused(ADDRESS_TAKEN)
    account.email = new
    account.save(update_fields=["email"])
    record("email_address_changed", about=account, by=by, at=at)
    if old != new:
        notices.tell_of_new_address(account=account, old_address=old, by=by, at=at)
    return account


@transaction.atomic
def sign_out_everywhere(*, account: Account, by: Account | None, at: datetime) -> Account:
    """End every session of this account, on every device, from their next request."""
    account = _locked(account)
    account.set_unusable_password()  # a new random word; every session is tied to the old one
    account.save(update_fields=["password"])
    record("signed_out_everywhere", about=account, by=by, at=at)
    return account


@transaction.atomic
def add_passkey(
    *, account: Account, name: str, credential: dict[str, Any], by: Account | None, at: datetime
) -> Authenticator:
    """Keep a passkey whose making the browser has just proved."""
    passkey = Authenticator.objects.create(
        user=account,
        type=Authenticator.Type.WEBAUTHN,
        data={"name": name, "credential": credential},
        created_at=at,
    )
    record("passkey_added", about=account, by=by, at=at)
    return passkey


@transaction.atomic
def rename_passkey(
    *, passkey: Authenticator, name: str, by: Account | None, at: datetime
) -> Authenticator:
    """Call a passkey something its owner will recognise."""
    passkey = Authenticator.objects.select_for_update().get(pk=passkey.pk)
    passkey.data = {**passkey.data, "name": " ".join(name.split())}
    passkey.save(update_fields=["data"])
    record("passkey_renamed", about=passkey.user, by=by, at=at)
    return passkey


@transaction.atomic
def remove_passkey(*, passkey: Authenticator, by: Account | None, at: datetime) -> None:
    """Take a passkey away: it no longer signs anyone in."""
    account = passkey.user
    passkey.delete()
    record("passkey_removed", about=account, by=by, at=at)


@transaction.atomic
def close_account(*, account: Account, by: Account | None, at: datetime) -> Account:
    """Blank what is personal, end every role, and let nobody sign in to it again.

    The row stays, blank, because others rely on it: who gave a role, who published a result.
    Refused to the last steward.
    """
    list(SiteRole.objects.select_for_update().filter(ends_at__isnull=True))
    account = _locked(account)
    refuse(rules.why_not_close(account, at=at))
    for table in role_tables():
        table.objects.held_at(at).filter(account=account).update(ends_at=at)
    Authenticator.objects.filter(user=account).delete()
    EmailAddress.objects.filter(user=account).delete()
    OneTimeCode.objects.filter(account=account).delete()
    for person in Person.objects.filter(account=account):
        forget_person(person=person, by=by, at=at)
    forget_messages(to=account.email, about=account, by=by, at=at)
    forget(account, instead={"email": f"{account.pk}@{rules.CLOSED_ADDRESS}"})
    account.set_unusable_password()
    account.is_active = False
    account.save()
    record("account_closed", about=account, by=by, at=at)
    return account


def _locked(account: Account) -> Account:
    return Account.objects.select_for_update().get(pk=account.pk)
