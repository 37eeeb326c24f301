"""Payments: scheduled, requested, certified, approved, paid; held, sent back, cancelled."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max, Sum
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.actions.awards import locked_award
from folkmoot.awards.models import HANDS, Award, Payment, PaymentStage
from folkmoot.kernel.record.actions import record
from folkmoot.kernel.rules import refuse
from folkmoot.people.models import Account


@transaction.atomic
def schedule_payment(
    *,
    award: Award,
    pence: int,
    due_date: date | None = None,
    milestone: str = "",
    by: Account,
    at: datetime,
) -> Payment:
    """Part of the award is due on a day, or when something is done."""
    locked = locked_award(award.pk)
    there = locked.payments.aggregate(last=Max("number"))["last"] or 0
    scheduled = locked.payments.counting().aggregate(sum=Sum("pence"))["sum"] or 0
    refuse(
        rules.why_not_schedule(
            locked, pence, due_date, milestone, scheduled_pence=scheduled, n_there=there
        )
    )
    payment: Payment = Payment.objects.create(
        award=locked,
        number=there + 1,
        pence=pence,
        due_date=due_date,
        milestone=milestone.strip(),
        scheduled_at=at,
    )
    record("payment_scheduled", about=payment, by=by, at=at, pence=pence)
    return payment


@transaction.atomic
def reach_milestone(*, payment: Payment, by: Account, at: datetime) -> Payment:
    """What the payment waited for is done."""
    locked = _locked(payment)
    refuse(rules.why_not_reach(locked))
    locked.reached_at = at
    locked.save(update_fields=["reached_at"])
    record("milestone_reached", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def request_payment(*, payment: Payment, claim: str, by: Account, at: datetime) -> Payment:
    """The recipient asks for it."""
    locked = _locked(payment)
    refuse(rules.why_not_request(locked, claim, today=localdate(at)))
    locked.claim, locked.requested_at, locked.requested_by = claim.strip(), at, by
    return _moved(locked, "REQUESTED", "claim", "requested_at", "requested_by", by=by, at=at)


@transaction.atomic
def certify_payment(*, payment: Payment, by: Account, at: datetime) -> Payment:
    """The recipient's finance officer says that it is right."""
    locked = _locked(payment)
    refuse(rules.why_not_certify(locked, by_pk=by.pk))
    locked.certified_at, locked.certified_by = at, by
    return _moved(locked, "CERTIFIED", "certified_at", "certified_by", by=by, at=at)


@transaction.atomic
def approve_payment(*, payment: Payment, by: Account, at: datetime) -> Payment:
    """The funder approves."""
    locked = _locked(payment)
    unmet = locked.award.conditions.filter(met_at__isnull=True).count()
    refuse(rules.why_not_approve(locked, by_pk=by.pk, unmet=unmet))
    locked.approved_at, locked.approved_by = at, by
    return _moved(locked, "APPROVED", "approved_at", "approved_by", by=by, at=at)


@transaction.atomic
def pay(
    *, payment: Payment, paid_date: date, bank_reference: str = "", by: Account, at: datetime
) -> Payment:
    """The money has left the funder's account."""
    locked = _locked(payment)
    refuse(rules.why_not_pay(locked, paid_date, by_pk=by.pk, today=localdate(at)))
    locked.paid_at, locked.paid_by, locked.paid_date = at, by, paid_date
    locked.bank_reference = bank_reference.strip()
    return _moved(locked, "PAID", "paid_at", "paid_by", "paid_date", "bank_reference", by=by, at=at)


@transaction.atomic
def send_back_payment(*, payment: Payment, because: str, by: Account, at: datetime) -> Payment:
    """Back to who asked, to be asked for anew; all hands begin afresh."""
    locked = _locked(payment)
    refuse(rules.why_not_send_back(locked, because))
    for hand in HANDS[:3]:
        setattr(locked, hand, None)
        setattr(locked, hand.replace("_by", "_at"), None)
    fields = [name for hand in HANDS[:3] for name in (hand, hand.replace("_by", "_at"))]
    return _moved(locked, "SCHEDULED", *fields, by=by, at=at, because=because)


@transaction.atomic
def hold_payment(*, payment: Payment, because: str, by: Account, at: datetime) -> Payment:
    """Nothing moves until something is cleared up."""
    locked = _locked(payment)
    refuse(rules.why_not_hold(locked, because))
    locked.held_because = because.strip()
    locked.save(update_fields=["held_because"])
    record("payment_held", about=locked, by=by, at=at, because=locked.held_because)
    return locked


@transaction.atomic
def release_payment(*, payment: Payment, by: Account, at: datetime) -> Payment:
    """It is cleared up."""
    locked = _locked(payment)
    refuse(rules.why_not_release(locked))
    locked.held_because = ""
    locked.save(update_fields=["held_because"])
    record("payment_released", about=locked, by=by, at=at)
    return locked


@transaction.atomic
def bring_back_payment(*, payment: Payment, because: str, by: Account, at: datetime) -> Payment:
    """The bank sent it back: it is to be paid again."""
    locked = _locked(payment)
    refuse(rules.why_not_bring_back(locked, because))
    return _moved(locked, "FAILED", by=by, at=at, because=because)


@transaction.atomic
def cancel_payment(*, payment: Payment, because: str, by: Account, at: datetime) -> Payment:
    """It will not be paid; its sum may be scheduled otherwise."""
    locked = _locked(payment)
    refuse(rules.why_not_cancel(locked, because))
    return _moved(locked, "CANCELLED", by=by, at=at, because=because)


def _locked(payment: Payment) -> Payment:
    """The payment, with its award, for nobody else to change meanwhile."""
    award = locked_award(payment.award_id)
    found: Payment = Payment.objects.select_for_update(of=("self",)).get(pk=payment.pk)
    found.award = award
    return found


def _moved(
    payment: Payment, stage: str, *fields: str, by: Account, at: datetime, because: str = ""
) -> Payment:
    payment.stage, payment.stage_because = PaymentStage(stage), because.strip()
    payment.save(update_fields=["stage", "stage_because", *fields])
    if stage in ("PAID", "FAILED"):  # open data tells what was paid, and as of when
        payment.award.changed_at = at
        payment.award.save(update_fields=["changed_at"])
    record(
        f"payment_{stage.lower()}",
        about=payment,
        by=by,
        at=at,
        pence=payment.pence,
        because=payment.stage_because,
    )
    return payment
