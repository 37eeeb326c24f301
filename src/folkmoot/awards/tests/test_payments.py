"""Public money passes through four hands, and never more of it than was awarded."""

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations

import pytest
from django.db import DatabaseError, transaction

from folkmoot.awards import actions
from folkmoot.awards.actions.awards import paid_pence_of
from folkmoot.awards.models import HANDS, PAYMENT_ONWARDS, Award, Payment, PaymentStage
from folkmoot.awards.tests.makers import (
    NOON,
    TODAY,
    a_checked,
    a_draft,
    a_payment,
    an_award,
    an_offer,
    approved,
    certified,
    holder,
    manager,
    officer,
    paid,
    paymaster,
    requested,
    signatory,
)
from folkmoot.kernel.rules import Refused
from folkmoot.people.models import Account
from folkmoot.places.tests.makers import someone

pytestmark = pytest.mark.django_db


class Undone(Exception):
    """Take back what was tried."""


Step = Callable[[Payment, Account], Payment]
STEPS: dict[str, Step] = {
    "requested_by": lambda p, by: actions.request_payment(payment=p, claim="Q1", by=by, at=NOON),
    "certified_by": lambda p, by: actions.certify_payment(payment=p, by=by, at=NOON),
    "approved_by": lambda p, by: actions.approve_payment(payment=p, by=by, at=NOON),
    "paid_by": lambda p, by: actions.pay(payment=p, paid_date=TODAY, by=by, at=NOON),
}


def test_a_payment_is_requested_certified_approved_and_paid() -> None:
    payment = paid(a_payment())

    assert payment.stage == "PAID"
    assert len(set(payment.hands.values())) == 4
    assert paid_pence_of(payment.award) == payment.pence


@pytest.mark.parametrize(("first", "second"), list(combinations(HANDS, 2)))
def test_no_two_hands_of_a_payment_are_of_one_person(first: str, second: str) -> None:
    """Whatever roles somebody holds: the rule is about the person."""
    payment, one = a_payment(), someone("Everywhere")

    for hand in HANDS:
        by = one if hand in (first, second) else someone(f"Only {hand}")
        if hand == second:
            with pytest.raises(Refused, match="It takes somebody else"):
                STEPS[hand](payment, by)
            return
        payment = STEPS[hand](payment, by)


def test_the_database_refuses_two_hands_of_one_person() -> None:
    payment = paid(a_payment())

    for first, second in combinations(HANDS, 2):
        with pytest.raises(DatabaseError), transaction.atomic():
            Payment.objects.filter(pk=payment.pk).update(
                **{second: getattr(payment, f"{first}_id")}
            )


def test_the_database_lets_a_payment_go_only_where_the_rules_do() -> None:
    payment = approved(a_payment())
    facts = {"paid_by": paymaster(payment.award), "paid_date": TODAY}

    def moves(stage: str) -> bool:
        try:
            with transaction.atomic():
                Payment.objects.filter(pk=payment.pk).update(stage=stage, **facts)
                raise Undone
        except Undone:
            return True
        except DatabaseError:
            return False

    assert {stage for stage in PaymentStage.values if moves(stage)} == {
        "APPROVED",
        *PAYMENT_ONWARDS["APPROVED"],
    }


