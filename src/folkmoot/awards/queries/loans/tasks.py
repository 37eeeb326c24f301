"""What loans wait for, from each of the people who have a hand in them."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate

from folkmoot.awards.models import Loan, LoanDraw, LoanPlan, organisations_of
from folkmoot.awards.queries.loans.ledger import ledger_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.kernel.ui.words import day, money
from folkmoot.kernel.waiting import Task
from folkmoot.people.models import Account

MOST = 30


def tasks_for(account: Account, at: datetime) -> list[Task]:
    """What waits on a person: signing, agreeing, money on its way, and what is late."""
    return [*_to_sign(account), *_on_the_way(account), *_to_agree(account), *_late(account, at)]


def _to_sign(account: Account) -> Iterator[Task]:
    signs = organisations_of(account, Permission.AWARD_SIGN)
    countersigns = organisations_of(account, Permission.AWARD_COUNTERSIGN)
    rows = Loan.objects.filter(
        Q(stage="OFFERED", recipient__in=signs)
        | (Q(stage="SIGNED", funder__in=countersigns) & ~Q(signed_by=account))
        | (
            Q(stage="ACTIVE", funder__in=countersigns, writing_off_at__isnull=False)
            & ~Q(writing_off_by=account)
        )
    ).select_related("place")[:MOST]
    titles = {"OFFERED": "Sign for a loan", "SIGNED": "Sign for the lender"}
    for loan in rows:
        title = titles.get(loan.stage, "Agree to write off a loan, or not")
        since = loan.writing_off_at or loan.signed_at or loan.offered_at
        yield _task(loan, title, since, "Nothing moves.")


def _on_the_way(account: Account) -> Iterator[Task]:
    approves = organisations_of(account, Permission.PAYMENT_APPROVE)
    pays = organisations_of(account, Permission.PAYMENT_PAY)
    rows = LoanDraw.objects.filter(
        Q(stage="ASKED", loan__funder__in=approves) | Q(stage="APPROVED", loan__funder__in=pays),
        loan__stage="ACTIVE",
    ).exclude(Q(asked_by=account) | Q(approved_by=account))
    for draw in rows.select_related("loan__place").order_by("asked_at")[:MOST]:
        verb = "Approve" if draw.stage == "ASKED" else "Hand over"
        since = draw.approved_at or draw.asked_at
        yield _task(
            draw.loan, f"{verb} {money(draw.pence)} of a loan", since, "The money does not move."
        )


def _to_agree(account: Account) -> Iterator[Task]:
    signs = organisations_of(account, Permission.AWARD_SIGN)
    rows = LoanPlan.objects.filter(
        number__gt=1, agreed_at__isnull=True, loan__recipient__in=signs, loan__stage="ACTIVE"
    ).exclude(proposed_by=account)
    for plan in rows.select_related("loan__place")[:MOST]:
        yield _task(
            plan.loan, "Agree to a new plan, or not", plan.proposed_at, "The old plan goes on."
        )


def _late(account: Account, at: datetime) -> Iterator[Task]:
    """For whoever asks for the borrower's money: what should have been repaid."""
    theirs = organisations_of(account, Permission.PAYMENT_REQUEST)
    today = localdate(at)
    rows = Loan.objects.filter(stage="ACTIVE", recipient__in=theirs)
    rows = rows.select_related("place").prefetch_related("plans", "draws", "repayments")
    for loan in rows[:MOST]:
        standing = ledger_of(loan, today).standing
        if standing and standing.late and standing.late_since_date:
            yield _task(
                loan,
                f"Repay {money(standing.late)}, due since {day(standing.late_since_date)}",
                loan.countersigned_at or loan.offered_at,
                "It stays late, and the lender sees it.",
            )


def _task(loan: Loan, title: str, since: datetime, otherwise: str) -> Task:
    return Task(
        title=title,
        about=loan.title,
        place=loan.place.name,
        since=since,
        href=reverse("loans:loan", args=[loan.ref]),
        otherwise=otherwise,
    )
