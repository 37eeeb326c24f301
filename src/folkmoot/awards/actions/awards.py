"""Awards: prepared, offered, signed by both, stopped, accounted for, closed."""

import hashlib
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.models import Award, BudgetLine, Check, Looked, PaymentStage
from folkmoot.granting.models import Application
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account, Organisation
from folkmoot.places.models import Place

HALF_DONE = (PaymentStage.REQUESTED, PaymentStage.CERTIFIED, PaymentStage.APPROVED)


@dataclass(frozen=True, slots=True)
class AwardPlan:
    """What was decided: whom, where, how much, for what and for how long. Sums in pence."""

    place: Place
    funder: Organisation
    recipient: Organisation
    title: str
    purpose: str
    awarded_pence: int
    decided_date: date
    starts_date: date
    ends_date: date
    partnership: Organisation | None = None
    joined_to: Award | None = None
    asked_pence: int | None = None
    from_open_call: bool = True


@transaction.atomic
def begin_award(
    *, plan: AwardPlan, of: Application | None = None, by: Account, at: datetime
) -> Award:
    """Begin to prepare what was decided; `of`: the application, see `begin_decided_award`."""
    refuse(
        rules.why_not_begin(
            funder_pk=plan.funder.pk,
            recipient_pk=plan.recipient.pk,
            partnership_pk=plan.partnership.pk if plan.partnership else None,
            pence=plan.awarded_pence,
        )
    )
    said: dict[str, Any] = {name: getattr(plan, name) for name in AwardPlan.__slots__}
    said |= {"application": of, "prepared_at": at, "prepared_by": by, "changed_at": at}
    award: Award = Award.objects.create(**said)
    record("award_begun", about=award, by=by, at=at, pence=plan.awarded_pence)
    return award


@transaction.atomic
def set_budget(
    *, award: Award, lines: Sequence[tuple[str, int]], by: Account, at: datetime
) -> Award:
    """What the money is for: headings and pence that add up to the award."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_set_budget(locked, lines))
    locked.budget.all().delete()
    BudgetLine.objects.bulk_create(
        BudgetLine(award=locked, number=number, heading=heading.strip(), pence=pence)
        for number, (heading, pence) in enumerate(lines, 1)
    )
    record("award_budget_set", about=locked, by=by, at=at, lines=len(lines))
    return locked


@transaction.atomic
def start_checks(*, award: Award, by: Account, at: datetime) -> Award:
    """From now on it is looked into, by two people each time."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_start_checks(locked, has_budget=locked.budget.exists()))
    there = set(locked.checks.values_list("kind", flat=True))
    Check.objects.bulk_create(
        Check(award=locked, kind=kind) for kind in Looked if kind not in there
    )
    return _moved(locked, "CHECKING", by=by, at=at)


@transaction.atomic
def offer_award(*, award: Award, terms: str, lapses_date: date, by: Account, at: datetime) -> Award:
    """Offer it: the agreement's words are fixed by their digest, until the day it lapses."""
    locked = locked_award(award.pk)
    checks = list(locked.checks.all())
    refuse(
        rules.why_not_offer(
            locked, checks, terms=terms, lapses_date=lapses_date, today=localdate(at)
        )
    )
    locked.terms = terms.strip()
    locked.document_sha256 = digest_of(locked.terms)
    locked.offered_at, locked.lapses_date = at, lapses_date
    return _moved(locked, "OFFERED", "terms", "document_sha256", "offered_at", "lapses_date",
                  by=by, at=at)  # fmt: skip


def digest_of(terms: str) -> str:
    """The SHA-256 of an agreement's words in UTF-8, by which both sides know it is the same."""
    return hashlib.sha256(terms.encode()).hexdigest()


@transaction.atomic
def withdraw_offer(*, award: Award, because: str, by: Account, at: datetime) -> Award:
    """Take back an offer nobody has signed, to mend it."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_withdraw_offer(locked, because))
    return _moved(locked, "CHECKING", by=by, at=at, because=because)


@transaction.atomic
def sign_award(*, award: Award, by: Account, at: datetime) -> Award:
    """The recipient confirms the agreement as offered."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_sign(locked, today=localdate(at)))
    locked.signed_at, locked.signed_by = at, by
    return _moved(locked, "SIGNED", "signed_at", "signed_by", by=by, at=at)


@transaction.atomic
def decline_award(*, award: Award, because: str, by: Account, at: datetime) -> Award:
    """The recipient says no."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_decline(locked, because))
    return _moved(locked, "DECLINED", by=by, at=at, because=because)


@transaction.atomic
def lapse_award(*, award: Award, by: Account | None, at: datetime) -> Award:
    """Nobody signed by the day."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_lapse(locked, today=localdate(at)))
    return _moved(locked, "LAPSED", by=by, at=at)


