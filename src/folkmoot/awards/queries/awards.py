"""An award as its page shows it: where each pound is, and what this reader can do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet, Sum
from django.utils.timezone import localdate

from folkmoot.awards import rules
from folkmoot.awards.models import (
    Award,
    AwardArea,
    BudgetLine,
    Check,
    Condition,
    Payment,
    PaymentStage,
    Spending,
    Variation,
    organisations_of,
)
from folkmoot.awards.queries.decided import CameOf, came_of
from folkmoot.awards.queries.schedule import ReturnRow, returns_of
from folkmoot.kernel.access.may import permissions_of
from folkmoot.kernel.access.permissions import Permission
from folkmoot.people.models import Account, Organisation

UNDER_WAY = ("REQUESTED", "CERTIFIED", "APPROVED", "FAILED")


@dataclass(frozen=True, slots=True)
class Sums:
    """Where the money of an award is, in pence; the four parts are the whole award."""

    awarded: int
    paid: int
    under_way: int
    scheduled: int

    @property
    def unscheduled(self) -> int:
        """What no payment is planned for."""
        return self.awarded - self.paid - self.under_way - self.scheduled


@dataclass(frozen=True, slots=True)
class Step:
    """The next hand of a payment: its address, its words, who does it, and why not now."""

    key: str
    label: str
    side: str
    may: bool
    why_not: str


@dataclass(frozen=True, slots=True)
class PaymentRow:
    """One payment, whether it is due, and what comes next."""

    payment: Payment
    is_due: bool
    step: Step | None


@dataclass(frozen=True, slots=True)
class AwardPage:
    """Everything the page of an award shows this reader."""

    award: Award
    sums: Sums
    payments: tuple[PaymentRow, ...]
    budget: tuple[BudgetLine, ...]
    checks: tuple[Check, ...]
    conditions: tuple[Condition, ...]
    joined: tuple[Award, ...]
    returns: tuple[ReturnRow, ...]
    variations: tuple[Variation, ...]
    may: frozenset[Permission]
    came_of: CameOf | None = None
    areas: tuple[AwardArea, ...] = ()

    @property
    def is_inside(self) -> bool:
        """Whether the reader belongs to one of the two sides."""
        return Permission.AWARD_SEE in self.may

    @property
    def n_unmet(self) -> int:
        """Conditions that nobody has answered yet."""
        return sum(condition.met_at is None for condition in self.conditions)


def award_page(award: Award, reader: object, *, at: datetime) -> AwardPage:
    """The page of one award, however much has happened in eleven queries.

    Two more where it came of a decision.
    """
    may = permissions_of(reader, within=award.scope, at=at)
    inside = Permission.AWARD_SEE in may
    payments = list(award.payments.select_related(*HANDS_TOLD))
    conditions = tuple(award.conditions.select_related("met_by")) if inside else ()
    unmet = sum(condition.met_at is None for condition in conditions)
    for payment in payments:
        payment.award = award
    return AwardPage(
        award=award,
        sums=sums_of(award, payments),
        payments=tuple(_row(each, reader, may, unmet, at=at) for each in payments),
        budget=tuple(award.budget.all()),
        checks=tuple(award.checks.select_related("checked_by", "agreed_by")) if inside else (),
        conditions=conditions,
        joined=_joined(award, reader),
        variations=tuple(award.variations.all()) if inside else (),
        returns=returns_of(award, at=at) if inside else (),
        may=may,
        came_of=came_of(award, reader),
        areas=tuple(award.areas.all()),
    )


HANDS_TOLD = ("requested_by", "certified_by", "approved_by", "paid_by", "after_return")


def payment_page(payment: Payment, reader: object, *, at: datetime) -> PaymentRow:
    """One payment, and what this reader can do with it."""
    may = permissions_of(reader, within=payment.scope, at=at)
    unmet = payment.award.conditions.filter(met_at__isnull=True).count()
    return _row(payment, reader, may, unmet, at=at)


@dataclass(frozen=True, slots=True)
class Standing:
    """What whoever has a payment in hand wants to know of its award, in pence."""

    awarded: int
    paid: int
    spent: int  # as told in the returns that the funder accepted


def stands_at(award: Award) -> Standing:
    """What is paid of an award, and what was spent as far as it was accepted; two queries."""
    paid = award.payments.filter(stage=PaymentStage.PAID).aggregate(sum=Sum("pence"))["sum"]
    told = Spending.objects.filter(of__award=award, of__stage="ACCEPTED")
    spent = told.aggregate(sum=Sum("spent_pence"))["sum"]
    return Standing(award.awarded_pence, paid or 0, spent or 0)


def sums_of(award: Award, payments: Iterable[Payment]) -> Sums:
    """Where each pound of the award is."""
    at: dict[str, int] = {}
    for payment in payments:
        at[payment.stage] = at.get(payment.stage, 0) + payment.pence
    return Sums(
        awarded=award.awarded_pence,
        paid=at.get(PaymentStage.PAID, 0),
        under_way=sum(at.get(stage, 0) for stage in UNDER_WAY),
        scheduled=at.get(PaymentStage.SCHEDULED, 0),
    )


def awards_seen_by(reader: object) -> QuerySet[Award]:
    """All awards of the reader's organisations, the newest first."""
    theirs = organisations_of(reader, Permission.AWARD_SEE)
    seen = Award.objects.visible_to(reader)
    return seen.filter(funder__in=theirs) | seen.filter(recipient__in=theirs)


