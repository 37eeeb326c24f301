"""What awards wait for, from each of the people who have a hand in them."""

from collections.abc import Iterator
from datetime import datetime, time

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import get_current_timezone, localdate

from folkmoot.awards.models import (
    Award,
    AwardStage,
    Payment,
    PaymentStage,
    Return,
    Variation,
    organisations_of,
)
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.words import day, money
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account

MOST = 50
# For each stage of a payment: who has it in hand next, on which side, and what they do.
NEXT = (
    (PaymentStage.SCHEDULED, Permission.PAYMENT_REQUEST, "recipient", "Ask for"),
    (PaymentStage.REQUESTED, Permission.PAYMENT_CERTIFY, "recipient", "Certify"),
    (PaymentStage.CERTIFIED, Permission.PAYMENT_APPROVE, "funder", "Approve"),
    (PaymentStage.APPROVED, Permission.PAYMENT_PAY, "funder", "Pay"),
    (PaymentStage.FAILED, Permission.PAYMENT_PAY, "funder", "Pay again"),
)


def waiting_in_awards(account: Account, at: datetime) -> list[Task]:
    """What waits on a person who has a hand in awards; four queries."""
    return [
        *_payments(account, at),
        *_awards(account),
        *_returns(account, at),
        *_variations(account),
    ]


def _payments(account: Account, at: datetime) -> Iterator[Task]:
    due = Q(due_date__lte=localdate(at)) | Q(reached_at__isnull=False)
    wanted = Q()
    for stage, permission, side, _ in NEXT:
        theirs = Q(**{f"award__{side}__in": organisations_of(account, permission)}, stage=stage)
        wanted |= theirs & due if stage == PaymentStage.SCHEDULED else theirs
    rows = (
        Payment.objects.filter(wanted, award__stage=AwardStage.ACTIVE, held_because="")
        .exclude(Q(requested_by=account) | Q(certified_by=account) | Q(approved_by=account))
        .select_related("award__place")
        .order_by("scheduled_at")[:MOST]
    )
    verbs = {stage: verb for stage, _, _, verb in NEXT}
    for payment in rows:
        award = payment.award
        yield Task(
            title=f"{verbs[PaymentStage(payment.stage)]} payment {payment.number}",
            about=f"{money(payment.pence)} of {award.title}",
            place=award.place.name,
            since=payment.approved_at
            or payment.certified_at
            or payment.requested_at
            or payment.scheduled_at,
            href=reverse("awards:payment", args=[payment.ref]),
            otherwise="The money does not move.",
        )


def _awards(account: Account) -> Iterator[Task]:
    signs = organisations_of(account, Permission.AWARD_SIGN)
    countersigns = organisations_of(account, Permission.AWARD_COUNTERSIGN)
    rows = Award.objects.filter(
        Q(stage=AwardStage.OFFERED, recipient__in=signs)
        | (Q(stage=AwardStage.SIGNED, funder__in=countersigns) & ~Q(signed_by=account))
    ).select_related("place")[:MOST]
    for award in rows:
        yield Task(
            title="Sign the agreement" if award.stage == "OFFERED" else "Sign for the funder",
            about=award.title,
            place=award.place.name,
            since=award.signed_at or award.offered_at or award.prepared_at,
            href=reverse("awards:award", args=[award.ref]),
            otherwise="The offer lapses." if award.stage == "OFFERED" else "No money can flow.",
        )


def _returns(account: Account, at: datetime) -> Iterator[Task]:
    """Returns to write, to certify and to read: of those that are open or begin to be due."""
    today = localdate(at)
    writes = organisations_of(account, Permission.RETURN_WRITE)
    certifies = organisations_of(account, Permission.RETURN_CERTIFY)
    reads = organisations_of(account, Permission.RETURN_ACCEPT)
    over = Q(stage__in=["SCHEDULED", "WRITING", "SENT_BACK"], ends_date__lt=today)
    rows = (
        Return.objects.filter(
            over & Q(award__recipient__in=writes)
            | Q(stage="SIGNING", award__recipient__in=certifies) & ~Q(submitted_by=account)
            | Q(stage="SUBMITTED", award__funder__in=reads)
        )
        .filter(award__stage__in=["ACTIVE", "SUSPENDED", "ENDED", "TERMINATED"])
        .select_related("award__place")
        .order_by("due_date")[:MOST]
    )
    for returned in rows:
        verb, otherwise = RETURN_WORDS[returned.stage]
        due = datetime.combine(returned.due_date, time.min, get_current_timezone())
        yield Task(
            title=f"{verb} return {returned.number}",
            about=f"{returned.award.title}, due on {day(returned.due_date)}",
            place=returned.award.place.name,
            since=returned.certified_at or returned.submitted_at or min(due, at),
            href=reverse("awards:return", args=[returned.ref]),
            otherwise=otherwise,
        )


RETURN_WORDS = {
    "SCHEDULED": ("Write", "Payments that wait for it do not move."),
    "WRITING": ("Go on writing", "Payments that wait for it do not move."),
    "SENT_BACK": ("Mend", "Payments that wait for it do not move."),
    "SIGNING": ("Certify", "The funder does not see it."),
    "SUBMITTED": ("Read", "Payments that wait for it do not move."),
}


def _variations(account: Account) -> Iterator[Task]:
    """Variations to look at, to decide on and to bring into force."""
    looks = organisations_of(account, Permission.AWARD_CHECK)
    decides = organisations_of(account, Permission.AWARD_COUNTERSIGN)
    applies = organisations_of(account, Permission.AWARD_PREPARE)
    rows = (
        Variation.objects.filter(
            Q(stage="SUBMITTED", award__funder__in=looks)
            | Q(stage="ASSESSED", award__funder__in=decides) & ~Q(assessed_by=account)
            | Q(stage="APPROVED", award__funder__in=applies)
        )
        .exclude(submitted_by=account, stage__in=["SUBMITTED", "ASSESSED"])
        .select_related("award__place")
        .order_by("submitted_at")[:MOST]
    )
    for each in rows:
        yield Task(
            title=f"{VARIATION_WORDS[each.stage]} variation {each.number}",
            about=each.award.title,
            place=each.award.place.name,
            since=each.decided_at or each.assessed_at or each.submitted_at or each.drafted_at,
            href=reverse("awards:variation", args=[each.ref]),
            otherwise="What was signed stays as it is.",
        )


VARIATION_WORDS = {
    "SUBMITTED": "Look at",
    "ASSESSED": "Decide on",
    "APPROVED": "Bring into force",
}
