"""When a payment may be scheduled, requested, certified, approved and paid: never by one person."""

from datetime import date

from folkmoot.awards.models import (
    HANDS,
    PAYMENT_ONWARDS,
    Award,
    AwardStage,
    Payment,
    PaymentStage,
)
from folkmoot.kernel.ui.words import money

MOST_PAYMENTS = 60
DID = {
    "requested_by": "asked for",
    "certified_by": "certified",
    "approved_by": "approved",
    "paid_by": "paid",
}


def why_not_schedule(
    award: Award,
    pence: int,
    due_date: date | None,
    milestone: str,
    *,
    scheduled_pence: int,
    n_there: int,
) -> str:
    """Within the award, by a day or by a milestone, while there is something to come."""
    if award.stage not in ("DRAFT", "CHECKING", "ACTIVE"):
        return f"This award is “{award.get_stage_display()}”: nothing can be scheduled now."
    if pence <= 0:
        return "A payment is a penny or more."
    if (due_date is None) == (not milestone.strip()):
        return "Say on which day it is due, or when what is done: one of the two."
    if due_date and due_date < award.starts_date:
        return "The award has not begun on that day."
    if n_there >= MOST_PAYMENTS:
        return f"An award has {MOST_PAYMENTS} payments at the most."
    left = award.awarded_pence - scheduled_pence
    if pence > left:
        return f"Only {money(left)} of the award is left to schedule."
    return ""


def is_due(payment: Payment, *, today: date) -> bool:
    """Whether it may be asked for: its day has come, or its milestone has been reached."""
    if payment.due_date:
        return payment.due_date <= today
    return payment.reached_at is not None


def why_not_reach(payment: Payment) -> str:
    """A milestone is reached once."""
    if not payment.milestone:
        return "This payment is due on a day."
    if payment.reached_at:
        return "This has been reached already."
    return _standing(payment)


def why_not_request(payment: Payment, claim: str, *, today: date) -> str:
    """The recipient asks when it is due, and says for what."""
    if why := _cannot(payment, "REQUESTED"):
        return why
    if not is_due(payment, today=today):
        return "This payment is not due yet."
    if (waits := payment.after_return) and waits.stage not in ("ACCEPTED", "SKIPPED"):
        said = waits.get_stage_display()
        return f"This payment waits until return {waits.number} is accepted; it is “{said}”."
    return "" if claim.strip() else "Say in a few words what it is for."


def why_not_certify(payment: Payment, *, by_pk: object) -> str:
    """The recipient's finance officer says that it is right."""
    return _cannot(payment, "CERTIFIED") or _not_twice(payment, "certified_by", by_pk)


def why_not_approve(payment: Payment, *, by_pk: object, unmet: int) -> str:
    """The funder approves, once every condition is met."""
    if why := _cannot(payment, "APPROVED") or _not_twice(payment, "approved_by", by_pk):
        return why
    if unmet:
        many = "One condition is" if unmet == 1 else f"{unmet} conditions are"
        return f"{many} not met yet."
    return ""


def why_not_pay(payment: Payment, paid_date: date, *, by_pk: object, today: date) -> str:
    """The paymaster pays what was approved."""
    if why := _cannot(payment, "PAID") or _not_twice(payment, "paid_by", by_pk):
        return why
    return "" if paid_date <= today else "Say on which day it was paid; that day has not come."


def why_not_send_back(payment: Payment, because: str) -> str:
    """What was asked for goes back to who asked."""
    if payment.stage not in ("REQUESTED", "CERTIFIED", "APPROVED"):
        return f"This payment is “{payment.get_stage_display()}”: there is nothing to send back."
    return _says_why(because)


def why_not_hold(payment: Payment, because: str) -> str:
    """Nothing moves while something has to be cleared up."""
    if payment.stage in ("PAID", "CANCELLED"):
        return f"This payment is “{payment.get_stage_display()}”."
    return "This payment is held already." if payment.held_because else _says_why(because)


def why_not_release(payment: Payment) -> str:
    """What was held goes on."""
    return "" if payment.held_because else "This payment is not held."


def why_not_bring_back(payment: Payment, because: str) -> str:
    """The bank sent it back."""
    if payment.stage != PaymentStage.PAID:
        return "This has not been paid."
    return _says_why(because)


def why_not_cancel(payment: Payment, because: str) -> str:
    """What was not paid may be cancelled."""
    if "CANCELLED" not in PAYMENT_ONWARDS[payment.stage]:
        return f"This payment is “{payment.get_stage_display()}”."
    return _says_why(because)


def _standing(payment: Payment) -> str:
    if payment.held_because:
        return f"This payment is held: {payment.held_because}"
    if payment.award.stage != AwardStage.ACTIVE:
        return f"The award is “{payment.award.get_stage_display()}”: no money moves now."
    return ""


def _cannot(payment: Payment, stage: str) -> str:
    if stage not in PAYMENT_ONWARDS[payment.stage]:
        return f"This payment is “{payment.get_stage_display()}”, so this cannot be done now."
    return _standing(payment)


def _not_twice(payment: Payment, hand: str, by_pk: object) -> str:
    """No two hands of one payment belong to one person."""
    for other in HANDS:
        if other != hand and getattr(payment, f"{other}_id") == by_pk:
            return f"You {DID[other]} this payment yourself. It takes somebody else for this."
    return ""


def _says_why(because: str) -> str:
    return "" if because.strip() else "Say why: the other side will read it."
