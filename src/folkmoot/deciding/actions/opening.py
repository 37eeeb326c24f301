"""Opening and calling off; the counting officers and their passphrases."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime
from random import Random

from django.db import transaction

from folkmoot.deciding import codes, rules
from folkmoot.deciding.actions.preparing import SETTINGS, locked
from folkmoot.deciding.models import (
    BoxKey,
    CountingOfficer,
    Decision,
    Envelope,
    Option,
    PaperLook,
    PaperTyping,
    Stage,
)
from folkmoot.kernel import sealing
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.kernel.sweeping import sweep_after_commit
from folkmoot.people.models import Account
from folkmoot.places.queries import boundary_digest

TIE_ORDER = "the cheaper option, then the one with more votes, then the lower lot"


@transaction.atomic
def name_counting_officer(
    *, decision: Decision, account: Account, by: Account | None, at: datetime
) -> CountingOfficer:
    """Name a Counting officer of the place, whose passphrase will help to open the box."""
    decision = locked(decision)
    refuse(rules.why_not_name_officer(decision, account, at=at))
    officer = CountingOfficer.objects.create(decision=decision, account=account)
    record("counting_officer_named", about=decision, by=by, at=at, account=str(account.pk))
    return officer


@transaction.atomic
def remove_counting_officer(*, officer: CountingOfficer, by: Account | None, at: datetime) -> None:
    """Take a counting officer off a draft."""
    decision = locked(officer.decision)
    refuse(rules.why_not_change(decision))
    record(
        "counting_officer_removed", about=decision, by=by, at=at, account=str(officer.account_id)
    )
    officer.delete()


@transaction.atomic
def set_passphrase(
    *, officer: CountingOfficer, passphrase: str, by: Account | None, at: datetime
) -> CountingOfficer:
    """Keep a lock that only this passphrase opens. The passphrase itself is not kept."""
    decision = locked(officer.decision)
    officer = CountingOfficer.objects.select_for_update().get(pk=officer.pk)
    officer.decision = decision  # as it is now: voting may have opened a moment ago
    refuse(rules.why_not_passphrase(officer, passphrase))
    lock = sealing.lock_of(passphrase)
    officer.public_key, officer.salt, officer.effort = lock.public, lock.salt, lock.effort
    officer.save()
    record("passphrase_set", about=decision, by=by, at=at)
    return officer


@transaction.atomic
def open_voting(*, decision: Decision, rng: Random, by: Account | None, at: datetime) -> Decision:
    """Draw the lots, freeze everything, make the key of the box, and let people vote.

    The lots are drawn here and nowhere else. Whoever opens cannot see them before everything
    is fixed, so nobody can change the list and draw again until they like what comes.

    Parameters
    ----------
    rng : Random
        Chance for the lots: one whose draws nobody can foresee, outside of tests and examples.
    """
    decision = locked(decision)
    refuse(rules.why_not_open(decision, at=at))
    lots = list(range(decision.options.count()))
    rng.shuffle(lots)
    freeze(decision, lots, at)
    pair = sealing.new_key_pair()
    decision.public_key = pair.public
    decision.stage, decision.opened_at = Stage.OPEN, at
    _share_out_key(decision, pair.private)
    decision.save()
    record("voting_opened", about=decision, by=by, at=at, digest=decision.digest)
    return decision


@transaction.atomic
def abandon_decision(
    *, decision: Decision, because: str, by: Account | None, at: datetime
) -> Decision:
    """Call a decision off, with the reason; its envelopes are destroyed unopened."""
    decision = locked(decision)
    refuse(rules.why_not_abandon(decision, because))
    decision.stage, decision.abandoned_at = Stage.ABANDONED, at
    decision.abandoned_because = because.strip()
    decision.save(update_fields=["stage", "abandoned_at", "abandoned_because"])
    decision.envelopes.all().delete()
    decision.box_keys.all().delete()
    decision.counting_officers.update(public_key=b"", salt=b"", effort="")
    for reading in (PaperTyping, PaperLook):
        reading.objects.filter(paper__decision=decision).delete()
    sweep_after_commit([Envelope, BoxKey, CountingOfficer, PaperTyping, PaperLook])
    record("decision_abandoned", about=decision, by=by, at=at, because=because)
    return decision


@transaction.atomic
def veto_option(*, option: Option, because: str, by: Account | None, at: datetime) -> Option:
    """Strike out an option on grounds fixed before voting opened. Its votes are not counted."""
    option = Option.objects.select_related("decision").get(
        pk=option.pk, decision=locked(option.decision)
    )
    refuse(rules.why_not_veto(option, because))
    option.vetoed_at, option.veto_reason = at, because.strip()
    option.save(update_fields=["vetoed_at", "veto_reason"])
    record("option_vetoed", about=option, by=by, at=at, because=because)
    return option


def freeze(decision: Decision, lots: Sequence[int], at: datetime) -> None:
    """Write down everything that matters to the outcome, once, and hash it.

    `lots` are a permutation of 0 … n-1, one for each option by number; the lower wins the
    last tie.
    """
    options = list(decision.options.order_by("number"))
    if sorted(lots) != list(range(len(options))):
        raise ValueError("lots must be a permutation of 0 … n-1, one for each option")
    decision.options.update(lot=None)  # whatever stood there in a draft of long ago
    for option, lot in zip(options, lots, strict=True):
        option.lot = lot
    Option.objects.bulk_update(options, ["lot"])
    decision.frozen = json.dumps(
        _frozen_parts(decision, options, at), sort_keys=True, ensure_ascii=False, indent=1
    )
    decision.digest = hashlib.sha256(decision.frozen.encode()).hexdigest()
    decision.salt = bytes(decision.salt) or codes.new_salt()


def _frozen_parts(decision: Decision, options: list[Option], at: datetime) -> dict[str, object]:
    settings = {name: getattr(decision, name) for name in sorted(SETTINGS - {"imported_from"})}
    for name in ("opens_at", "closes_at"):
        settings[name] = settings[name].isoformat() if settings[name] else None
    return {
        "format": "folkmoot-decision/1",
        "place": decision.place.name,
        "boundary": boundary_digest(decision.place),
        "opened_at": at.isoformat(),
        "tie_order": TIE_ORDER,
        "settings": settings,
        "options": [
            {
                "number": option.number,
                "title": option.title,
                "summary": option.summary,
                "cost_pence": option.cost_pence,
                "label": option.label,
                "theme": option.theme,
                "lot": option.lot,
                **({"district": option.district} if option.district else {}),
            }
            for option in options
        ],
        **_frozen_limits(decision),
    }


def _frozen_limits(decision: Decision) -> dict[str, object]:
    """What may be funded together; nothing at all where there are no limits."""
    limits = decision.limits.prefetch_related("options")
    told = [
        {
            "name": limit.name,
            "because": limit.because,
            "most_options": limit.most_options,
            "most_pence": limit.most_pence,
            "options": [option.number for option in limit.options.all()],
        }
        for limit in limits
    ]
    return {"limits": told} if told else {}


def _share_out_key(decision: Decision, private: bytes) -> None:
    officers = list(decision.counting_officers.order_by("id"))
    publics = [bytes(officer.public_key) for officer in officers]
    copies = sealing.share_out(private, publics, decision.keys_needed)
    BoxKey.objects.bulk_create(
        BoxKey(
            decision=decision,
            holders=[str(officers[position].pk) for position in positions],
            sealed=copy,
        )
        for positions, copy in copies.items()
    )