def test_payments_never_come_to_more_than_the_award() -> None:
    award = an_award(awarded_pence=1_000_00)
    a_payment(award, 600_00)

    with pytest.raises(Refused, match="Only £400 of the award is left to schedule"):
        a_payment(award, 400_01)
    second = a_payment(award, 400_00)
    actions.cancel_payment(payment=second, because="Cheaper", by=manager(award), at=NOON)
    a_payment(award, 400_00)  # what was cancelled may be scheduled otherwise
    for wrong in (
        lambda: Payment.objects.create(
            award=award, number=9, pence=1, due_date=TODAY, scheduled_at=NOON
        ),
        lambda: award.payments.filter(number=1).update(pence=600_01),
        lambda: Award.objects.filter(pk=award.pk).update(awarded_pence=999_99, n_varied=1),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()


def test_no_money_moves_before_both_have_signed() -> None:
    award = a_checked()
    payment = a_payment(award)

    with pytest.raises(Refused, match="no money moves now"):
        requested(payment)
    with pytest.raises(DatabaseError), transaction.atomic():
        Payment.objects.filter(pk=payment.pk).update(stage="REQUESTED", requested_by=holder(award))
    assert a_draft().stage == "DRAFT"
    with pytest.raises(Refused, match="nothing can be scheduled now"):
        a_payment(an_offer())


def test_a_payment_by_date_waits_for_its_day_and_one_by_milestone_for_the_milestone() -> None:
    award = an_award()
    tomorrow = a_payment(award, due_date=TODAY + timedelta(1))
    kitchen = a_payment(award, milestone="The kitchen stands", due_date=None)

    for payment in (tomorrow, kitchen):
        with pytest.raises(Refused, match="not due yet"):
            requested(payment)
    with pytest.raises(Refused, match="This payment is due on a day"):
        actions.reach_milestone(payment=tomorrow, by=manager(award), at=NOON)
    kitchen = actions.reach_milestone(payment=kitchen, by=manager(award), at=NOON)
    assert requested(kitchen).stage == "REQUESTED"


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"pence": 0}, "A payment is a penny or more"),
        ({"due_date": None}, "one of the two"),
        ({"milestone": "Done"}, "one of the two"),
        ({"due_date": TODAY - timedelta(1)}, "The award has not begun on that day"),
    ],
)
def test_a_payment_that_makes_no_sense_is_refused(more: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        a_payment(an_award(), **more)  # type: ignore[arg-type]


def test_an_unmet_condition_stops_the_approval_and_nothing_before_it() -> None:
    award = a_checked()
    condition = actions.add_condition(
        award=award, words="A bank account with two signatures", by=manager(award), at=NOON
    )
    award = actions.offer_award(
        award=award, terms="Terms", lapses_date=TODAY + timedelta(9), by=manager(award), at=NOON
    )
    award = actions.sign_award(award=award, by=holder(award), at=NOON)
    award = actions.countersign_award(award=award, by=signatory(award), at=NOON)
    payment = certified(a_payment(award))

    with pytest.raises(Refused, match="One condition is not met yet"):
        STEPS["approved_by"](payment, manager(award))
    with pytest.raises(Refused, match="Say how you know"):
        actions.meet_condition(condition=condition, evidence="", by=manager(award), at=NOON)
    actions.meet_condition(condition=condition, evidence="Mandate", by=manager(award), at=NOON)
    assert STEPS["approved_by"](payment, manager(award)).stage == "APPROVED"


def test_what_is_held_does_not_move_until_it_is_released() -> None:
    payment = certified(a_payment())
    boss = manager(payment.award)

    actions.hold_payment(payment=payment, because="Invoice missing", by=boss, at=NOON)
    with pytest.raises(Refused, match="This payment is held: Invoice missing"):
        STEPS["approved_by"](payment, boss)
    actions.release_payment(payment=payment, by=boss, at=NOON)
    assert STEPS["approved_by"](payment, boss).stage == "APPROVED"


def test_what_is_sent_back_begins_again_with_any_hands() -> None:
    payment = approved(a_payment())

    payment = actions.send_back_payment(
        payment=payment, because="Wrong quarter", by=paymaster(payment.award), at=NOON
    )
    assert payment.stage == "SCHEDULED"
    assert set(payment.hands.values()) == {None}
    assert paid(payment).stage == "PAID"


def test_what_the_bank_sends_back_is_paid_again_and_counts_once() -> None:
    payment = paid(a_payment())
    boss = paymaster(payment.award)

    payment = actions.bring_back_payment(
        payment=payment, because="Account closed", by=boss, at=NOON
    )
    assert paid_pence_of(payment.award) == 0
    payment = STEPS["paid_by"](payment, boss)
    assert paid_pence_of(payment.award) == payment.pence


def test_what_was_paid_stays_as_it_was_paid() -> None:
    payment = paid(a_payment())

    for wrong in ({"pence": 1}, {"approved_by": someone("Later")}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Payment.objects.filter(pk=payment.pk).update(**wrong)
    with pytest.raises(DatabaseError), transaction.atomic():
        payment.delete()


def test_no_money_moves_while_an_award_is_suspended() -> None:
    payment = certified(a_payment())
    award = actions.suspend_award(
        award=payment.award, because="Accounts", by=manager(payment.award), at=NOON
    )

    with pytest.raises(Refused, match="The award is “Suspended”: no money moves now"):
        STEPS["approved_by"](payment, manager(award))
    assert officer(award)
