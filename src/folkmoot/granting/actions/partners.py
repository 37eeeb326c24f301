"""Partners of an application: named, asked, and what they answer."""

from datetime import datetime

from django.db import transaction

from folkmoot.granting import notices, queries, rules
from folkmoot.granting.actions.locking import locked
from folkmoot.granting.models import Application, Partner
from folkmoot.kernel.links import hash_of, new_secret
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import Refused, refuse
from folkmoot.people.models import Account, Organisation


@transaction.atomic
def add_partner(
    *, application: Application, name: str, email: str, by: Account | None, at: datetime
) -> Partner:
    """Name a partner, and ask it: by a link that needs no account, or by its own account."""
    application = locked(application)
    names = list(application.partners.values_list("name", flat=True))
    refuse(rules.why_not_partner(application, name, email, names=names))
    name, email = " ".join(name.split()), email.strip().lower()
    same = Organisation.objects.filter(name__iexact=name)[:2]
    secret = new_secret()
    partner = Partner.objects.create(
        application=application,
        name=name,
        organisation=same[0] if len(same) == 1 else None,
        email=email,
        account=Account.objects.with_address(email),
        link_hash=hash_of(secret),
        added_at=at,
        asked_at=at,
    )
    record("partner_named", about=partner, by=by, at=at)
    notices.ask_partner(partner, secret, by=by, at=at)
    return partner


@transaction.atomic
def ask_partner_again(
    *, partner: Partner, email: str = "", by: Account | None, at: datetime
) -> Partner:
    """Send a new link, to the same address or another; the one before works no more."""
    application, partner = _locked(partner)
    if partner.answered_at:
        raise Refused(f"{partner.name} has answered already.")
    email = email.strip().lower() or partner.email
    refuse(rules.why_not_partner(application, partner.name, email, names=[]))
    secret = new_secret()
    partner.email, partner.account = email, Account.objects.with_address(email)
    partner.link_hash, partner.asked_at = hash_of(secret), at
    partner.save(update_fields=["email", "account", "link_hash", "asked_at"])
    record("partner_asked_again", about=partner, by=by, at=at)
    notices.ask_partner(partner, secret, by=by, at=at)
    return partner


@transaction.atomic
def drop_partner(*, partner: Partner, by: Account | None, at: datetime) -> None:
    """It is not a partner after all."""
    application, partner = _locked(partner)
    refuse(rules.why_not_change(application))
    record("partner_dropped", about=partner, by=by, at=at, name=partner.name)
    partner.delete()


@transaction.atomic
def answer_partner(
    *,
    partner: Partner,
    is_partner: bool,
    words: str,
    name: str = "",
    by: Account | None,
    at: datetime,
) -> Partner:
    """It takes part and says what it brings; or it does not, and says why."""
    application, partner = _locked(partner)
    partner.application = application
    refuse(rules.why_not_answer_partner(partner, is_partner=is_partner, words=words))
    name = " ".join(name.split())[:120] or (by.shown_name() if by else "")
    refuse("" if name else "Say who you are.")
    partner.is_partner, partner.words, partner.answered_as = is_partner, words.strip(), name
    partner.answered_at, partner.link_hash = at, None
    partner.account = by or partner.account
    partner.save()
    record("partner_answered", about=partner, by=by, at=at, is_partner=is_partner)
    said = "takes part" if is_partner else "does not take part"
    notices.tell_team(
        application,
        f"{partner.name} {said}",
        f"{name} answers for {partner.name}:\n\n{partner.words}",
        [held.account for held in queries.team_of(application, at=at)],
        by=by,
        at=at,
    )
    return partner


def _locked(partner: Partner) -> tuple[Application, Partner]:
    application = locked(partner.application)
    found = Partner.objects.select_for_update(of=("self",)).get(pk=partner.pk)
    return application, found
