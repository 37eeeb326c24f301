"""Agreements: talked about, agreed, kept or broken one promise at a time, renewed."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.organising import rules
from folkmoot.organising.models import Agreement, AgreementStage, Neighbour, Party, Undertaking
from folkmoot.people.models import Account
from folkmoot.places.models import Place


@transaction.atomic
def propose_agreement(
    *, place: Place, title: str, why: str = "", by: Account, at: datetime
) -> Agreement:
    """Begin to write one down; `by` looks after it."""
    refuse("" if title.strip() else "Say in a few words what it is about.")
    agreement = Agreement.objects.create(
        place=place, title=title.strip(), why=why.strip(), proposed_at=at, kept_by=by
    )
    record("agreement_proposed", about=agreement, by=by, at=at)
    return agreement


@transaction.atomic
def add_party(
    *,
    agreement: Agreement,
    name: str = "",
    neighbour: Neighbour | None = None,
    gains: str = "",
    risks: str = "",
    by: Account,
    at: datetime,
) -> Party:
    """Who is part of it, what they gain, and which risk they carry.

    A group by its name, or somebody the team has met, whose name stays in their own row alone.
    """
    locked = _locked(agreement.pk)
    refuse(rules.why_not_add_party(locked, name, neighbour, there=_parties(locked)))
    party = Party.objects.create(
        agreement=locked,
        name="" if neighbour else name.strip(),
        neighbour=neighbour,
        gains=gains.strip(),
        risks=risks.strip(),
        added_at=at,
    )
    record("party_added", about=locked, by=by, at=at)
    return party


@transaction.atomic
def drop_party(*, party: Party, by: Account, at: datetime) -> Agreement:
    """Not part of it after all; what they were to promise goes along."""
    locked = _locked(party.agreement_id)
    refuse(rules.why_not_change_agreement(locked))
    Party.objects.filter(pk=party.pk, agreement=locked).delete()
    record("party_dropped", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def undertake(
    *, party: Party, words: str, due_date: date, by: Account, at: datetime
) -> Undertaking:
    """What one party promises, and by when."""
    locked = _locked(party.agreement_id)
    n_there = locked.undertakings.count()
    today = localdate(at)
    refuse(rules.why_not_undertake(locked, words, due_date, today=today, n_there=n_there))
    made: Undertaking = Undertaking.objects.create(
        place=locked.place, agreement=locked, party=party, words=words.strip(), due_date=due_date
    )
    record("undertaking_added", about=locked, by=by, at=at)
    return made


@transaction.atomic
def drop_undertaking(*, undertaking: Undertaking, by: Account, at: datetime) -> Agreement:
    """Not promised after all."""
    locked = _locked(undertaking.agreement_id)
    refuse(rules.why_not_change_agreement(locked))
    Undertaking.objects.filter(pk=undertaking.pk, agreement=locked).delete()
    record("undertaking_dropped", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def agree(*, agreement: Agreement, by: Account, at: datetime) -> Agreement:
    """Every party has said yes. From now on it stays as it is."""
    locked = _locked(agreement.pk)
    n_parties, n_undertakings = locked.parties.count(), locked.undertakings.count()
    refuse(rules.why_not_agree(locked, n_parties=n_parties, n_undertakings=n_undertakings))
    refuse(rules.why_not_for_good(_wording(locked), _parties(locked)))
    locked.stage, locked.agreed_date = AgreementStage.AGREED, localdate(at)
    locked.save(update_fields=["stage", "agreed_date"])
    record("agreement_agreed", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def keep_undertaking(
    *, undertaking: Undertaking, outcome: str = "", by: Account, at: datetime
) -> Undertaking:
    """They did what they promised."""
    locked = _locked_undertaking(undertaking.pk)
    refuse(rules.why_not_answer_undertaking(locked))
    refuse(rules.why_not_for_good([outcome], _parties(locked.agreement)))
    locked.kept_at, locked.outcome = at, outcome.strip()
    locked.save(update_fields=["kept_at", "outcome"])
    record("undertaking_kept", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def break_undertaking(
    *, undertaking: Undertaking, why: str, by: Account, at: datetime
) -> Undertaking:
    """They did not, and why."""
    locked = _locked_undertaking(undertaking.pk)
    refuse(rules.why_not_break(locked, why))
    refuse(rules.why_not_for_good([why], _parties(locked.agreement)))
    locked.broken_at, locked.outcome = at, why.strip()
    locked.save(update_fields=["broken_at", "outcome"])
    record("undertaking_broken", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def renew_agreement(*, agreement: Agreement, by: Account, at: datetime) -> Agreement:
    """The same parties talk again: a new agreement, without promises yet. The earlier one stays."""
    locked = _locked(agreement.pk)
    refuse(rules.why_not_renew(locked))
    renewed = Agreement.objects.create(
        place=locked.place,
        title=locked.title,
        why=locked.why,
        proposed_at=at,
        kept_by=by,
        renews=locked,
    )
    Party.objects.bulk_create(
        Party(
            agreement=renewed,
            name=each.name,
            neighbour=each.neighbour,
            gains=each.gains,
            risks=each.risks,
            added_at=at,
        )
        for each in _parties(locked)
    )
    record("agreement_renewed", about=locked, by=by, at=at, as_agreement=str(renewed.pk))
    return renewed


def _locked(key: uuid.UUID) -> Agreement:
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("place")
    found: Agreement = rows.get(pk=key)
    return found


def _parties(agreement: Agreement) -> list[Party]:
    return list(agreement.parties.select_related("neighbour__person"))


def _wording(agreement: Agreement) -> list[str]:
    """Everything in it that stays for good once it is agreed."""
    told = [agreement.title, agreement.why]
    for gains, risks in agreement.parties.values_list("gains", "risks"):
        told += [gains, risks]
    return [*told, *agreement.undertakings.values_list("words", flat=True)]


def _locked_undertaking(key: uuid.UUID) -> Undertaking:
    rows = Undertaking.objects.select_for_update(of=("self",)).select_related("agreement")
    found: Undertaking = rows.get(pk=key)
    return found