@transaction.atomic
def countersign_award(*, award: Award, by: Account, at: datetime) -> Award:
    """The funder confirms: it is in force, and public."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_countersign(locked, by_pk=by.pk))
    locked.countersigned_at, locked.countersigned_by = at, by
    return _moved(locked, "ACTIVE", "countersigned_at", "countersigned_by", by=by, at=at)


@transaction.atomic
def return_signature(*, award: Award, because: str, by: Account, at: datetime) -> Award:
    """The funder asks for it to be signed anew, by somebody who may."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_return_signature(locked, because))
    locked.signed_at = locked.signed_by = None
    return _moved(locked, "OFFERED", "signed_at", "signed_by", by=by, at=at, because=because)


@transaction.atomic
def suspend_award(*, award: Award, because: str, by: Account, at: datetime) -> Award:
    """Stop it for a while: no money moves."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_suspend(locked, because))
    return _moved(locked, "SUSPENDED", by=by, at=at, because=because)


@transaction.atomic
def resume_award(*, award: Award, because: str, by: Account, at: datetime) -> Award:
    """It goes on."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_resume(locked, because))
    return _moved(locked, "ACTIVE", by=by, at=at, because=because)


@transaction.atomic
def terminate_award(*, award: Award, because: str, by: Account, at: datetime) -> Award:
    """Bring it to an end before its time."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_terminate(locked, because, waiting=_half_done(locked)))
    _cancel_what_is_to_come(locked, because)
    return _moved(locked, "TERMINATED", by=by, at=at, because=because)


@transaction.atomic
def end_award(*, award: Award, by: Account, at: datetime) -> Award:
    """Its time is over."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_end(locked, waiting=_half_done(locked), today=localdate(at)))
    _cancel_what_is_to_come(locked, "The award has ended.")
    return _moved(locked, "ENDED", by=by, at=at)


@transaction.atomic
def reconcile_award(*, award: Award, spent_pence: int, by: Account, at: datetime) -> Award:
    """What was paid is accounted for; what was not spent is to come back."""
    locked = locked_award(award.pk)
    refuse(
        rules.why_not_reconcile(locked, spent_pence=spent_pence, paid_pence=paid_pence_of(locked))
    )
    locked.spent_pence = spent_pence
    return _moved(locked, "RECONCILED", "spent_pence", by=by, at=at)


@transaction.atomic
def take_back(*, award: Award, pence: int, by: Account, at: datetime) -> Award:
    """Money that was not spent has come back to the funder."""
    locked = locked_award(award.pk)
    owed = to_give_back_of(locked)
    refuse(rules.why_not_take_back(locked, pence, owed_pence=owed))
    locked.given_back_pence += pence
    locked.changed_at = at
    locked.save(update_fields=["given_back_pence", "changed_at"])
    record("award_given_back", about=locked, by=by, at=at, pence=pence)
    return locked


@transaction.atomic
def sustain_award(*, award: Award, carried_on: str, by: Account, at: datetime) -> Award:
    """The money is gone, and somebody carries it on."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_sustain(locked, carried_on))
    locked.carried_on = carried_on.strip()
    return _moved(locked, "SUSTAINING", "carried_on", by=by, at=at)


@transaction.atomic
def close_award(*, award: Award, by: Account, at: datetime) -> Award:
    """Nothing is left to do."""
    locked = locked_award(award.pk)
    refuse(rules.why_not_close(locked, to_give_back_pence=to_give_back_of(locked)))
    return _moved(locked, "CLOSED", by=by, at=at)


def locked_award(key: uuid.UUID) -> Award:
    """The award, for nobody else to change meanwhile."""
    rows = Award.objects.select_for_update(of=("self",))
    found: Award = rows.select_related("place", "funder", "recipient").get(pk=key)
    return found


def paid_pence_of(award: Award) -> int:
    """All that was paid and did not come back from the bank, in pence."""
    paid = award.payments.filter(stage=PaymentStage.PAID).aggregate(sum=Sum("pence"))["sum"]
    return paid or 0


def to_give_back_of(award: Award) -> int:
    """What was paid, not spent, and has not come back yet, in pence."""
    return paid_pence_of(award) - (award.spent_pence or 0) - award.given_back_pence


def _half_done(award: Award) -> int:
    return award.payments.filter(stage__in=[*HALF_DONE, PaymentStage.FAILED]).count()


def _cancel_what_is_to_come(award: Award, because: str) -> None:
    award.payments.filter(stage=PaymentStage.SCHEDULED).update(
        stage=PaymentStage.CANCELLED, stage_because=because.strip()[:300]
    )


def _moved(
    award: Award, stage: str, *fields: str, by: Account | None, at: datetime, because: str = ""
) -> Award:
    before, award.stage = award.stage, stage
    award.stage_because, award.changed_at = because.strip(), at
    award.save(update_fields=["stage", "stage_because", "changed_at", *fields])
    record(
        f"award_{stage.lower()}",
        about=award,
        by=by,
        at=at,
        from_stage=before,
        because=award.stage_because,
    )
    return award