def funders_of(account: Account) -> list[Organisation]:
    """Organisations for which somebody may prepare awards."""
    theirs = organisations_of(account, Permission.AWARD_PREPARE)
    return list(Organisation.objects.filter(pk__in=theirs).order_by("name"))


def _joined(award: Award, reader: object) -> tuple[Award, ...]:
    """Awards of other funders for the same thing."""
    first = award.joined_to_id or award.pk
    seen = Award.objects.visible_to(reader)
    others = seen.filter(pk=first) | seen.filter(joined_to=first)
    return tuple(each for each in others if each.pk != award.pk)


def _row(
    payment: Payment, reader: object, may: frozenset[Permission], unmet: int, *, at: datetime
) -> PaymentRow:
    today, by_pk = localdate(at), getattr(reader, "pk", None)
    steps = {
        "SCHEDULED": ("request", "Ask for it", Permission.PAYMENT_REQUEST,
                      rules.why_not_request(payment, "…", today=today)),
        "REQUESTED": ("certify", "Certify it", Permission.PAYMENT_CERTIFY,
                      rules.why_not_certify(payment, by_pk=by_pk)),
        "CERTIFIED": ("approve", "Approve it", Permission.PAYMENT_APPROVE,
                      rules.why_not_approve(payment, by_pk=by_pk, unmet=unmet)),
        "APPROVED": ("pay", "It has been paid", Permission.PAYMENT_PAY,
                     rules.why_not_pay(payment, today, by_pk=by_pk, today=today)),
        "FAILED": ("pay", "It has been paid again", Permission.PAYMENT_PAY,
                   rules.why_not_pay(payment, today, by_pk=by_pk, today=today)),
    }  # fmt: skip
    found = steps.get(payment.stage)
    step = None
    if found:
        key, label, permission, why_not = found
        side = SIDES[permission]
        step = Step(key, label, side, permission in may, why_not)
    return PaymentRow(payment, rules.is_due(payment, today=today), step)


SIDES = {
    Permission.PAYMENT_REQUEST: "the recipient’s grant holder",
    Permission.PAYMENT_CERTIFY: "the recipient’s finance officer",
    Permission.PAYMENT_APPROVE: "the funder’s award manager",
    Permission.PAYMENT_PAY: "the funder’s paymaster",
}
